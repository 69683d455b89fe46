import { findDamage } from '@lamina/server/database/check-database.ts';
import type { Database } from '@lamina/server/database/database.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { isPostgresUrl } from '@lamina/server/database/postgres-url.ts';
import { rebuildOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import type { KnownHead } from '@lamina/server/services/audit-chain.service.ts';
import { checkAuditLog } from '@lamina/server/services/audit-file.service.ts';
import { sql } from 'kysely';
import type { Acknowledged } from './server-kill-load.ts';

/**
 * Looks at the database that a killed server left, a file or one of PostgreSQL, before anything mends it. Adds the end of the audit chain to
 * `heads`. Returns what is wrong.
 */
export async function checkAfterKill(
  location: string,
  acknowledged: Acknowledged,
  heads: KnownHead[],
): Promise<string[]> {
  const damage = isPostgresUrl(location) ? null : findDamage(location, 'full');
  const wrong = damage === null ? [] : [`integrity: ${damage}`];
  const db = openDatabase(location);
  try {
    wrong.push(...(await missingWrites(db, acknowledged)), ...(await halfWrites(db)));
    const verdict = await checkAuditLog(db, heads);
    if (verdict.state === 'broken') wrong.push(`audit chain: entry ${verdict.entry}: ${verdict.reason}`);
    else heads.push({ entries: verdict.entries, hash: verdict.hash });
    return [...wrong, ...(await driftedFacts(db))];
  } finally {
    await db.destroy();
  }
}

async function missingWrites(db: Database, acknowledged: Acknowledged): Promise<string[]> {
  const { opened, commented, decided, sessions, imported, setting, signIns } = acknowledged;
  const lost = (what: string, expected: Iterable<string>, found: readonly string[]) => {
    const there = new Set(found);
    return [...expected].filter((each) => !there.has(each)).map((each) => `${what} is missing: ${each}`);
  };
  const reviews = await db.selectFrom('case_review').select(['id', 'note', 'state']).execute();
  const comments = await db.selectFrom('review_comment').select('text').execute();
  const files = await db.selectFrom('import').select('file_name').execute();
  const tokens = await sql<{ token: string }>`select token from session`.execute(db);
  const present = new Set(tokens.rows.map(({ token }) => token));
  const profile = await viewerProfile(db);
  const noted = (await notedActions(db, 'signed-in')).length;
  return [
    ...lost(
      'review',
      opened,
      reviews.map(({ note }) => note),
    ),
    ...lost(
      'comment',
      commented,
      comments.map(({ text }) => text),
    ),
    ...lost(
      'decision',
      [...decided].map(([id, state]) => `${id} ${state}`),
      reviews.map(({ id, state }) => `${id} ${state}`),
    ),
    ...lost(
      'import',
      imported,
      files.map((file) => file.file_name),
    ),
    ...[...sessions]
      .filter(([token, there]) => present.has(token) !== there)
      .map(([token, there]) => `session ${token.slice(0, 4)}… is ${there ? 'missing' : 'still there'}`),
    ...(setting.length === 0 || setting.some((each) => each === profile)
      ? []
      : [`setting is ${String(profile)}, expected one of ${setting.join(', ')}`]),
    ...(noted >= signIns ? [] : [`${signIns} sign-ins, ${noted} in the audit log`]),
  ];
}

async function viewerProfile(db: Database): Promise<unknown> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'disclosure-viewer')
    .executeTakeFirst();
  return row === undefined ? undefined : JSON.parse(row.value);
}

async function notedActions(db: Database, action: string) {
  const rows = await db
    .selectFrom('audit_entry')
    .select(['subject', 'detail'])
    .where('action', '=', action)
    .orderBy('sequence')
    .execute();
  return rows.map(({ subject, detail }) => ({
    subject,
    detail: JSON.parse(detail) as Readonly<Record<string, unknown>>,
  }));
}

/** What is done and its entry in the audit log are one: whatever there is of either is there twice. */
async function halfWrites(db: Database): Promise<string[]> {
  const reviews = await db.selectFrom('case_review').select(['id', 'decided_at']).execute();
  const comments = await db.selectFrom('review_comment').select('id').execute();
  const imports = await db.selectFrom('import').select('id').execute();
  const named = (review: { readonly id: number }) => `review:${review.id}`;
  const subjectsOf = async (action: string) =>
    (await notedActions(db, action)).map(({ subject }) => String(subject));
  const settings = await notedActions(db, 'setting-changed');
  const pairs: Readonly<Record<string, readonly [done: unknown[], noted: unknown[]]>> = {
    'reviews opened': [reviews.map(named), await subjectsOf('review-opened')],
    'reviews decided': [
      reviews.filter((review) => review.decided_at !== null).map(named),
      await subjectsOf('review-decided'),
    ],
    comments: [comments.map(() => 'one'), (await notedActions(db, 'review-changed')).map(() => 'one')],
    imports: [
      imports.map(({ id }) => id),
      (await notedActions(db, 'imported')).map(({ detail }) => detail.import),
    ],
    settings: [[await viewerProfile(db)], [settings.at(-1)?.detail.after]],
  };
  return Object.entries(pairs).flatMap(([what, [done, noted]]) => {
    const [one, other] = [done, noted].map((each) => JSON.stringify(each.map(String).sort()));
    return one === other ? [] : [`${what}: done ${one}, noted ${other}`];
  });
}

class NothingIsKept extends Error {}

/** The facts as stored against the same derived from the whole record. */
async function driftedFacts(db: Database): Promise<string[]> {
  const wrong: string[] = [];
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
  }
  return wrong;
}
