import type { AuditFilter } from '@lamina/shared/contract/audit.ts';
import type { Database } from '../database/database.ts';
import type { AuditEntryTable } from '../database/tables/audit.ts';

/** Entries read at once, so that a log of any length is read in little memory. */
const ENTRIES_AT_ONCE = 1000;

export interface AuditPerson {
  readonly id: string;
  readonly name: string;
}

/** A window of the entries of a filter, the latest first. */
export async function listAuditEntries(
  db: Database,
  filter: AuditFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<AuditEntryTable[]> {
  return selected(db, filter).selectAll().orderBy('sequence', 'desc').offset(offset).limit(limit).execute();
}

export async function countAuditEntries(db: Database, filter: AuditFilter): Promise<number> {
  const { entries } = await selected(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('entries'))
    .executeTakeFirstOrThrow();
  return entries;
}

/** Every entry, the first one first, read a few at a time. */
export async function* eachAuditEntry(db: Database): AsyncIterable<AuditEntryTable> {
  let last: number | null = null;
  for (;;) {
    const after: number | null = last;
    const entries = await db
      .selectFrom('audit_entry')
      .selectAll()
      .$if(after !== null, (query) => query.where('sequence', '>', after))
      .orderBy('sequence')
      .limit(ENTRIES_AT_ONCE)
      .execute();
    yield* entries;
    const final = entries.at(-1);
    if (final === undefined) return;
    last = final.sequence;
  }
}

/** Everybody in the log, each under the name that they had last, by name. */
export async function listAuditPeople(db: Database): Promise<AuditPerson[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .select(['person_id', 'actor'])
    .select((eb) => eb.fn.max('sequence').as('latest'))
    .groupBy(['person_id', 'actor'])
    .orderBy('latest')
    .execute();
  const names = new Map(rows.map(({ person_id, actor }) => [personKey(person_id, actor), actor]));
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

export async function listAuditActions(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('audit_entry').select('action').distinct().execute();
  return rows.map(({ action }) => action);
}

/** Who has no account is known by name only. */
function personKey(personId: string | null, actor: string): string {
  return personId === null ? `name:${actor}` : `id:${personId}`;
}

function selected(db: Database, { action, person, from, to, subject }: AuditFilter) {
  let query = db.selectFrom('audit_entry');
  if (action !== undefined) query = query.where('action', '=', action);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  if (person?.startsWith('id:') === true) query = query.where('person_id', '=', person.slice(3));
  else if (person !== undefined) {
    query = query.where('person_id', 'is', null).where('actor', '=', person.replace(/^name:/, ''));
  }
  if (subject === undefined) return query;
  if (subject.includes(':')) return query.where('subject', '=', subject);
  return query.where('subject', '>=', `${subject}:`).where('subject', '<', `${subject};`);
}
