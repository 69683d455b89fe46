import type { Database } from '@lamina/server/database/database.ts';
import { SnapshotBuilder } from '@lamina/server/tally/columnar/build-snapshot.ts';
import { columnarTally } from '@lamina/server/tally/columnar/columnar-tally.ts';
import { readPackedFacts } from '@lamina/server/tally/columnar/packed-facts.ts';
import { bytesOf, type Snapshot } from '@lamina/server/tally/columnar/snapshot.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { answer, BENCH_QUESTIONS, medians, warm } from './compare-engines.ts';
import type { BenchQuestion } from './questions.ts';

const TIMES = 10;
const ROWS_A_CHUNK = 10_000;

export interface Growth {
  readonly cases: number;
  /** How many hospitals and surgeons there are in place of one. */
  readonly providersEach: number;
  readonly bytes: number;
  readonly questions: readonly {
    readonly question: BenchQuestion;
    /** Milliseconds. */
    readonly before: number;
    readonly after: number;
  }[];
}

/**
 * The same questions of a snapshot (without expected risks) and of one with ten times its cases. Those are not in any database: each case is
 * put into the larger snapshot ten times, for several hospitals and surgeons in place of one, or for the same.
 */
export async function measureGrowth(
  db: Database,
  snapshot: Snapshot,
  providersEach: number,
): Promise<Growth> {
  const larger = await multiply(db, snapshot.cases, providersEach);
  const [before, after] = [columnarTally(snapshot), columnarTally(larger)];
  const questions: Growth['questions'][number][] = [];
  for (const question of BENCH_QUESTIONS) {
    const [beforeTime = 0, afterTime = 0] = await medians([
      await warm(() => answer(before, question)),
      await warm(() => answer(after, question)),
    ]);
    questions.push({ question, before: beforeTime, after: afterTime });
  }
  return { cases: larger.cases, providersEach, bytes: bytesOf(larger), questions };
}

async function multiply(db: Database, cases: number, providersEach: number): Promise<Snapshot> {
  const builder = new SnapshotBuilder(CATALOGUE, null, cases * TIMES);
  for await (const chunk of readPackedFacts(db, CATALOGUE, false, ROWS_A_CHUNK)) {
    for (const fact of chunk) {
      for (let copy = 0; copy < TIMES; copy += 1) {
        const provider = (id: number) => (id - 1) * providersEach + (copy % providersEach) + 1;
        const person = (id: number | null) => (id === null ? null : provider(id));
        builder.add({
          ...fact,
          hospital: provider(fact.hospital),
          surgeon: person(fact.surgeon),
          surgeon_assisting: person(fact.surgeon_assisting),
          surgeon_responsible: person(fact.surgeon_responsible),
        });
      }
    }
  }
  return builder.finish('ten times');
}
