import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Database } from '../../database/database.ts';
import { isPostgresUrl } from '../../database/postgres-url.ts';
import { getRecordVersion } from '../../repositories/record-state.repository.ts';
import { findSetting, putSetting } from '../../repositories/setting.repository.ts';
import { CLOSED_DIMENSIONS } from './packed-facts.ts';
import type { Snapshot } from './snapshot.ts';

/** A smaller snapshot is made of the facts in about as long as a server takes to start. */
const FEWEST_CASES = 100_000;
const SETTING = 'kept-snapshot';
const OWNER_ONLY = 0o600;

/**
 * What the database remembers of the file beside it: its name, which no other file ever had, and what it was made of. A copy of the
 * database, or an older one put back, has the name of a file that is not there, or of one that was made of the very record it holds.
 */
interface Kept {
  readonly file: string;
  readonly madeOf: string;
}

/** The snapshot that was kept of the record as it is now; undefined where none was, or it takes more than is allowed. */
export async function findKeptSnapshot(
  db: Database,
  database: string,
  allowedBytes: number,
): Promise<Snapshot | undefined> {
  if (isPostgresUrl(database)) return undefined;
  const kept = (await findSetting(db, SETTING)) as Kept | undefined;
  if (kept === undefined || kept.madeOf !== (await basisOf(db))) return undefined;
  const file = join(dirname(database), kept.file);
  if (!existsSync(file) || statSync(file).size > allowedBytes) return undefined;
  return deserialize(readFileSync(file)) as Snapshot;
}

/** Writes a snapshot, as `written` made it, beside the database, so that the next start need not make it again. Removes those that were kept before. */
export async function keepSnapshot(
  db: Database,
  database: string,
  { bytes, madeOf }: { readonly bytes: Uint8Array; readonly madeOf: string },
): Promise<void> {
  const kept = { file: `${basename(database)}.${randomUUID()}.snapshot`, madeOf };
  const file = join(dirname(database), kept.file);
  writeFileSync(`${file}.unfinished`, bytes, { mode: OWNER_ONLY, flush: true });
  renameSync(`${file}.unfinished`, file);
  await putSetting(db, SETTING, kept);
  removeSnapshots(database, kept.file);
}

/** What to keep of a snapshot that was made in this transaction; undefined where that is not worth while, and then none may stay. */
export async function written(
  transaction: Database,
  database: string,
  snapshot: Snapshot,
  fewestCases = FEWEST_CASES,
): Promise<{ readonly bytes: Uint8Array; readonly madeOf: string } | undefined> {
  if (isPostgresUrl(database)) return undefined;
  removeSnapshots(database);
  if (snapshot.cases < fewestCases) return undefined;
  return { bytes: serialize(snapshot), madeOf: await basisOf(transaction) };
}

function removeSnapshots(database: string, except?: string): void {
  for (const name of readdirSync(dirname(database))) {
    const isSnapshot = name.startsWith(`${basename(database)}.`) && /\.snapshot(\.unfinished)?$/.test(name);
    if (isSnapshot && name !== except) rmSync(join(dirname(database), name), { force: true });
  }
}

/** The state of the record and of the facts, and the code that makes snapshots of them: nobody needs to remember to count a version up. */
async function basisOf(db: Database): Promise<string> {
  const code = createHash('sha256').update(JSON.stringify(CLOSED_DIMENSIONS));
  for (const name of readdirSync(import.meta.dirname).sort()) {
    code.update(readFileSync(join(import.meta.dirname, name)));
  }
  return `${await getRecordVersion(db)} ${code.digest('base64url')}`;
}
