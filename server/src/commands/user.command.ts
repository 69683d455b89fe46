import { AddPersonInput, type PasswordLink, type PersonRights } from '@lamina/shared/contract/people.ts';
import { ROLES, type Role } from '@lamina/shared/domain/viewer.ts';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { type Accounts, openAccounts } from '../auth/accounts.ts';
import { type ConfigFlags, readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { LaminaError } from '../lamina-error.ts';
import { findPersonByEmail, type StoredPerson } from '../repositories/person.repository.ts';
import { COMMAND_LINE } from '../services/audit.service.ts';
import {
  addPerson,
  disablePerson,
  enablePerson,
  getPeople,
  resetPassword,
  resetTwoFactor,
} from '../services/people.service.ts';

interface AddFlags extends ConfigFlags {
  readonly role: Role;
  readonly name?: string;
  readonly hospital?: readonly number[];
  readonly surgeon?: number;
}

export function addUserCommand(program: Command): void {
  const user = program
    .command('user')
    .description('add people who may sign in, and change what becomes of them');
  const withData = (name: string, description: string) =>
    user
      .command(name)
      .description(description)
      .option('--data <directory>', 'data directory (LAMINA_DATA, default var)');

  withData('add <email>', 'add somebody and print the address at which they choose a password, once')
    .addOption(new Option('--role <role>', 'what they are here').choices(ROLES).makeOptionMandatory())
    .option('--name <name>', 'their name (default the e-mail address)')
    .option('--hospital <id>', 'only this hospital of the record (may be repeated; default all)', collectIds)
    .option('--surgeon <id>', 'the surgeon of the record that a surgeon’s account belongs to', wholeNumber)
    .action((email: string, flags: AddFlags) =>
      withAccounts(flags, (accounts) => add(accounts, email, flags)),
    );
  withData('list', 'list everybody with an account').action((flags: ConfigFlags) =>
    withAccounts(flags, list),
  );
  withData('disable <email>', 'end somebody’s sessions and let them sign in no more').action(
    (email: string, flags: ConfigFlags) =>
      withPerson(flags, email, async (accounts, { id }) => {
        await disablePerson(COMMAND_LINE, accounts, { id });
        write(`${email} is disabled.`);
      }),
  );
  withData('enable <email>', 'let somebody who was disabled sign in again').action(
    (email: string, flags: ConfigFlags) =>
      withPerson(flags, email, async (accounts, { id }) => {
        await enablePerson(COMMAND_LINE, accounts, { id });
        write(`${email} is enabled.`);
      }),
  );
  withData('reset <email>', 'print an address at which somebody chooses a new password, once')
    .option('--two-factor', 'also remove their second factor')
    .action((email: string, flags: ConfigFlags & { readonly twoFactor?: true }) =>
      withPerson(flags, email, async (accounts, { id }) => {
        if (flags.twoFactor === true) await resetTwoFactor(COMMAND_LINE, accounts, { id });
        writeLink(email, await resetPassword(COMMAND_LINE, accounts, { id }));
      }),
    );
}

function collectIds(text: string, before: readonly number[] | undefined): readonly number[] {
  return [...(before ?? []), wholeNumber(text)];
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number is needed.');
  return Number(text);
}

async function withAccounts(flags: ConfigFlags, work: (accounts: Accounts) => Promise<void>): Promise<void> {
  const config = readConfig(flags);
  const db = openDatabase(config.database);
  try {
    await migrateToLatest(db);
    await work(openAccounts(db, config));
  } finally {
    await db.destroy();
  }
}

async function withPerson(
  flags: ConfigFlags,
  email: string,
  work: (accounts: Accounts, person: StoredPerson) => Promise<void>,
): Promise<void> {
  await withAccounts(flags, async (accounts) => {
    const person = await findPersonByEmail(accounts.db, accounts.demoAccounts, email);
    if (person === undefined) throw new LaminaError('not-found', `Nobody has an account with ${email}.`);
    await work(accounts, person);
  });
}

async function add(accounts: Accounts, email: string, flags: AddFlags): Promise<void> {
  const rights: PersonRights = {
    role: flags.role,
    hospitals: flags.hospital === undefined ? 'all' : [...flags.hospital],
    surgeon: flags.surgeon ?? null,
  };
  const input = AddPersonInput.safeParse({ name: flags.name ?? email, email, rights });
  if (!input.success) throw new LaminaError('bad-input', z.prettifyError(input.error));
  const link = await addPerson(COMMAND_LINE, accounts, input.data);
  write(`${email} was added as ${flags.role}.`);
  writeLink(email, link);
}

async function list(accounts: Accounts): Promise<void> {
  const people = await getPeople(COMMAND_LINE, accounts);
  if (people.length === 0) write('Nobody has an account yet. Add somebody with lamina user add.');
  for (const { email, name, role, hospitals, surgeon, twoFactor, disabled, lastSignedInAt } of people) {
    const sees = hospitals === 'all' ? 'all hospitals' : hospitals.map(({ label }) => label).join(', ');
    const parts = [
      email,
      name,
      surgeon === null ? role : `${role} (${surgeon.label})`,
      sees === '' ? 'no hospital' : sees,
      ...(twoFactor ? ['second factor'] : []),
      ...(disabled ? ['disabled'] : []),
      lastSignedInAt === null ? 'never signed in' : `last signed in ${lastSignedInAt.slice(0, 10)}`,
    ];
    write(parts.join(' | '));
  }
}

function writeLink(email: string, { address, expiresAt }: PasswordLink): void {
  write(
    `Pass this address on to ${email}. It works once, until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC:`,
  );
  write(address);
}

function write(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
