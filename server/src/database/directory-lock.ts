import { existsSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { LaminaError } from '../lamina-error.ts';
import { isBusy } from './is-busy.ts';

const LOCK_FILE = 'serving.lock';

export interface DirectoryLock {
  release(): void;
}

/**
 * Says that a server works in the data directory. The operating system takes the lock back when the process ends,
 * however it ends: a number written to a file would outlive a crash. Throws a LaminaError while a backup is restored there.
 */
export function lockDirectory(dataDirectory: string): DirectoryLock {
  return holding(dataDirectory, (connection) => {
    connection.exec('create table if not exists serving (here integer)');
    connection.exec('begin');
    connection.prepare('select count(*) from serving').get();
  });
}

/** Keeps servers away. Throws a LaminaError ('conflict') while one works there, or any other program has the database open. */
export function lockDirectoryAlone(dataDirectory: string, databaseFile: string): DirectoryLock {
  const lock = holding(dataDirectory, (connection) => connection.exec('begin exclusive'));
  try {
    assertClosed(databaseFile);
  } catch (error) {
    lock.release();
    throw error;
  }
  return lock;
}

function holding(dataDirectory: string, hold: (connection: SQLite.Database) => void): DirectoryLock {
  const connection = new SQLite(join(dataDirectory, LOCK_FILE), { timeout: 0 });
  try {
    hold(connection);
  } catch (error) {
    connection.close();
    throw isBusy(error) ? inUse(error) : error;
  }
  return { release: () => void connection.close() };
}

/** Leaving WAL needs the file for oneself, and brings what is in the log into the file. A damaged file says nothing. */
function assertClosed(databaseFile: string): void {
  if (!existsSync(databaseFile)) return;
  const connection = new SQLite(databaseFile, { timeout: 0 });
  try {
    connection.pragma('journal_mode = delete');
  } catch (error) {
    if (isBusy(error)) throw inUse(error);
  } finally {
    connection.close();
  }
}

function inUse(cause: unknown): LaminaError {
  return new LaminaError(
    'conflict',
    'A server or another program works with this data directory. Stop it first; nothing was changed.',
    { cause },
  );
}
