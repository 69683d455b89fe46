import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { emptyDirectory } from '../support/empty-directory.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { prepareNetwork, type Worker } from './load-network.ts';
import { loadReportOf } from './load-report.ts';
import { type SignedIn, workTogether } from './work-together.ts';
import { workerBrowser } from './worker-browser.ts';

// `pnpm load [seconds]` writes docs/load.md; with fewer than sixty seconds it only prints.
const FULL_SECONDS = 60;
const HOSTILE_SHARE = 0.01;
const PEOPLE_AN_ADDRESS = 10;
const REPORT = join(import.meta.dirname, '../../docs/load.md');

const seconds = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? FULL_SECONDS);
using directory = emptyDirectory();
const { dataDirectory, cases, workers } = await prepareNetwork(directory.path);
const errors = await measure();
process.exitCode = errors.length === 0 ? 0 : 1;

async function measure(): Promise<readonly string[]> {
  await using server = await startServer(dataDirectory, ['--no-demo-accounts'], {
    LAMINA_LOG: 'warn',
    LAMINA_TRUSTED_PROXIES: 'loopback',
    ...(process.env.NODE_OPTIONS === undefined ? {} : { NODE_OPTIONS: process.env.NODE_OPTIONS }),
  });
  await settled(server);
  const people = await signInAll(server.address, workers);
  const hostile = workerBrowser(server.address, '10.66.6.6');
  await hostile.signIn('quality-lead-1@example.org');
  const options = { address: server.address, seconds, hostile };
  const used = [await processorSeconds(server)];
  const alone = await workTogether(people, { ...options, seed: 1, hostileShare: 0 });
  used.push(await processorSeconds(server));
  const attacked = await workTogether(people, { ...options, seed: 2, hostileShare: HOSTILE_SHARE });
  used.push(await processorSeconds(server));
  for (const { browser } of people) browser.close();
  hostile.close();
  const [start = 0, middle = 0, end = 0] = used;
  const report = loadReportOf({
    cases,
    people: people.length,
    addresses: Math.ceil(people.length / PEOPLE_AN_ADDRESS),
    alone,
    attacked,
    processor: [middle - start, end - middle],
  });
  console.log(report);
  if (seconds >= FULL_SECONDS) writeFileSync(REPORT, report);
  const all = [...alone.errors, ...attacked.errors];
  for (const error of all.slice(0, 20)) console.error(error);
  server.signal('SIGTERM');
  await server.ended;
  return all;
}

/** The cases are in memory and their expected risks worked out. */
async function settled(server: RunningServer): Promise<void> {
  const db = openDatabase(join(dataDirectory, 'lamina.sqlite'), { readOnly: true });
  for (;;) {
    const state = await db.selectFrom('record_state').selectAll().executeTakeFirstOrThrow();
    const ready = (await fetch(`${server.address}/ready`)).ok;
    if (ready && state.case_mix_data_version === state.data_version) break;
    await pause(500);
  }
  await db.destroy();
}

async function signInAll(address: string, all: readonly Worker[]): Promise<SignedIn[]> {
  const people: SignedIn[] = [];
  for (const [index, worker] of all.entries()) {
    const browser = workerBrowser(address, `10.0.${Math.floor(index / PEOPLE_AN_ADDRESS)}.1`);
    await browser.signIn(worker.email);
    people.push({ worker, browser });
  }
  return people;
}

async function processorSeconds(server: RunningServer): Promise<number> {
  const text = await (await fetch(`${server.address}/metrics`)).text();
  return Number(/^process_cpu_seconds_total ([\d.]+)/m.exec(text)?.[1] ?? Number.NaN);
}
