import type { Person, RightsOptions } from '@lamina/shared/contract/people.ts';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useReader } from '../../lib/reader.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { momentInWords } from './moment-in-words.ts';
import { OneTimeLink } from './one-time-link.tsx';
import { PersonAct } from './person-act.tsx';
import styles from './person-details.module.css';
import { Refusal } from './refusal.tsx';
import { RightsFields } from './rights-fields.tsx';

export interface PersonDetailsProps {
  readonly person: Person;
  readonly options: RightsOptions;
}

/** One person: what they may see, and what can be done about their signing in. */
export function PersonDetails({ person, options }: PersonDetailsProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isReader = useReader()?.email === person.email;
  const refresh = {
    onSuccess: () => queryClient.invalidateQueries(trpc.people.list.queryFilter()),
  };
  const passwordLink = useMutation(trpc.people.resetPassword.mutationOptions());
  const resetTwoFactor = useMutation(trpc.people.resetTwoFactor.mutationOptions(refresh));
  const endSessions = useMutation(trpc.people.endSessions.mutationOptions());
  const disable = useMutation(trpc.people.disable.mutationOptions(refresh));
  const enable = useMutation(trpc.people.enable.mutationOptions(refresh));
  const { id, name } = person;
  return (
    <>
      <p className={styles.quiet}>{historyInWords(person)}</p>
      <Rights person={person} options={options} />
      <ul className={styles.acts}>
        {person.disabled ? null : (
          <PersonAct
            title="Password"
            about="Makes an address at which they choose a new password. An earlier one stops working."
            label="New password link"
            act={passwordLink}
            onDo={() => passwordLink.mutateAsync({ id })}
          >
            {passwordLink.data === undefined ? null : <OneTimeLink name={name} link={passwordLink.data} />}
          </PersonAct>
        )}
        {person.twoFactor ? (
          <PersonAct
            title="Two-factor sign-in"
            about="For when the app and the backup codes are lost."
            label="Reset two-factor"
            question={`Be sure that it is ${name} who asks: until it is turned on again, the password alone signs them in. They are signed out everywhere.`}
            act={resetTwoFactor}
            onDo={() => resetTwoFactor.mutateAsync({ id })}
          />
        ) : null}
        <PersonAct
          title="Sessions"
          about="Signs them out on every computer. They can sign in again."
          label="End all sessions"
          {...(isReader ? { question: 'This is you: you are signed out here too.' } : {})}
          done={`${name} is signed out everywhere.`}
          act={endSessions}
          onDo={async () => {
            await endSessions.mutateAsync({ id });
            if (isReader) await queryClient.invalidateQueries(trpc.account.session.queryFilter());
          }}
        />
        {person.disabled ? (
          <PersonAct
            title="Account"
            about="Disabled: they cannot sign in. What they did stays in the audit log."
            label="Enable"
            act={enable}
            onDo={() => enable.mutateAsync({ id })}
          />
        ) : (
          <PersonAct
            title="Account"
            about="For those who have left. What they did stays in the audit log."
            label="Disable"
            question={`${name} is signed out everywhere at once and cannot sign in until the account is enabled again.`}
            act={disable}
            onDo={() => disable.mutateAsync({ id })}
          />
        )}
      </ul>
    </>
  );
}

function Rights({ person, options }: PersonDetailsProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const stored = {
    role: person.role,
    hospitals: person.hospitals === 'all' ? ('all' as const) : person.hospitals.map(({ id }) => id),
    surgeon: person.surgeon?.id ?? null,
  };
  const [rights, setRights] = useState(stored);
  const change = useMutation(
    trpc.people.change.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries(trpc.people.list.queryFilter()),
          queryClient.invalidateQueries(trpc.account.session.queryFilter()),
        ]),
    }),
  );
  const isChanged = JSON.stringify(rights) !== JSON.stringify(stored);

  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate({ id: person.id, rights });
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-label="Rights">
      <RightsFields
        rights={rights}
        options={options}
        onChange={(changed) => {
          change.reset();
          setRights(changed);
        }}
      />
      <Refusal error={change.error} />
      <p className={styles.copy}>
        <Button
          type="submit"
          variant={isChanged ? 'filled' : 'default'}
          disabled={!isChanged || change.isPending}
        >
          Save
        </Button>
        <span role="status">
          {change.isSuccess && !isChanged ? 'Saved: it holds from their next click on.' : ''}
        </span>
      </p>
    </form>
  );
}

function historyInWords({ createdAt, lastSignedInAt, disabled }: Person): string {
  const seen =
    lastSignedInAt === null ? 'has not signed in yet' : `last signed in ${momentInWords(lastSignedInAt)}`;
  return `Added ${momentInWords(createdAt)}, ${seen}${disabled ? '. Disabled' : ''}.`;
}
