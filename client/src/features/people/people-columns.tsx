import type { Person } from '@lamina/shared/contract/people.ts';
import { Link } from '@tanstack/react-router';
import type { TableColumn } from '../../components/data-table.tsx';
import { ROLE_WORDS, reachInWords } from '../../lib/roles.ts';
import { momentInWords } from './moment-in-words.ts';

function column(
  id: string,
  heading: string,
  text: (person: Person) => string,
  rest: Partial<Pick<TableColumn<Person>, 'value' | 'cell'>> = {},
): TableColumn<Person> {
  return { id, heading, text, value: text, numeric: false, ...rest };
}

export const PEOPLE_COLUMNS: readonly TableColumn<Person>[] = [
  column('name', 'Name', ({ name }) => name, {
    cell: ({ id, name }) => (
      <Link to="/people" search={{ open: id }} resetScroll={false}>
        {name}
      </Link>
    ),
  }),
  column('email', 'E-mail', ({ email }) => email),
  column('role', 'Role', ({ role }) => ROLE_WORDS[role].name),
  column('reach', 'Whose cases', (person) => shortUnbroken(reachInWords(person) ?? 'none')),
  column('twoFactor', 'Two-factor', ({ twoFactor }) => (twoFactor ? 'on' : 'off')),
  column(
    'lastSignIn',
    'Last sign-in',
    ({ lastSignedInAt }) => (lastSignedInAt === null ? 'never' : unbroken(momentInWords(lastSignedInAt))),
    { value: ({ lastSignedInAt }) => lastSignedInAt ?? '' },
  ),
  column('state', 'State', ({ disabled }) => (disabled ? 'disabled' : 'active')),
];

/** Only what is long is worth a second line. */
function shortUnbroken(text: string): string {
  return text.length > 30 ? text : unbroken(text);
}

/** A moment stays on one line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}
