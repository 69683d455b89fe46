import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSnapshot } from '@lamina/server/tally/columnar/load-snapshot.ts';
import { bytesOf } from '@lamina/server/tally/columnar/snapshot.ts';
import { compareEngines } from './compare-engines.ts';
import { openNetwork } from './networks.ts';
import { measureImportPause, measureStart } from './processes.ts';
import { type Measurement, reportOf } from './report.ts';

const REPORT = join(import.meta.dirname, '../../docs/benchmarks.md');
const SIZES = [24_000, 100_000, 1_000_000];
const LARGEST_SIZE = 10_000_000;

const { values: flags } = parseArgs({ options: { 'ten-million': { type: 'boolean', default: false } } });
const began = performance.now();
const measurements: Measurement[] = [];
for (const cases of flags['ten-million'] ? [...SIZES, LARGEST_SIZE] : SIZES)
  measurements.push(await measure(cases));
say('The longest pause while an import runs …');
const importPause = await measureImportPause();
const minutes = (performance.now() - began) / 60_000;
const report = reportOf({ measurements, importPause, minutes });
writeFileSync(REPORT, report);
process.stdout.write(report);

async function measure(cases: number): Promise<Measurement> {
  say(`${cases.toLocaleString('en-GB')} cases …`);
  const network = await openNetwork(cases);
  const start = await measureStart(network.databaseFile);
  const snapshot = await loadSnapshot(network.db);
  const comparisons = await compareEngines(network, snapshot);
  await network.db.destroy();
  return { cases, start, bytes: bytesOf(snapshot), comparisons };
}

function say(progress: string): void {
  process.stderr.write(`${progress}\n`);
}
