import { startPostgres } from '../support/postgres-server.ts';
import { fuzzIntake } from './intake-fuzz.ts';
import { killDuringImport } from './intake-kill.ts';
import { streamLongLine } from './intake-long-line.ts';
import { killServer } from './server-kill.ts';
import { killOneOfTwo } from './server-pair-kill.ts';
import type { SoakResult } from './soak-result.ts';

interface Soak {
  readonly name: string;
  readonly run: () => Promise<SoakResult>;
}

/** What takes minutes: the same proofs as in `pnpm test`, with many more rounds. A number on the command line is the seed. */
const seed = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 1);
const SOAKS: readonly Soak[] = [
  { name: 'intake-long-line', run: () => streamLongLine(2048) },
  { name: 'intake-kill', run: () => killDuringImport(50, seed) },
  { name: 'server-kill', run: () => killServer(100, seed) },
  { name: 'server-pair-kill', run: () => onPostgres((url) => killOneOfTwo(url, 50, seed)) },
  { name: 'intake-fuzz', run: () => fuzzIntake(10_000, seed) },
];

async function onPostgres(soak: (serverUrl: string) => Promise<SoakResult>): Promise<SoakResult> {
  const given = process.env.LAMINA_TEST_POSTGRES_URL;
  if (given !== undefined) return soak(given);
  const server = await startPostgres();
  return soak(server.url).finally(() => server.stop());
}

const chosen = SOAKS.filter(({ name }) => process.argv.includes(name));
let failed = 0;
for (const { name, run } of chosen.length === 0 ? SOAKS : chosen) {
  const started = performance.now();
  const { figures, misses } = await run();
  const seconds = Math.round((performance.now() - started) / 1000);
  const shown = Object.entries(figures).map(([label, value]) => `${label} ${value}`);
  console.log(
    `${misses.length === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(18)} ${seconds} s  ${shown.join(', ')}`,
  );
  for (const miss of misses.slice(0, 20)) console.log(`         ${miss}`);
  if (misses.length > 20) console.log(`         … and ${misses.length - 20} more`);
  if (misses.length > 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
