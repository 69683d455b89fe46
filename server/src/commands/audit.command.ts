import { type Command, InvalidArgumentError } from 'commander';
import { type ConfigFlags, readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { getAuditHead } from '../repositories/audit.repository.ts';
import { COMMAND_LINE, recordAudit } from '../services/audit.service.ts';
import type { KnownHead } from '../services/audit-chain.service.ts';
import { checkAuditLog, writeAuditLog } from '../services/audit-file.service.ts';

interface VerifyFlags extends ConfigFlags {
  readonly head?: KnownHead[];
}

export function addAuditCommand(program: Command): void {
  const audit = program.command('audit').description('check the audit log, or write it to a file');
  audit
    .command('verify')
    .description('read the whole chain; exits with 1 and names the first entry that is not as it was written')
    .option(
      '--head <entries:hash>',
      'a head noted earlier (each backup prints one): finds entries cut off at the end; may be given several times',
      knownHead,
    )
    .option('--data <directory>', 'data directory (LAMINA_DATA, default var)')
    .action(verify);
  audit
    .command('export')
    .description('write every entry to a CSV file; a file that exists is not overwritten')
    .argument('<file>', 'CSV file')
    .option('--data <directory>', 'data directory (LAMINA_DATA, default var)')
    .action(exportLog);
}

function knownHead(text: string, earlier: readonly KnownHead[] = []): KnownHead[] {
  const match = /^(\d+):([0-9a-f]{64})$/.exec(text);
  if (match === null)
    throw new InvalidArgumentError('A head as printed is needed: a number, a colon, 64 digits.');
  return [...earlier, { entries: Number(match[1]), hash: match[2] ?? '' }];
}

async function verify(flags: VerifyFlags): Promise<void> {
  const db = openDatabase(readConfig(flags).database);
  try {
    await migrateToLatest(db);
    const verdict = await checkAuditLog(db, flags.head);
    if (verdict.state === 'unbroken') {
      process.stdout.write(
        `The audit log is unbroken: ${verdict.entries} entries.\nHead ${verdict.entries}:${verdict.hash}\n`,
      );
      return;
    }
    process.stderr.write(`The audit log is broken at entry ${verdict.entry}: ${verdict.reason}.\n`);
    process.exitCode = 1;
  } finally {
    await db.destroy();
  }
}

async function exportLog(file: string, flags: ConfigFlags): Promise<void> {
  const db = openDatabase(readConfig(flags).database);
  try {
    await migrateToLatest(db);
    await recordAudit({ db }, COMMAND_LINE, { action: 'exported', subject: 'list:audit' });
    const entries = await writeAuditLog(db, file);
    const head = await getAuditHead(db);
    process.stdout.write(`${entries} entries.\nHead ${head.entries}:${head.hash}\n`);
  } finally {
    await db.destroy();
  }
}
