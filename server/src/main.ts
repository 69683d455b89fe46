import { Command } from 'commander';
import { addAuditCommand } from './commands/audit.command.ts';
import { addBackupCommand } from './commands/backup.command.ts';
import { addDemoCommand } from './commands/demo.command.ts';
import { addExportCommand } from './commands/export.command.ts';
import { addImportCommand } from './commands/import.command.ts';
import { addMigrateCommand } from './commands/migrate.command.ts';
import { addModelsCommand } from './commands/models.command.ts';
import { addRatesCommand } from './commands/rates.command.ts';
import { addRestoreCommand } from './commands/restore.command.ts';
import { addServeCommand } from './commands/serve.command.ts';
import { addUserCommand } from './commands/user.command.ts';
import { explainFault } from './database/database-fault.ts';
import { LaminaError } from './lamina-error.ts';

const program = new Command('lamina')
  .description('Surgical outcomes analytics for spinal decompression')
  .version('0.1.0')
  .showHelpAfterError();

addServeCommand(program);
addDemoCommand(program);
addImportCommand(program);
addRatesCommand(program);
addModelsCommand(program);
addMigrateCommand(program);
addUserCommand(program);
addAuditCommand(program);
addBackupCommand(program);
addRestoreCommand(program);
addExportCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
}

function describe(error: unknown): string {
  const known = error instanceof LaminaError ? error : explainFault(error);
  if (known !== undefined) return known.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
