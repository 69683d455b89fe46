import type { Database } from '../database/database.ts';

/** Whether somebody signed in from this address since then (ISO 8601), as the audit log has it. */
export async function hasSignedInFrom(
  db: Database,
  personId: string,
  address: string,
  since: string,
): Promise<boolean> {
  const entry = await db
    .selectFrom('audit_entry')
    .select('sequence')
    .where('subject', '=', `person:${personId}`)
    .where('action', '=', 'signed-in')
    .where('address', '=', address)
    .where('at', '>=', since)
    .limit(1)
    .executeTakeFirst();
  return entry !== undefined;
}
