import type { Command } from 'commander';
import { type ConfigFlags, readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { exportRecord } from '../services/record-export.service.ts';

export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('write the whole record to a new directory: CSV files, and a JSON file that describes them')
    .argument('<directory>', 'directory that does not exist yet, or is empty')
    .option('--data <directory>', 'data directory (LAMINA_DATA, default var)')
    .action(exportAll);
}

async function exportAll(directory: string, flags: ConfigFlags): Promise<void> {
  const db = openDatabase(readConfig(flags).database);
  try {
    await migrateToLatest(db);
    const tables = await exportRecord(db, directory);
    for (const { name, rows } of tables) {
      process.stdout.write(`${name.padEnd(22)}${rows.toLocaleString('en-GB').padStart(12)}\n`);
    }
  } finally {
    await db.destroy();
  }
}
