import { IsoDate } from '@lamina/shared/domain/period.ts';
import { SingleBar } from 'cli-progress';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type ConfigFlags, readConfig } from '../config.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { type ByteSource, fileSource } from '../intake/byte-source.ts';
import type { Rejection } from '../intake/delivery.ts';
import { FORMATS } from '../intake/formats.ts';
import { type FileReport, type ImportOptions, importFile } from '../intake/import-file.ts';
import { loadPseudonymKey } from '../intake/pseudonym-key-file.ts';
import { assertContents } from '../intake/record-contents.ts';
import { RejectionFile } from '../intake/rejection-file.ts';
import { REJECTIONS_SHOWN, reportText } from '../intake/report-text.ts';
import { LaminaError } from '../lamina-error.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { COMMAND_LINE, recordAudit } from '../services/audit.service.ts';

interface ImportFlags extends ConfigFlags {
  readonly format: string;
  readonly dryRun?: true;
  readonly cutOff?: IsoDate;
  readonly source?: string;
  readonly rejections?: string;
  readonly strict?: true;
}

/** Every byte is read to recognise the file, to find its latest date, and to write it. */
const PASSES = 3;

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('read files of cases or published figures into the record, each as a whole or not at all')
    .argument('<files...>', 'CSV files')
    .addOption(
      new Option('--format <format>', 'what the files are; auto goes by the header')
        .choices(['auto', ...FORMATS.map(({ id }) => id)])
        .default('auto'),
    )
    .option('--dry-run', 'report what would happen and write nothing')
    .option(
      '--cut-off <date>',
      'last day on which anything could be reported (default the latest date in the file)',
      isoDate,
    )
    .option('--source <name>', 'name under which the case ids are unique (default that of the format)')
    .option('--rejections <file>', 'write every rejection to this CSV file')
    .option('--strict', 'exit with 1 when any line is rejected')
    .option('--data <directory>', 'data directory (LAMINA_DATA, default var)')
    .addHelpText(
      'after',
      `\nFormats:\n${FORMATS.map(({ id, title }) => `  ${id.padEnd(12)}${title}`).join('\n')}`,
    )
    .action(importFiles);
}

function isoDate(text: string): IsoDate {
  const date = IsoDate.safeParse(text);
  if (!date.success) throw new InvalidArgumentError('A date as YYYY-MM-DD is needed.');
  return date.data;
}

async function importFiles(paths: readonly string[], flags: ImportFlags): Promise<void> {
  const config = readConfig(flags);
  const db = openDatabase(config.database);
  const rejectionFile = flags.rejections === undefined ? undefined : new RejectionFile(flags.rejections);
  try {
    await migrateToLatest(db);
    const { contents } = await getRecordState(db);
    if (contents !== 'empty') assertContents(contents, 'reported');
    const key = loadPseudonymKey({
      dataDirectory: config.dataDirectory,
      secret: config.pseudonymKey,
      recordHoldsCases: contents !== 'empty',
      mayCreate: flags.dryRun !== true,
    });
    const options: ImportOptions = {
      format: flags.format,
      sourceSystem: flags.source,
      key,
      cutOff: flags.cutOff,
      dryRun: flags.dryRun,
      today: new Date().toISOString().slice(0, 10),
      onImported: recordImport,
    };
    for (const path of paths) {
      const done = await importOne(db, path, options, rejectionFile);
      if (done === 'failed' || (done === 'rejections' && flags.strict === true)) process.exitCode = 1;
    }
  } finally {
    rejectionFile?.close();
    await db.destroy();
  }
}

async function recordImport(db: DatabaseTransaction, report: FileReport): Promise<void> {
  const { importId, fileName, format, added, updated, unchanged, rejected } = report;
  await recordAudit({ db }, COMMAND_LINE, {
    action: 'imported',
    subject: `file:${fileName}`,
    detail: { import: importId, format, added, updated, unchanged, rejected },
  });
}

/** A file that cannot be read is reported and does not keep the next one from being tried. */
async function importOne(
  db: Database,
  path: string,
  options: ImportOptions,
  rejectionFile: RejectionFile | undefined,
): Promise<'accepted' | 'rejections' | 'failed'> {
  const shown: Rejection[] = [];
  try {
    const source = await fileSource(path);
    const report = await withProgress(source, (onBytes) =>
      importFile(db, source, {
        ...options,
        onBytes,
        onRejection: (rejection) => {
          if (shown.length < REJECTIONS_SHOWN) shown.push(rejection);
          rejectionFile?.add(source.name, rejection);
        },
      }),
    );
    process.stdout.write(reportText(report, shown, options.dryRun === true));
    return report.rejected > 0 ? 'rejections' : 'accepted';
  } catch (error) {
    if (!(error instanceof LaminaError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 'failed';
  }
}

async function withProgress<Result>(
  source: ByteSource,
  work: (onBytes?: (count: number) => void) => Promise<Result>,
): Promise<Result> {
  if (!process.stderr.isTTY) return work();
  const bar = new SingleBar({ format: `${source.name} {bar} {percentage} %`, stream: process.stderr });
  bar.start(source.size * PASSES, 0);
  try {
    return await work((count) => bar.increment(count));
  } finally {
    bar.stop();
  }
}
