import type { Command } from 'commander';
import { type ConfigFlags, readConfig } from '../config.ts';
import { distributeFacts } from '../database/distribute-facts.ts';
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
  const db = openDatabase(config.database);
  try {
    const names = await migrateToLatest(db);
    process.stdout.write(
      names.length === 0 ? 'The schema is up to date.\n' : `Migrated: ${names.join(', ')}.\n`,
    );
    if (await refreshOutcomeFacts(db)) process.stdout.write('The outcome facts were derived anew.\n');
    if (await refreshCaseMix(db)) process.stdout.write('The case-mix models were fitted anew.\n');
    const spread = await distributeFacts(db);
    if (spread.length > 0) process.stdout.write(`Spread over the nodes of Citus: ${spread.join(', ')}.\n`);
  } finally {
    await db.destroy();
  }
}
