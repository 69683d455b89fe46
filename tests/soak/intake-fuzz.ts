import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource } from '@lamina/server/intake/byte-source.ts';
import { importFile } from '@lamina/server/intake/import-file.ts';
import { LaminaError } from '@lamina/server/lamina-error.ts';
import SQLite from 'better-sqlite3';
import { EXAMPLE_KEY } from '../support/commit-examples.ts';
import { ON_POSTGRES, temporaryDatabase } from '../support/temporary-database.ts';
import { mutatedFile } from './mutated-file.ts';
import { SeededRandom } from './seeded-random.ts';
import type { SoakResult } from './soak-result.ts';

const SAMPLES = join(import.meta.dirname, '../../data/sample');
const TODAY = '2026-01-01';

/** Most imports are rolled back, so that the record stays as small as the samples. */
const COMMIT_EVERY = 100;
const MEGABYTE = 1 << 20;
const MOST_GROWTH_MEGABYTES = 300;

/** Imports mutated samples. Misses: anything thrown but a sentence, a line that is not accounted for, growing memory, a broken database. */
export async function fuzzIntake(rounds: number, seed: number): Promise<SoakResult> {
  const random = new SeededRandom(seed);
  const samples = readdirSync(SAMPLES).filter((name) => name.endsWith('.csv'));
  const misses: string[] = [];
  const totals = { refused: 0, read: 0, accepted: 0, rejected: 0, skipped: 0 };
  await using temporary = await temporaryDatabase();
  for (const name of samples) {
    const source = sourceOf(name, readFileSync(join(SAMPLES, name)));
    await importFile(temporary.db, source, { format: 'auto', key: EXAMPLE_KEY, today: TODAY });
  }
  const memoryBefore = process.memoryUsage().rss;
  let mostMemory = memoryBefore;
  for (let round = 1; round <= rounds; round += 1) {
    const name = random.pick(samples);
    const { bytes, mutations } = mutatedFile(readFileSync(join(SAMPLES, name)), random);
    const formatOfSample = /^(lamina-csv|sparcs|inca|cdph-ssi)/.exec(name)?.[0] ?? 'auto';
    const rejectedLines = new Set<number>();
    let furtherLines = 0;
    const label = `round ${round}, ${name}: ${mutations.join(', ')}`;
    try {
      const report = await importFile(temporary.db, sourceOf(name, bytes), {
        format: random.pick(['auto', formatOfSample]),
        key: EXAMPLE_KEY,
        today: TODAY,
        dryRun: round % COMMIT_EVERY !== 0,
        onRejection: ({ line, reason }) => {
          rejectedLines.add(line);
          if (reason.trim() === '') misses.push(`${label}: line ${line} was rejected without a reason`);
        },
        onFurtherLines: (count) => {
          furtherLines += count;
        },
      });
      const accepted = report.added + report.updated + report.unchanged;
      const accounted = accepted + report.rejected + report.skipped + furtherLines;
      const { rows, blank } = linesOf(bytes);
      if (accounted < rows || accounted > rows + blank) {
        misses.push(`${label}: ${rows} lines (and ${blank} blank), ${accounted} accounted for`);
      }
      if (rejectedLines.size !== report.rejected) {
        misses.push(`${label}: ${report.rejected} rejected, ${rejectedLines.size} lines reported`);
      }
      totals.read += 1;
      totals.accepted += accepted;
      totals.rejected += report.rejected;
      totals.skipped += report.skipped;
    } catch (error) {
      if (!(error instanceof LaminaError)) misses.push(`${label}: ${String((error as Error).stack)}`);
      else if (!/^\S.*\.$/s.test(error.message) || error.message.includes('\n')) {
        misses.push(`${label}: not a sentence: ${error.message}`);
      }
      totals.refused += 1;
    }
    mostMemory = Math.max(mostMemory, process.memoryUsage().rss);
  }
  const growth = Math.round((mostMemory - memoryBefore) / MEGABYTE);
  if (growth > MOST_GROWTH_MEGABYTES) misses.push(`memory grew by ${growth} MB`);
  const integrity = ON_POSTGRES ? 'ok' : integrityOf(temporary.file);
  if (integrity !== 'ok') misses.push(`integrity_check: ${integrity}`);
  return { figures: { rounds, ...totals, 'memory growth MB': growth, integrity }, misses };
}

function sourceOf(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

/** Lines after the header that hold anything, and those that do not, counted without the product's reader. */
function linesOf(bytes: Buffer): { rows: number; blank: number } {
  const wide = bytes.subarray(0, 64).filter((byte) => byte === 0).length > 20;
  const text = wide ? bytes.toString('utf16le') : bytes.toString('latin1');
  const lines = text.split(/\r\n|\r|\n/);
  const header = lines.findIndex((line) => line.trim() !== '');
  const isBlank = (line: string) => line.replaceAll(/[,;\s\u{feff}]/gu, '').replaceAll('""', '') === '';
  const after = lines.slice(header + 1);
  const blank = after.filter(isBlank).length;
  return { rows: after.length - blank, blank };
}

function integrityOf(file: string): string {
  const db = new SQLite(file, { readonly: true });
  try {
    return String(db.pragma('integrity_check', { simple: true }));
  } finally {
    db.close();
  }
}
