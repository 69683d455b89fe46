import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { findDamage } from '../database/check-database.ts';
import { copyDatabase, reachDisk } from '../database/copy-database.ts';
import { explainFault } from '../database/database-fault.ts';
import { listMigrations, newerThanThis } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { isPostgresUrl } from '../database/postgres-url.ts';
import { LaminaError } from '../lamina-error.ts';
import { CHAIN_START, type ChainVerdict } from './audit-chain.service.ts';
import { checkAuditLog } from './audit-file.service.ts';

/** A verified copy of the whole database. */
export interface Backup {
  readonly file: string;
  readonly bytes: number;
  /** Of the audit log in it: a broken one is no reason to have no backup. */
  readonly audit: ChainVerdict;
}

/**
 * Copies the database to a new file while others may write to it, reads the copy back and checks it, and only then gives it its
 * name: a file of that name is a good backup. Throws a LaminaError, leaving nothing behind, when there is such a file, the disk is full or
 * the database is damaged. Readable by its owner only.
 */
export async function makeBackup(databaseFile: string, file: string): Promise<Backup> {
  assertBackedUpByLamina(databaseFile);
  if (existsSync(file)) throw new LaminaError('conflict', `${file} exists already; nothing was written.`);
  if (!existsSync(databaseFile)) {
    throw new LaminaError('not-found', `There is no database to back up (${databaseFile}).`);
  }
  const unfinished = `${file}.unfinished`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    rmSync(unfinished, { force: true });
    copyDatabase(databaseFile, unfinished);
    chmodSync(unfinished, 0o600);
    const audit = await readBackup(unfinished);
    renameSync(unfinished, file);
    reachDisk(file);
    return { file, bytes: statSync(file).size, audit };
  } catch (error) {
    if (existsSync(unfinished)) rmSync(unfinished);
    throw explainFault(error) ?? error;
  }
}

/** Refuses ('bad-input') a database on PostgreSQL, which has tools of its own for that, and says which. */
export function assertBackedUpByLamina(database: string): void {
  if (!isPostgresUrl(database)) return;
  throw new LaminaError(
    'bad-input',
    'Lamina makes and restores backups of a database file only; for PostgreSQL run pg_dump --format=custom --file=FILE "$DATABASE_URL", and to restore pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" FILE while no server runs (docs/postgresql.md).',
  );
}

/** What the audit log of a backup is like. Throws a LaminaError unless the file is a whole, undamaged database of this version or an older one. */
export async function readBackup(file: string): Promise<ChainVerdict> {
  assertWhole(file);
  const db = openDatabase(file, { readOnly: true });
  try {
    const { executed, unknown } = await listMigrations(db);
    if (executed.length === 0) throw new LaminaError('bad-input', `${file} is no database of Lamina.`);
    if (unknown !== undefined) throw newerThanThis(unknown);
    if (!executed.includes('0004-audit')) return { state: 'unbroken', entries: 0, hash: CHAIN_START };
    return await checkAuditLog(db);
  } finally {
    await db.destroy();
  }
}

function assertWhole(file: string): void {
  let damage: string | null;
  try {
    damage = findDamage(file, 'full');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(code)) throw error;
    damage = `SQLite cannot read it, ${code}`;
  }
  if (damage === null) return;
  throw new LaminaError('unavailable', `${file} is damaged (${damage.split('\n').at(-1)}).`);
}
