import { AddPersonInput, type RightsOptions } from '@lamina/shared/contract/people.ts';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '../../lib/trpc.ts';
import { OneTimeLink } from './one-time-link.tsx';
import styles from './person-details.module.css';
import { Refusal } from './refusal.tsx';
import { RightsFields } from './rights-fields.tsx';

export interface AddPersonProps {
  readonly options: RightsOptions;
  readonly onClose: () => void;
}

export function AddPerson({ options, onClose }: AddPersonProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [rights, setRights] = useState<AddPersonInput['rights']>({
    role: 'quality-lead',
    hospitals: 'all',
    surgeon: null,
  });
  const add = useMutation(
    trpc.people.add.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.people.list.queryFilter()),
    }),
  );

  if (add.data !== undefined) {
    return (
      <div className={styles.form}>
        <p role="status">{name} is added, and can sign in once a password is chosen.</p>
        <OneTimeLink name={name} link={add.data} />
        <Button className={styles.act ?? ''} onClick={onClose}>
          Done
        </Button>
      </div>
    );
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate({ name, email, rights });
  }
  const isComplete = AddPersonInput.safeParse({ name, email, rights }).success;
  return (
    <form className={styles.form} onSubmit={submit} aria-label="Add a person">
      <TextInput
        label="Name"
        size="md"
        required
        withAsterisk={false}
        autoComplete="off"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="E-mail"
        type="email"
        size="md"
        required
        withAsterisk={false}
        autoComplete="off"
        description="Lamina sends no mail: the address is what they sign in with."
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <RightsFields rights={rights} options={options} onChange={setRights} />
      <Refusal error={add.error} />
      <Button type="submit" className={styles.act ?? ''} aria-disabled={add.isPending || !isComplete}>
        Add
      </Button>
    </form>
  );
}
