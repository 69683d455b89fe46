import { createHash } from 'node:crypto';
import type { Database } from '@lamina/server/database/database.ts';
import { sql } from 'kysely';

/** A hash of every row of every table that the database has, in the order of their texts. */
export async function digestOfRecord(db: Database): Promise<string> {
  const hash = createHash('sha256');
  const tables = await db.introspection.getTables();
  for (const { name } of tables.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
    hash.update(JSON.stringify([name, rows.map((row) => JSON.stringify(row)).toSorted()]));
  }
  return hash.digest('hex');
}
