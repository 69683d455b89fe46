import type { Command } from 'commander';
import { type ConfigFlags, readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { refreshOutcomeFacts } from '../repositories/outcome-facts.repository.ts';
import { refreshCaseMix } from '../services/case-mix.service.ts';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('create the database or bring it up to date, and derive the outcome facts anew where needed')
    .option('--data <directory>', 'data directory (LAMINA_DATA, default var)')
    .action(migrate);
}

async function migrate(flags: ConfigFlags): Promise<void> {
  const config = readConfig(flags);
  const db = openDatabase(config.databaseFile);
  const names = await migrateToLatest(db);
  const rebuilt = await refreshOutcomeFacts(db);
  const fitted = await refreshCaseMix(db);
  await db.destroy();
  process.stdout.write(
    names.length === 0 ? 'The schema is up to date.\n' : `Migrated: ${names.join(', ')}.\n`,
  );
  if (rebuilt) process.stdout.write('The outcome facts were derived anew.\n');
  if (fitted) process.stdout.write('The case-mix models were fitted anew.\n');
}
