import { LaminaError } from '../lamina-error.ts';
import { postgresFaultOf } from './postgres-fault.ts';

/** By the beginning of SQLite's result code (https://sqlite.org/rescode.html), the first that fits. */
const SQLITE_FAULTS: readonly (readonly [beginning: string, sentence: string])[] = [
  ['SQLITE_FULL', 'The disk is full, so nothing was written. Make room on it and try again.'],
  [
    'SQLITE_CORRUPT',
    'The database file is damaged. Restore a backup (lamina restore FILE); the damaged file is kept beside it.',
  ],
  [
    'SQLITE_NOTADB',
    'The database file is damaged or no database at all. Restore a backup (lamina restore FILE); the file is kept beside it.',
  ],
  ['SQLITE_BUSY', 'Another program is writing to the database; try again when it has finished.'],
  [
    'SQLITE_READONLY',
    'Lamina may not write to the database. Check who owns the data directory and its files.',
  ],
  ['SQLITE_CANTOPEN', 'The database cannot be opened. Check who owns the data directory and its files.'],
  ['SQLITE_PERM', 'Lamina may not write to the database. Check who owns the data directory and its files.'],
  ['SQLITE_IOERR', 'The disk refused to be read or written: it may be full or faulty. Nothing was changed.'],
];

const FILE_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EROFS: 'it is on a disk that may not be written to',
  EACCES: 'this user may not read or write it',
  EPERM: 'this user may not read or write it',
  ENOTDIR: 'a part of this path is not a directory',
  EISDIR: 'it is a directory',
  EEXIST: 'something else is there already',
};

/** A fault of the disk, of the database file or of PostgreSQL as the sentence that helps to mend it; undefined for any other, a LaminaError as it is. */
export function explainFault(error: unknown): LaminaError | undefined {
  if (error instanceof LaminaError) return error;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const postgres = postgresFaultOf(cause);
    if (postgres !== undefined) return new LaminaError('unavailable', postgres, { cause: error });
    const { code, path } = cause as NodeJS.ErrnoException;
    if (typeof code !== 'string') continue;
    const known = SQLITE_FAULTS.find(([beginning]) => code.startsWith(beginning));
    if (known !== undefined) return new LaminaError('unavailable', `${known[1]} (${code})`, { cause: error });
    const fault = FILE_FAULTS[code];
    if (fault === undefined) continue;
    const where = path === undefined ? 'A file cannot be used' : `${path} cannot be used`;
    return new LaminaError('unavailable', `${where}: ${fault}. (${code})`, { cause: error });
  }
  return undefined;
}
