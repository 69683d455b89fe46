import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { loadSnapshot } from '@lamina/server/tally/columnar/load-snapshot.ts';
import { bytesOf } from '@lamina/server/tally/columnar/snapshot.ts';
import { buildClient } from '../../client/build.ts';
import { compareEngines, withoutRisks } from './compare-engines.ts';
import { type Growth, measureGrowth } from './growth.ts';
import { measureHttp } from './http-ratio.ts';
import { type NetworkSize, provideNetwork } from './networks.ts';
import { measureImport, measureImportPause, measureStart } from './processes.ts';
import { type Measurement, reportOf } from './report.ts';

const ROOT = join(import.meta.dirname, '../..');
const REPORT = join(ROOT, 'docs/benchmarks.md');
const ORDINARY: NetworkSize = { cases: 24_000, surgeons: 48 };
const SIZES: readonly NetworkSize[] = [ORDINARY, { cases: 100_000, surgeons: 126 }];
const MILLION: NetworkSize = { cases: 1_000_000, surgeons: 600 };
const HTTP_SECONDS = 15;
const CASES_IMPORTED = 50_000;
/** In ten times as many cases: the same hospitals and surgeons, each busier; or more of them, as a demo network of that size has. */
const PROVIDERS_EACH = [1, 5];

// `pnpm bench` measures everything and writes the page, `--ten-million` with how cost grows beyond (it takes 8 GB of memory and some
// minutes); `--quick` leaves the million out and only prints.
const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'ten-million': { type: 'boolean', default: false },
  },
});
const began = performance.now();
const growths: Growth[] = [];
const measurements: Measurement[] = [];
for (const size of flags.quick ? SIZES : [...SIZES, MILLION]) measurements.push(await measure(size));
say('Requests a second …');
if (!existsSync(join(ROOT, 'client/dist/index.html'))) await buildClient();
const http = await measureHttp((await provideNetwork(ORDINARY)).databaseFile, HTTP_SECONDS);
say('An import …');
const importSpeed = await measureImport(CASES_IMPORTED);
say('The longest pause while an import runs …');
const importPause = await measureImportPause();
const minutes = (performance.now() - began) / 60_000;
const report = reportOf({ measurements, growths, http, importSpeed, importPause, minutes });
if (!flags.quick) writeFileSync(REPORT, report);
process.stdout.write(report);

async function measure(size: NetworkSize): Promise<Measurement> {
  say(`${size.cases.toLocaleString('en-GB')} cases …`);
  const { directory, databaseFile } = await provideNetwork(size);
  forgetSnapshot(directory);
  const [firstStart, start] = [await measureStart(databaseFile), await measureStart(databaseFile)];
  const db = openDatabase(databaseFile);
  const snapshot = await loadSnapshot(db);
  const counts = withoutRisks(snapshot);
  const comparisons = await compareEngines(db, directory, snapshot);
  if (size === MILLION && flags['ten-million']) {
    say('Ten times as many …');
    for (const each of PROVIDERS_EACH) growths.push(await measureGrowth(db, counts, each));
  }
  await db.destroy();
  return {
    cases: size.cases,
    firstStart,
    start,
    bytes: bytesOf(counts),
    bytesWithRisks: bytesOf(snapshot),
    comparisons,
  };
}

/** As if the record had changed since a server last ran. */
function forgetSnapshot(directory: string): void {
  for (const name of readdirSync(directory)) if (name.endsWith('.snapshot')) rmSync(join(directory, name));
}

function say(progress: string): void {
  process.stderr.write(`${progress}\n`);
}
