import { isDeepStrictEqual } from 'node:util';
import type { Database } from '@lamina/server/database/database.ts';
import { columnarTally } from '@lamina/server/tally/columnar/columnar-tally.ts';
import type { Snapshot } from '@lamina/server/tally/columnar/snapshot.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { Tally, TallyCell } from '@lamina/server/tally/tally.ts';
import { overDuckDb } from './duckdb-dialect.ts';
import { openDuckDbFacts } from './duckdb-facts.ts';
import { LAST_YEAR } from './networks.ts';
import { type BenchQuestion, benchQuestions } from './questions.ts';

const RUNS = 9;
/** Milliseconds for which the engine that is JavaScript is asked before it is timed: a server has been asked before. */
const WARM_UP = 500;
/** About a hospital and a surgeon of the network and the year before its end. */
export const BENCH_QUESTIONS = benchQuestions({ hospital: 3, surgeon: 20, lastYear: LAST_YEAR });
/** Sums of scores are added up in another order by each engine. */
const SIGNIFICANT_DIGITS = 9;

export interface Comparison {
  readonly question: BenchQuestion;
  readonly cells: number;
  /** Milliseconds: medians of the two fast engines, a single run of SQLite, which takes up to a minute. */
  readonly columnar: number;
  /** The same with the sums of expected risks, which the other engines are not asked for. */
  readonly withRisks: number;
  readonly sqlite: number;
  readonly duckDb: number;
}

/** Asks all engines the eight questions, of the facts without expected risks. Throws when any cell differs. */
export async function compareEngines(
  db: Database,
  directory: string,
  snapshot: Snapshot,
): Promise<Comparison[]> {
  const connection = await openDuckDbFacts(directory);
  const columnar = columnarTally(withoutRisks(snapshot));
  const adjusted = columnarTally(snapshot);
  const texts: string[] = [];
  const duckDb = sqlTally(overDuckDb(connection, (text) => texts.push(text)));
  const comparisons: Comparison[] = [];
  for (const question of BENCH_QUESTIONS) {
    texts.length = 0;
    const cells = await answer(columnar, question);
    expectSame(cells, await answer(duckDb, question), question, 'DuckDB');
    const sqlite = await askSqlite(db, question);
    expectSame(cells, sqlite.cells, question, 'SQLite');
    const prepared = await Promise.all(
      texts.filter((text) => text.includes('case_outcome')).map((text) => connection.prepare(text)),
    );
    const askDuckDb = async () => {
      for (const statement of prepared) (await statement.runAndReadAll()).getRowsJS();
    };
    const [duckDbTime = 0, columnarTime = 0, adjustedTime = 0] = await medians([
      askDuckDb,
      await warm(() => answer(columnar, question)),
      await warm(() => answer(adjusted, question)),
    ]);
    comparisons.push({
      question,
      cells: cells.length,
      columnar: columnarTime,
      withRisks: adjustedTime,
      sqlite: sqlite.milliseconds,
      duckDb: duckDbTime,
    });
  }
  connection.closeSync();
  return comparisons;
}

/** What it would be, were no models fitted. */
export function withoutRisks(snapshot: Snapshot): Snapshot {
  const outcomes = Object.entries(snapshot.outcomes).map(([id, outcome]) => [
    id,
    { ...outcome, risks: null },
  ]);
  return { ...snapshot, models: null, outcomes: Object.fromEntries(outcomes) };
}

class Asked extends Error {}

/** In a transaction that forgets, at its end, that for its while no models were fitted. */
async function askSqlite(
  db: Database,
  question: BenchQuestion,
): Promise<{ cells: readonly TallyCell[]; milliseconds: number }> {
  let cells: readonly TallyCell[] = [];
  let milliseconds = 0;
  const asking = db.transaction().execute(async (transaction) => {
    await transaction.updateTable('record_state').set({ case_mix_data_version: null }).execute();
    const start = performance.now();
    cells = await answer(sqlTally(transaction), question);
    milliseconds = performance.now() - start;
    throw new Asked();
  });
  await asking.catch((error) => {
    if (!(error instanceof Asked)) throw error;
  });
  return { cells, milliseconds };
}

/** The task, asked until it runs as fast as it does in a server. */
export async function warm(task: () => Promise<unknown>): Promise<() => Promise<unknown>> {
  const start = performance.now();
  do await task();
  while (performance.now() - start < WARM_UP);
  return task;
}

export async function answer(tally: Tally, { tallies }: BenchQuestion): Promise<TallyCell[]> {
  const cells: TallyCell[] = [];
  for (const question of tallies) cells.push(...(await tally.count(question)));
  return cells;
}

/** Milliseconds of each, one after the other in turns, so that all meet the same disturbances. */
export async function medians(tasks: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times = tasks.map((): number[] => []);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [index, task] of tasks.entries()) {
      const start = performance.now();
      await task();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map((each) => each.toSorted((left, right) => left - right)[RUNS >> 1] ?? 0);
}

function expectSame(
  cells: readonly TallyCell[],
  others: readonly TallyCell[],
  { name }: BenchQuestion,
  engine: string,
): void {
  if (cells.length === 0) throw new Error(`"${name}" has no cells, so it compares nothing.`);
  if (cells.length !== others.length) {
    throw new Error(`${engine} gives ${others.length} cells for "${name}", not ${cells.length}.`);
  }
  cells.forEach((cell, index) => {
    const [ours, theirs] = [cell, others[index]].map((each) => rounded(each));
    if (isDeepStrictEqual(ours, theirs)) return;
    throw new Error(`${engine} differs on "${name}": ${JSON.stringify([ours, theirs])}`);
  });
}

function rounded(cell: TallyCell | undefined): unknown {
  return JSON.parse(
    JSON.stringify(cell, (_, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(SIGNIFICANT_DIGITS)) : value,
    ),
  );
}
