import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { Command } from 'commander';
import { explainFault } from './database/database-fault.ts';
import { LaminaError } from './lamina-error.ts';

/** In the order of `lamina --help`. Each is loaded only where it is asked for: the whole server takes seconds to load. */
const COMMANDS = {
  serve: async () => (await import('./commands/serve.command.ts')).addServeCommand,
  demo: async () => (await import('./commands/demo.command.ts')).addDemoCommand,
  import: async () => (await import('./commands/import.command.ts')).addImportCommand,
  rates: async () => (await import('./commands/rates.command.ts')).addRatesCommand,
  models: async () => (await import('./commands/models.command.ts')).addModelsCommand,
  migrate: async () => (await import('./commands/migrate.command.ts')).addMigrateCommand,
  user: async () => (await import('./commands/user.command.ts')).addUserCommand,
  audit: async () => (await import('./commands/audit.command.ts')).addAuditCommand,
  backup: async () => (await import('./commands/backup.command.ts')).addBackupCommand,
  restore: async () => (await import('./commands/restore.command.ts')).addRestoreCommand,
  export: async () => (await import('./commands/export.command.ts')).addExportCommand,
} as const;

// Halves the time that every later start takes. Kept where whoever writes may change the program anyway; elsewhere nothing is kept.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'));

const program = new Command('lamina')
  .description('Surgical outcomes analytics for spinal decompression')
  .version('0.1.0')
  .showHelpAfterError();

try {
  for (const load of commandsFor(process.argv[2])) (await load())(program);
  await program.parseAsync();
} catch (error) {
  // Not when everything has ended by itself: a connection that PostgreSQL refused may stay open for a minute.
  process.stderr.write(`${describe(error)}\n`, () => process.exit(1));
}

/** The one that is named; every one for help, or for a name that none has. */
function commandsFor(name: string | undefined) {
  const named = Object.entries(COMMANDS).find(([command]) => command === name);
  return named === undefined ? Object.values(COMMANDS) : [named[1]];
}

function describe(error: unknown): string {
  const known = error instanceof LaminaError ? error : explainFault(error);
  if (known !== undefined) return known.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
