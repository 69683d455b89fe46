import { join } from 'node:path';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { rebuildOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import type { KnownHead } from '@lamina/server/services/audit-chain.service.ts';
import { checkAuditLog } from '@lamina/server/services/audit-file.service.ts';
import SQLite from 'better-sqlite3';
import type { Acknowledged } from './server-kill-load.ts';

/** Looks at a data directory that a killed server left, before anything mends it. Adds the end of the audit chain to `heads`. Returns what is wrong. */
export async function checkAfterKill(
  dataDirectory: string,
  acknowledged: Acknowledged,
  heads: KnownHead[],
): Promise<string[]> {
  const file = join(dataDirectory, 'lamina.sqlite');
  const wrong = withConnection(file, (connection) => [
    ...brokenFile(connection),
    ...missingWrites(connection, acknowledged),
    ...halfWrites(connection),
  ]);
  const db = openDatabase(file);
  try {
    const verdict = await checkAuditLog(db, heads);
    if (verdict.state === 'broken') wrong.push(`audit chain: entry ${verdict.entry}: ${verdict.reason}`);
    else heads.push({ entries: verdict.entries, hash: verdict.hash });
  } finally {
    await db.destroy();
  }
  return [...wrong, ...(await driftedFacts(file))];
}

function withConnection<Result>(file: string, work: (connection: SQLite.Database) => Result): Result {
  const connection = new SQLite(file);
  try {
    return work(connection);
  } finally {
    connection.close();
  }
}

function brokenFile(connection: SQLite.Database): string[] {
  const integrity = String(connection.pragma('integrity_check', { simple: true }));
  const foreign = connection.pragma('foreign_key_check') as unknown[];
  return [
    ...(integrity === 'ok' ? [] : [`integrity_check: ${integrity}`]),
    ...(foreign.length === 0 ? [] : [`foreign_key_check: ${JSON.stringify(foreign.slice(0, 3))}`]),
  ];
}

function missingWrites(connection: SQLite.Database, acknowledged: Acknowledged): string[] {
  const { opened, commented, decided, sessions, imported, setting, signIns } = acknowledged;
  const column = (sql: string) => new Set(connection.prepare(sql).pluck().all().map(String));
  const lost = (what: string, expected: Iterable<string>, found: ReadonlySet<string>) =>
    [...expected].filter((each) => !found.has(each)).map((each) => `${what} is missing: ${each}`);
  const present = column('select token from session');
  const profile = connection
    .prepare("select value from setting where name = 'disclosure-viewer'")
    .pluck()
    .get();
  const noted = Number(
    connection.prepare("select count(*) from audit_entry where action = 'signed-in'").pluck().get(),
  );
  return [
    ...lost('review', opened, column('select note from case_review')),
    ...lost('comment', commented, column('select text from review_comment')),
    ...lost(
      'decision',
      [...decided].map(([id, state]) => `${id} ${state}`),
      column("select id || ' ' || state from case_review"),
    ),
    ...lost('import', imported, column('select file_name from import')),
    ...[...sessions]
      .filter(([token, there]) => present.has(token) !== there)
      .map(([token, there]) => `session ${token.slice(0, 4)}… is ${there ? 'missing' : 'still there'}`),
    ...(setting.length === 0 || setting.some((each) => JSON.stringify(each) === profile)
      ? []
      : [`setting is ${String(profile)}, expected one of ${setting.join(', ')}`]),
    ...(noted >= signIns ? [] : [`${signIns} sign-ins, ${noted} in the audit log`]),
  ];
}

/** What is done and its entry in the audit log are one: whatever there is of either is there twice. */
const PAIRS: Readonly<Record<string, readonly [done: string, noted: string]>> = {
  'reviews opened': [
    "select 'review:' || id from case_review order by id",
    "select subject from audit_entry where action = 'review-opened' order by sequence",
  ],
  'reviews decided': [
    "select 'review:' || id from case_review where decided_at is not null order by id",
    "select subject from audit_entry where action = 'review-decided' order by cast(substr(subject, 8) as integer)",
  ],
  comments: [
    'select count(*) from review_comment',
    "select count(*) from audit_entry where action = 'review-changed'",
  ],
  imports: [
    'select id from import order by id',
    "select json_extract(detail, '$.import') as id from audit_entry where action = 'imported' order by id",
  ],
  settings: [
    "select json_extract(value, '$') from setting where name = 'disclosure-viewer'",
    "select json_extract(detail, '$.after') from audit_entry where action = 'setting-changed' order by sequence desc limit 1",
  ],
};

function halfWrites(connection: SQLite.Database): string[] {
  return Object.entries(PAIRS).flatMap(([what, queries]) => {
    const [done, noted] = queries.map((sql) => JSON.stringify(connection.prepare(sql).pluck().all()));
    return done === noted ? [] : [`${what}: done ${done}, noted ${noted}`];
  });
}

class NothingIsKept extends Error {}

/** The facts as stored against the same derived from the whole record. */
async function driftedFacts(file: string): Promise<string[]> {
  const wrong: string[] = [];
  const db = openDatabase(file);
  try {
    await db.transaction().execute(async (transaction) => {
      const facts = () => transaction.selectFrom('case_outcome').selectAll().orderBy('case_id').execute();
      const state = await transaction.selectFrom('record_state').selectAll().executeTakeFirstOrThrow();
      if (state.facts_data_version !== state.data_version) wrong.push('the facts are older than the record');
      const stored = await facts();
      await rebuildOutcomeFacts(transaction);
      const derived = await facts();
      const differ = derived.filter(
        (each, index) => JSON.stringify(each) !== JSON.stringify(stored[index]),
      ).length;
      if (differ > 0 || stored.length !== derived.length) {
        wrong.push(`facts: ${stored.length} stored, ${derived.length} derived, ${differ} differ`);
      }
      throw new NothingIsKept();
    });
  } catch (error) {
    if (!(error instanceof NothingIsKept)) throw error;
  } finally {
    await db.destroy();
  }
  return wrong;
}
