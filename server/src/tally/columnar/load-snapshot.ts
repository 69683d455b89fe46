import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Database, DatabaseTransaction } from '../../database/database.ts';
import { readAtOnce } from '../../database/read-at-once.ts';
import { listAdjustedIndicators, listCovariateEffects } from '../../repositories/risk-model.repository.ts';
import { countedVersion } from '../sql-tally.ts';
import { SnapshotBuilder } from './build-snapshot.ts';
import { readPackedFacts } from './packed-facts.ts';
import type { Snapshot } from './snapshot.ts';

const ROWS_A_CHUNK = 10_000;

/** What a snapshot takes at most of a large record, as measured in docs/benchmarks.md; running totals by day are the part that does not grow. */
const BYTES_A_CASE = 34;
const BYTES_A_RISK = 1.4;
const FIXED_BYTES = 12 * 2 ** 20;

/** Why there is no snapshot: these facts would take more memory than allowed. */
export interface TooLarge {
  readonly version: string;
  readonly neededBytes: number;
}

/** Reads the facts of the record as it is at one moment, though an import goes on meanwhile. It keeps the thread busy for seconds at a million cases. */
export async function loadSnapshot(db: Database): Promise<Snapshot> {
  return readAtOnce(db, async (transaction) => readFacts(transaction, await countFacts(transaction)));
}

/** The same, unless the snapshot would take more than is allowed. */
export async function loadSnapshotWithin(allowedBytes: number, db: Database): Promise<Snapshot | TooLarge> {
  return readAtOnce(db, async (transaction) => {
    const cases = await countFacts(transaction);
    const adjusted = await listAdjustedIndicators(transaction);
    const neededBytes = cases * (BYTES_A_CASE + adjusted.size * BYTES_A_RISK) + FIXED_BYTES;
    if (neededBytes <= allowedBytes) return readFacts(transaction, cases);
    return { version: await countedVersion(transaction), neededBytes };
  });
}

async function readFacts(transaction: DatabaseTransaction, cases: number): Promise<Snapshot> {
  const adjusted = await listAdjustedIndicators(transaction);
  const effects =
    adjusted.size === 0
      ? null
      : Map.groupBy(await listCovariateEffects(transaction), (effect) => effect.indicator_id);
  const builder = new SnapshotBuilder(CATALOGUE, effects, cases);
  for await (const chunk of readPackedFacts(transaction, CATALOGUE, effects !== null, ROWS_A_CHUNK)) {
    for (const fact of chunk) builder.add(fact);
  }
  return builder.finish(await countedVersion(transaction));
}

async function countFacts(transaction: DatabaseTransaction): Promise<number> {
  const { cases } = await transaction
    .selectFrom('case_outcome')
    .select((eb) => eb.fn.countAll<number>().as('cases'))
    .executeTakeFirstOrThrow();
  return cases;
}
