import { Command } from 'commander';
import { addDemoCommand } from './commands/demo.command.ts';
import { addImportCommand } from './commands/import.command.ts';
import { addMigrateCommand } from './commands/migrate.command.ts';
import { addModelsCommand } from './commands/models.command.ts';
import { addRatesCommand } from './commands/rates.command.ts';
import { addServeCommand } from './commands/serve.command.ts';
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

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(error instanceof LaminaError ? `${error.message}\n` : `${describe(error)}\n`);
  process.exitCode = 1;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
