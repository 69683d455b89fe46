import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '@lamina/server/database/database.ts';
import { migrateToLatest } from '@lamina/server/database/migrate.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';

export interface TemporaryDatabase extends AsyncDisposable {
  readonly db: Database;
  readonly file: string;
  readonly directory: string;
}

/** A new, migrated database in a directory of its own; both go when it is disposed of (`await using`). */
export async function temporaryDatabase(): Promise<TemporaryDatabase> {
  const directory = mkdtempSync(join(tmpdir(), 'lamina-'));
  const file = join(directory, 'lamina.sqlite');
  const db = openDatabase(file);
  await migrateToLatest(db);
  return {
    db,
    file,
    directory,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
