import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Config } from '../config.ts';
import { reachDisk } from '../database/copy-database.ts';
import { explainFault } from '../database/database-fault.ts';
import { lockDirectoryAlone } from '../database/directory-lock.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { LaminaError } from '../lamina-error.ts';
import { type AuditHead, getAuditHead } from '../repositories/audit.repository.ts';
import { COMMAND_LINE, recordAudit } from './audit.service.ts';
import type { ChainVerdict } from './audit-chain.service.ts';
import { assertBackedUpByLamina, readBackup } from './backup.service.ts';

export interface Restored {
  /** Where the database is that was there before; null when there was none. */
  readonly replaced: string | null;
  /** Migrations that the backup needed. */
  readonly migrated: readonly string[];
  /** Of the audit log in the backup. */
  readonly audit: ChainVerdict;
}

/**
 * Puts a checked copy of a backup in the place of the database, which is kept beside it, and notes that in the audit log.
 * Throws a LaminaError, having changed nothing, when the backup is not good or anything works with the data directory.
 */
export async function restoreBackup(
  { dataDirectory, database: databaseFile }: Pick<Config, 'dataDirectory' | 'database'>,
  file: string,
): Promise<Restored> {
  assertBackedUpByLamina(databaseFile);
  if (!existsSync(file)) throw new LaminaError('not-found', `There is no file ${file}.`);
  const arriving = `${databaseFile}.restoring`;
  try {
    const audit = await readBackup(file);
    mkdirSync(dataDirectory, { recursive: true });
    const lock = lockDirectoryAlone(dataDirectory, databaseFile);
    try {
      copyFileSync(file, arriving);
      reachDisk(arriving);
      const head = await findHead(databaseFile);
      const replaced = setAside(dataDirectory, databaseFile);
      renameSync(arriving, databaseFile);
      reachDisk(databaseFile);
      const migrated = await noteRestored(databaseFile, file, head);
      return { replaced, migrated, audit };
    } finally {
      lock.release();
    }
  } catch (error) {
    if (existsSync(arriving)) rmSync(arriving);
    throw explainFault(error) ?? error;
  }
}

/** The database and what it may have left behind, under a name with the time. */
function setAside(dataDirectory: string, databaseFile: string): string | null {
  if (!existsSync(databaseFile)) return null;
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const aside = join(dataDirectory, `lamina-replaced-${time}.sqlite`);
  for (const ending of ['-wal', '-shm', '']) {
    if (existsSync(databaseFile + ending)) renameSync(databaseFile + ending, aside + ending);
  }
  return aside;
}

/** How the audit log ended that is about to be set aside; null when it cannot be read. */
async function findHead(databaseFile: string): Promise<AuditHead | null> {
  if (!existsSync(databaseFile)) return null;
  try {
    const db = openDatabase(databaseFile, { readOnly: true });
    return await getAuditHead(db).finally(() => db.destroy());
  } catch {
    return null;
  }
}

async function noteRestored(
  databaseFile: string,
  file: string,
  replaced: AuditHead | null,
): Promise<string[]> {
  const db = openDatabase(databaseFile);
  try {
    const migrated = await migrateToLatest(db);
    await recordAudit({ db }, COMMAND_LINE, {
      action: 'restored',
      subject: `file:${basename(file)}`,
      detail: replaced === null ? {} : { replacedEntries: replaced.entries, replacedHash: replaced.hash },
    });
    return migrated;
  } finally {
    await db.destroy();
  }
}
