import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from './database.ts';
import { isPostgres } from './dialect.ts';

/** Held while tables are spread, so that two processes do not try at once. */
const LOCK = 7_301_003;

/** How each table that is counted is spread over the nodes of Citus; every other table stays on the coordinator. */
const SPREAD = {
  /** By hospital, so that each node counts the cases of its own hospitals. Citus keeps a key unique only if it names the hospital. */
  case_outcome: [
    'alter table case_outcome drop constraint case_outcome_pkey, add primary key (hospital, case_id)',
    'create index if not exists case_outcome_case on case_outcome (case_id)',
    "select create_distributed_table('case_outcome', 'hospital')",
  ],
  /** Whole on every node, so that it is joined where the cases are. */
  case_expected: ["select create_reference_table('case_expected')"],
} as const;

/**
 * Where the database has the extension Citus, spreads the tables that tallies count over its nodes, unless they are already: they are made
 * anew when the catalogue or its models change. Returns the names of those that it has spread.
 */
export async function distributeFacts(db: Database): Promise<string[]> {
  if (!isPostgres(db) || !(await hasCitus(db))) return [];
  const spread = await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(transaction);
    const waiting = await listUnspread(transaction);
    for (const table of waiting) {
      for (const statement of SPREAD[table]) await sql.raw(statement).execute(transaction);
    }
    return waiting;
  });
  // What was copied to the nodes is left behind on the coordinator, where nothing reads it any more.
  for (const table of spread) {
    await sql`select truncate_local_data_after_distributing_table(${sql.lit(table)})`.execute(db);
  }
  return spread;
}

async function hasCitus(db: Database): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_extension where extname = 'citus'`.execute(db);
  return rows.length > 0;
}

async function listUnspread(transaction: DatabaseTransaction): Promise<(keyof typeof SPREAD)[]> {
  const { rows } = await sql<{ name: keyof typeof SPREAD }>`
    select relname as name from pg_class
    where oid in (to_regclass('case_outcome'), to_regclass('case_expected'))
      and oid not in (select logicalrelid from pg_dist_partition)
    order by relname desc
  `.execute(transaction);
  return rows.map(({ name }) => name);
}
