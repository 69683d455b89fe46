import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Database } from '../database/database.ts';
import { readAtOnce } from '../database/read-at-once.ts';
import { LaminaError } from '../lamina-error.ts';
import { getAuditHead } from '../repositories/audit.repository.ts';
import { eachAuditEntry } from '../repositories/audit-log.repository.ts';
import { type ChainVerdict, checkChain, type KnownHead } from './audit-chain.service.ts';
import { AUDIT_FILE_COLUMNS } from './audit-log.service.ts';

/** Checks the chain as it is at one moment, whatever is appended meanwhile. */
export async function checkAuditLog(db: Database, known?: readonly KnownHead[]): Promise<ChainVerdict> {
  return readAtOnce(db, async (transaction) => {
    const head = await getAuditHead(transaction);
    return checkChain(eachAuditEntry(transaction), head, known);
  });
}

/** Writes every entry to a new CSV file, the first one first, and returns how many. Texts that a spreadsheet would run as a formula are neutralised. */
export async function writeAuditLog(db: Database, file: string): Promise<number> {
  let entries = 0;
  async function* counted() {
    for await (const entry of eachAuditEntry(db)) {
      entries += 1;
      yield entry;
    }
  }
  const columns = [...AUDIT_FILE_COLUMNS];
  try {
    await pipeline(
      Readable.from(counted()),
      stringify({ header: true, columns, escape_formulas: true }),
      createWriteStream(file, { flags: 'wx', mode: 0o600 }),
    );
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') throw new LaminaError('conflict', `${file} exists already; nothing was written.`);
    if (code === undefined) throw error;
    throw new LaminaError('unavailable', `${file} cannot be written (${code}).`, { cause: error });
  }
  return entries;
}
