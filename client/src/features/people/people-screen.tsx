import type { Person } from '@lamina/shared/contract/people.ts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { DataTable } from '../../components/data-table.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { formatCount } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { AddPerson } from './add-person.tsx';
import { DisclosureChoice } from './disclosure-choice.tsx';
import { PEOPLE_COLUMNS } from './people-columns.tsx';
import styles from './people-screen.module.css';
import { PersonDetails } from './person-details.tsx';

const route = getRouteApi('/people');

/** What the address says where a person is being added instead of opened. */
const ADDING = 'new';

/** Who may see what? */
export function PeopleScreen() {
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const trpc = useTRPC();
  const { data: people } = useQuery(trpc.people.list.queryOptions());
  const { data: options } = useQuery(trpc.people.options.queryOptions());
  useEffect(() => {
    document.title = 'People · Lamina';
  }, []);

  function show(what: string | undefined) {
    void navigate({ search: what === undefined ? {} : { open: what }, resetScroll: false });
  }

  const person = people?.find(({ id }) => id === open);
  return (
    <>
      <header className={styles.head}>
        <h1>Who may see what?</h1>
        <Button onClick={() => show(ADDING)}>Add a person</Button>
      </header>
      {people === undefined ? (
        <p className={styles.waiting} role="status">
          Listing people …
        </p>
      ) : (
        <DataTable
          caption={countsInWords(people)}
          columns={PEOPLE_COLUMNS}
          rows={people}
          rowKey={({ id }) => id}
        />
      )}
      <DisclosureChoice />
      {options === undefined ? null : (
        <>
          <SideDrawer title="Add a person" isOpen={open === ADDING} onClose={() => show(undefined)}>
            <AddPerson options={options} onClose={() => show(undefined)} />
          </SideDrawer>
          <SideDrawer
            title={person?.name ?? ''}
            about={person?.email ?? ''}
            isOpen={person !== undefined}
            onClose={() => show(undefined)}
          >
            {person === undefined ? null : (
              <PersonDetails key={person.id} person={person} options={options} />
            )}
          </SideDrawer>
        </>
      )}
    </>
  );
}

function countsInWords(people: readonly Person[]): string {
  const disabled = people.filter((person) => person.disabled).length;
  const twoFactor = people.filter((person) => person.twoFactor).length;
  return [
    `${formatCount(people.length)} ${people.length === 1 ? 'person' : 'people'}`,
    `${formatCount(twoFactor)} with two-factor sign-in`,
    ...(disabled === 0 ? [] : [`${formatCount(disabled)} disabled`]),
  ].join(', ');
}
