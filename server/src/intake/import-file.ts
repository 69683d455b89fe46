import { createHash, type Hash } from 'node:crypto';
import type { IsoDate } from '@lamina/shared/domain/period.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { LaminaError } from '../lamina-error.ts';
import type { ByteSource } from './byte-source.ts';
import { commitDeliveries, type ImportOutcome } from './commit.ts';
import type { Rejection } from './delivery.ts';
import type { PseudonymKey } from './pseudonym.ts';
import { latestDateOf, openTable, readTable, type Table, type TableReading } from './table.ts';

export interface ImportOptions {
  /** A format's id, or 'auto' to recognise it by the header. */
  readonly format: string;
  /** Under which name the case ids are unique; the format's own unless given. */
  readonly sourceSystem?: string | undefined;
  readonly key: PseudonymKey;
  /** The last day on which the source could have reported anything; the latest date in the file unless given. */
  readonly cutOff?: IsoDate | undefined;
  readonly dryRun?: boolean | undefined;
  readonly today: IsoDate;
  readonly onRejection?: ((rejection: Rejection) => void) | undefined;
  /** Told of the import inside its transaction, unless it is a dry run: what it writes there is kept or undone with it. */
  readonly onImported?: ((transaction: DatabaseTransaction, report: FileReport) => Promise<void>) | undefined;
  /** Told how many bytes were read since it was last told; every byte is read up to three times. */
  readonly onBytes?: ((count: number) => void) | undefined;
  /** Told of the lines that belong to the record of an earlier line. */
  readonly onFurtherLines?: ((count: number) => void) | undefined;
}

export interface FileReport extends ImportOutcome {
  readonly fileName: string;
  readonly format: string;
  readonly cutOff: IsoDate | null;
}

/**
 * Imports one file in one transaction: all of it, or (a LaminaError, a crash, a kill) nothing. The file is streamed: once
 * to learn what it is, once for the day up to which it reports unless that is given, and once to write it.
 */
export async function importFile(
  db: Database,
  source: ByteSource,
  options: ImportOptions,
): Promise<FileReport> {
  const table = await openTable(observed(source, options.onBytes), options.format);
  const sourceSystem = options.sourceSystem ?? table.format.sourceSystem;
  const reading: TableReading = { sourceSystem, today: options.today };
  const cutOff = options.cutOff ?? (await latestDateOf(table, reading));
  const sha256 = createHash('sha256');
  const reportOf = (done: ImportOutcome): FileReport => ({
    ...done,
    fileName: source.name,
    format: table.format.id,
    cutOff,
  });
  const outcome = await commitDeliveries(
    db,
    {
      format: table.format.id,
      sourceSystem,
      fileName: source.name,
      fileSha256: table.sha256,
      cutOff,
      key: options.key,
    },
    readTable(hashed(table, sha256), { ...reading, onFurtherLines: options.onFurtherLines }),
    {
      dryRun: options.dryRun,
      onRejection: options.onRejection,
      beforeCommit: async (done, transaction) => {
        assertSameFile(table, sha256);
        assertAnyRow(table, done);
        if (options.dryRun !== true) await options.onImported?.(transaction, reportOf(done));
      },
    },
  );
  return reportOf(outcome);
}

function assertSameFile(table: Table, sha256: Hash): void {
  if (sha256.digest('hex') === table.sha256) return;
  throw new LaminaError('conflict', `${table.source.name}: the file changed while it was being read.`);
}

function assertAnyRow(table: Table, { added, updated, unchanged, rejected, skipped }: ImportOutcome): void {
  if (added + updated + unchanged + rejected + skipped > 0) return;
  throw new LaminaError('bad-input', `${table.source.name}: the file has a header and no rows.`);
}

function hashed(table: Table, sha256: Hash): Table {
  return { ...table, source: watched(table.source, (chunk) => sha256.update(chunk)) };
}

function observed(source: ByteSource, onBytes: ((count: number) => void) | undefined): ByteSource {
  return onBytes === undefined ? source : watched(source, (chunk) => onBytes(chunk.length));
}

function watched(source: ByteSource, onChunk: (chunk: Uint8Array) => void): ByteSource {
  return {
    ...source,
    async *open() {
      for await (const chunk of source.open()) {
        onChunk(chunk);
        yield chunk;
      }
    },
  };
}
