import type { Command } from 'commander';
import { type ConfigFlags, readConfig } from '../config.ts';
import { restoreBackup } from '../services/restore.service.ts';
import { tellOfAudit } from './backup.command.ts';

export function addRestoreCommand(program: Command): void {
  program
    .command('restore')
    .description('put a backup in the place of the database, which is kept beside it; no server may run')
    .argument('<file>', 'a file that lamina backup wrote')
    .option('--data <directory>', 'data directory (LAMINA_DATA, default var)')
    .action(restore);
}

async function restore(file: string, flags: ConfigFlags): Promise<void> {
  const { replaced, migrated, audit } = await restoreBackup(readConfig(flags), file);
  process.stdout.write(
    `${file} is the database now.\n` +
      (replaced === null ? '' : `What was there is ${replaced}; delete it when nobody misses it.\n`) +
      (migrated.length === 0 ? '' : `Migrated: ${migrated.join(', ')}.\n`),
  );
  tellOfAudit(audit);
}
