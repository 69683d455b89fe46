import { isDeepStrictEqual } from 'node:util';
import { columnarTally } from '@lamina/server/tally/columnar/columnar-tally.ts';
import type { Snapshot } from '@lamina/server/tally/columnar/snapshot.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { Tally, TallyCell } from '@lamina/server/tally/tally.ts';
import { overDuckDb } from './duckdb-dialect.ts';
import { openDuckDbFacts } from './duckdb-facts.ts';
import { LAST_YEAR, type Network } from './networks.ts';
import { type BenchQuestion, benchQuestions } from './questions.ts';

const RUNS = 7;
/** Of the engine that is JavaScript, before it is timed: a server has been asked before. */
const WARM_UPS = 30;
const HOSPITAL = 3;
const SURGEON = 20;
/** Sums of scores are added up in another order by each engine. */
const SIGNIFICANT_DIGITS = 9;

export interface Comparison {
  readonly question: BenchQuestion;
  readonly cells: number;
  /** Milliseconds: medians of the two fast engines, a single run of SQLite, which takes up to a minute. */
  readonly columnar: number;
  readonly sqlite: number;
  readonly duckDb: number;
}

/** Asks all engines the eight questions. Throws when any cell differs. */
export async function compareEngines(network: Network, snapshot: Snapshot): Promise<Comparison[]> {
  const connection = await openDuckDbFacts(network.directory);
  const columnar = columnarTally(snapshot);
  const sqlite = sqlTally(network.db);
  const texts: string[] = [];
  const duckDb = sqlTally(overDuckDb(connection, (text) => texts.push(text)));
  const comparisons: Comparison[] = [];
  for (const question of benchQuestions({ hospital: HOSPITAL, surgeon: SURGEON, lastYear: LAST_YEAR })) {
    texts.length = 0;
    const cells = await answer(columnar, question);
    expectSame(cells, await answer(duckDb, question), question, 'DuckDB');
    const start = performance.now();
    const sqliteCells = await answer(sqlite, question);
    const sqliteTime = performance.now() - start;
    expectSame(cells, sqliteCells, question, 'SQLite');
    const prepared = await Promise.all(
      texts.filter((text) => text.includes('case_outcome')).map((text) => connection.prepare(text)),
    );
    const askDuckDb = async () => {
      for (const statement of prepared) (await statement.runAndReadAll()).getRowsJS();
    };
    for (let run = 0; run < WARM_UPS; run += 1) await answer(columnar, question);
    const times = await medians(RUNS, [askDuckDb, () => answer(columnar, question)]);
    const [duckDbTime = 0, columnarTime = 0] = times;
    comparisons.push({
      question,
      cells: cells.length,
      columnar: columnarTime,
      sqlite: sqliteTime,
      duckDb: duckDbTime,
    });
  }
  connection.closeSync();
  return comparisons;
}

async function answer(tally: Tally, { tallies }: BenchQuestion): Promise<TallyCell[]> {
  const cells: TallyCell[] = [];
  for (const question of tallies) cells.push(...(await tally.count(question)));
  return cells;
}

/** One after the other in turns, so that all meet the same disturbances. */
async function medians(runs: number, tasks: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times = tasks.map((): number[] => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, task] of tasks.entries()) {
      const start = performance.now();
      await task();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map((each) => each.toSorted((left, right) => left - right)[runs >> 1] ?? 0);
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
