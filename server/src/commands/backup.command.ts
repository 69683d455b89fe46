import { basename } from 'node:path';
import type { Command } from 'commander';
import { type ConfigFlags, readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { COMMAND_LINE, recordAudit } from '../services/audit.service.ts';
import type { ChainVerdict } from '../services/audit-chain.service.ts';
import { makeBackup } from '../services/backup.service.ts';

export function addBackupCommand(program: Command): void {
  program
    .command('backup')
    .description('copy the whole database to a new file, while the server runs, and check the copy')
    .argument('<file>', 'file that does not exist yet')
    .option('--data <directory>', 'data directory (LAMINA_DATA, default var)')
    .action(backUp);
}

async function backUp(file: string, flags: ConfigFlags): Promise<void> {
  const { database } = readConfig(flags);
  const backup = await makeBackup(database, file);
  const db = openDatabase(database);
  try {
    await migrateToLatest(db);
    await recordAudit({ db }, COMMAND_LINE, {
      action: 'backup-made',
      subject: `file:${basename(file)}`,
      detail: { bytes: backup.bytes },
    });
  } finally {
    await db.destroy();
  }
  process.stdout.write(
    `${file}: ${backup.bytes.toLocaleString('en-GB')} bytes, checked.\n` +
      'The keys of the data directory (pseudonym.key, secret.key) are not in it: keep them apart from it, once.\n',
  );
  tellOfAudit(backup.audit);
}

/** Prints how the audit log of a backup ends; one that is broken makes the command fail, though the backup stays. */
export function tellOfAudit(audit: ChainVerdict): void {
  if (audit.state === 'unbroken') {
    process.stdout.write(`Head of the audit log ${audit.entries}:${audit.hash}\n`);
    return;
  }
  process.stderr.write(`The audit log in it is broken at entry ${audit.entry}: ${audit.reason}.\n`);
  process.exitCode = 1;
}
