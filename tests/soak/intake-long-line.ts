import type { ByteSource } from '@lamina/server/intake/byte-source.ts';
import { importFile } from '@lamina/server/intake/import-file.ts';
import { LaminaError } from '@lamina/server/lamina-error.ts';
import { EXAMPLE_KEY } from '../support/commit-examples.ts';
import { temporaryDatabase } from '../support/temporary-database.ts';
import type { SoakResult } from './soak-result.ts';

const MEGABYTE = 1 << 20;
/** The size of the chunks in which files are read. */
const CHUNKS_A_MEGABYTE = 4;
/** What the garbage collector may leave lying about, whatever the length of the line. */
const MOST_GROWTH_MEGABYTES = 192;
const HEADER = 'case_id,hospital,laminectomy,discectomy,fusion,operation_year\n';

/** Streams a file with one line of many megabytes between good ones, then the same without a header. Misses: good lines lost, the long one accepted or unreported, memory that grows with it. */
export async function streamLongLine(megabytes: number): Promise<SoakResult> {
  await using temporary = await temporaryDatabase();
  const misses: string[] = [];
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = () => {
    most = Math.max(most, process.memoryUsage().rss);
  };

  const reasons: string[] = [];
  const parts = {
    before: `${HEADER}A1,H,yes,no,no,2020\n"A2,H,`,
    after: ',yes,no,no,2020\nA3,H,no,yes,no,2021\n',
  };
  const report = await importFile(temporary.db, longSource(parts, megabytes, watch), {
    format: 'auto',
    key: EXAMPLE_KEY,
    today: '2026-01-01',
    onRejection: ({ line, reason }) => reasons.push(`line ${line}: ${reason}`),
  });
  if (report.added !== 2 || report.rejected !== 1) {
    misses.push(`expected 2 added and 1 rejected, got ${report.added} and ${report.rejected}`);
  }
  if (!/^line 3: expected a line of at most/.test(reasons[0] ?? '')) misses.push(`reason: ${reasons[0]}`);

  const refusal = await importFile(temporary.db, longSource({ before: '', after: '' }, megabytes, watch), {
    format: 'auto',
    key: EXAMPLE_KEY,
    today: '2026-01-01',
  }).catch((error: unknown) => error);
  if (!(refusal instanceof LaminaError)) misses.push(`a header of ${megabytes} MB: ${String(refusal)}`);

  const growth = Math.round((most - before) / MEGABYTE);
  if (growth > MOST_GROWTH_MEGABYTES) misses.push(`memory grew by ${growth} MB`);
  return { figures: { 'line MB': megabytes, 'memory growth MB': growth }, misses };
}

function longSource(
  parts: { before: string; after: string },
  megabytes: number,
  onChunk: () => void,
): ByteSource {
  const filling = Buffer.alloc(MEGABYTE / CHUNKS_A_MEGABYTE, 'x');
  return {
    name: 'long.csv',
    size: megabytes * MEGABYTE,
    async *open() {
      yield Buffer.from(parts.before);
      for (let count = 0; count < megabytes * CHUNKS_A_MEGABYTE; count += 1) {
        onChunk();
        yield filling;
      }
      yield Buffer.from(parts.after);
    },
  };
}
