import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { LiveTally } from '@lamina/server/tally/columnar/live-tally.ts';
import type { ImportSpeed } from './import-speed.ts';
import { LAST_YEAR } from './networks.ts';
import { benchQuestions } from './questions.ts';

const NANOSECONDS_A_MILLISECOND = 1e6;
const MICROSECONDS_A_MILLISECOND = 1000;
const CASES_BEFORE = 24_000;
const CASES_IMPORTED = 100_000;

function start(script: string, ...given: readonly string[]) {
  const file = join(import.meta.dirname, script);
  return spawn(process.execPath, [file, ...given], { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** Milliseconds from starting a process until it could listen, and until its facts are in memory. */
export async function measureStart(databaseFile: string): Promise<{ listening: number; loaded: number }> {
  const began = performance.now();
  const child = start('start-up.ts', databaseFile);
  const times: Record<string, number> = {};
  for await (const line of createInterface({ input: child.stdout })) times[line] = performance.now() - began;
  return { listening: times.listening ?? Number.NaN, loaded: times.loaded ?? Number.NaN };
}

export interface ImportPause {
  /** Processor time of the longest turn of the loop: for so long the server itself keeps anybody waiting, however busy the machine is. */
  readonly longestTurn: number;
  /** By the clock. */
  readonly longestPause: number;
  /** The same of a process that does nothing: what the machine itself does to any process meanwhile. */
  readonly longestIdlePause: number;
  readonly answers: number;
}

/** How fast a file of so many cases is imported, by a process that does nothing else. */
export async function measureImport(cases: number): Promise<ImportSpeed> {
  return JSON.parse(await text(start('import-speed.ts', String(cases)).stdout));
}

/** The longest pause of this process's event loop (ms) while another process imports 100,000 cases, this one loads them, and answers go on. */
export async function measureImportPause(): Promise<ImportPause> {
  const directory = mkdtempSync(join(tmpdir(), 'lamina-bench-'));
  const databaseFile = join(directory, 'lamina.sqlite');
  await once(start('commit-cases.ts', databaseFile, String(CASES_BEFORE), '1'), 'exit');
  const db = openDatabase(databaseFile);
  const tally = new LiveTally(db, {
    database: databaseFile,
    memoryMebibytes: 1024,
    report: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  await tally.refresh();
  tally.follow();
  const questions = benchQuestions({ hospital: 3, surgeon: 20, lastYear: LAST_YEAR });
  const tallies = questions.flatMap((question) => question.tallies);
  for (const question of tallies) await tally.count(question);

  const before = await tally.version();
  let over = false;
  const importing = once(start('commit-cases.ts', databaseFile, String(CASES_IMPORTED), '2'), 'exit');
  void importing.then(() => {
    over = true;
  });
  const idle = start('idle-loop.ts');
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  pauses.enable();
  let answers = 0;
  let longestTurn = 0;
  let turn = process.threadCpuUsage();
  while (!over || (await tally.version()) === before) {
    await tally.count(tallies[answers % tallies.length] ?? never());
    answers += 1;
    await setImmediate();
    const { user, system } = process.threadCpuUsage(turn);
    longestTurn = Math.max(longestTurn, (user + system) / MICROSECONDS_A_MILLISECOND);
    turn = process.threadCpuUsage();
  }
  pauses.disable();
  idle.stdin.end();
  const longestIdlePause = Number(await text(idle.stdout));
  await tally.close();
  await db.destroy();
  rmSync(directory, { recursive: true, force: true });
  return {
    longestTurn,
    longestPause: pauses.max / NANOSECONDS_A_MILLISECOND,
    longestIdlePause,
    answers,
  };
}

function never(): never {
  throw new Error('There are no questions.');
}
