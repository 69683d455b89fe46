import type { PasswordLink } from '@lamina/shared/contract/people.ts';
import type { Command } from 'commander';
import { type Accounts, openAccounts } from '../auth/accounts.ts';
import { keepDemoAccounts } from '../auth/demo-accounts.ts';
import { addFirstAdministrator } from '../auth/first-administrator.ts';
import { isOnlyLocal } from '../auth/listening-address.ts';
import { type Config, type ConfigFlags, readConfig } from '../config.ts';
import { assertUndamaged } from '../database/check-database.ts';
import type { Database } from '../database/database.ts';
import { type DirectoryLock, lockDirectory } from '../database/directory-lock.ts';
import { distributeFacts } from '../database/distribute-facts.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { oneAtATime } from '../database/one-at-a-time.ts';
import { openDatabase } from '../database/open-database.ts';
import { isPostgresUrl } from '../database/postgres-url.ts';
import { createHttpServer } from '../http/http-server.ts';
import { LaminaError } from '../lamina-error.ts';
import { refreshOutcomeFacts } from '../repositories/outcome-facts.repository.ts';
import { removeExpired } from '../repositories/person.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { listReferences } from '../repositories/reference.repository.ts';
import { assertBackedUpByLamina } from '../services/backup.service.ts';
import { keepBackups } from '../services/backup-schedule.service.ts';
import { keepCaseMixCurrent } from '../services/live-case-mix.service.ts';
import { LiveTally } from '../tally/columnar/live-tally.ts';
import { buildDemo } from './demo.command.ts';
import { stopOnSignal } from './stop-on-signal.ts';

interface ServeFlags extends ConfigFlags {
  readonly demo: boolean;
}

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('serve the dashboard; an empty data directory is filled with the demo network first')
    .option('--host <address>', 'address to listen on (LAMINA_HOST, default 127.0.0.1)')
    .option('--port <number>', 'port to listen on (LAMINA_PORT, default 4000)', Number)
    .option('--data <directory>', 'data directory (LAMINA_DATA, default var)')
    .option(
      '--memory <mebibytes>',
      'memory for counting; cases that need more are counted by SQL, slowly (LAMINA_MEMORY, default 1024)',
      Number,
    )
    .option('--backup-every <duration>', 'make backups, e.g. every 24h (LAMINA_BACKUP_EVERY)')
    .option('--backup-keep <number>', 'scheduled backups to keep (LAMINA_BACKUP_KEEP, default 14)', Number)
    .option(
      '--backup-directory <directory>',
      'where to (LAMINA_BACKUP_DIRECTORY, default backups in the data directory)',
    )
    .option('--no-demo', 'leave an empty data directory empty')
    .option(
      '--no-demo-accounts',
      'show the demo network to people with accounts only (LAMINA_DEMO_ACCOUNTS=off)',
    )
    .action(serve);
}

async function serve(flags: ServeFlags): Promise<void> {
  const config = readConfig(flags);
  if (config.backups.everyMilliseconds !== null) assertBackedUpByLamina(config.database);
  const db = openDatabase(config.database);
  const lock = isPostgresUrl(config.database) ? undefined : lockFile(config);
  const { accounts, firstLink } = await oneAtATime(db, 'start', () => prepare(db, config, flags));
  const report = (sentence: string) => void process.stderr.write(`${sentence}\n`);
  const tally = new LiveTally(db, {
    database: config.database,
    memoryMebibytes: config.memoryMebibytes,
    report,
  });
  tally.follow();
  const server = await createHttpServer(
    { db, tally, references: listReferences() },
    {
      accounts,
      trustedProxies: config.signIn.trustedProxies,
      logLevel: config.logLevel,
      metricsToken: config.metricsToken,
    },
  );
  const caseMix = keepCaseMixCurrent(db, config.database, report);
  const backups = scheduleBackups(db, config, report);
  stopOnSignal(async () => {
    await server.close();
    await Promise.all([tally.close(), caseMix.close(), backups?.close()]);
    await db.destroy();
    lock?.release();
  });
  await server.listen({ host: config.host, port: config.port });
  process.stdout.write(`Lamina is at ${accounts.origin}\n`);
  if (firstLink !== undefined) {
    process.stdout.write(
      `The first administrator (${config.signIn.administrator}) chooses a password at this address, which works once and is not shown again:\n` +
        `${firstLink.address}\n`,
    );
  }
}

/** A database file has one server; PostgreSQL keeps any number from getting into each other's way. */
function lockFile({ dataDirectory, database }: Config): DirectoryLock {
  const lock = lockDirectory(dataDirectory);
  assertUndamaged(database);
  return lock;
}

/** All that must be there before anybody is answered, and the link of the first administrator where this server made one. */
async function prepare(
  db: Database,
  config: Config,
  flags: ServeFlags,
): Promise<{ readonly accounts: Accounts; readonly firstLink: PasswordLink | undefined }> {
  await migrateToLatest(db);
  await assertDemoAccountsStayLocal(db, config, flags);
  const accounts = openAccounts(db, config);
  if (flags.demo && (await getRecordState(db)).contents === 'empty') await buildDemo(db, config, {});
  await refreshOutcomeFacts(db);
  await distributeFacts(db);
  await removeExpired(db, new Date().toISOString());
  await keepDemoAccounts(accounts);
  return { accounts, firstLink: await addFirstAdministrator(accounts, config.signIn.administrator) };
}

function scheduleBackups(db: Database, { backups, database }: Config, report: (sentence: string) => void) {
  const { everyMilliseconds, keep, directory } = backups;
  if (everyMilliseconds === null) return undefined;
  return keepBackups(db, { databaseFile: database, directory, everyMilliseconds, keep, report });
}

/** Whoever reaches the server may sign in to the demo network, so nobody but the people at this computer may reach it. */
async function assertDemoAccountsStayLocal(
  db: Database,
  config: Config,
  { demo }: ServeFlags,
): Promise<void> {
  const { contents } = await getRecordState(db);
  const showsDemo = contents === 'demo' || (contents === 'empty' && demo);
  if (!showsDemo || !config.signIn.demoAccounts || isOnlyLocal(config)) return;
  throw new LaminaError(
    'conflict',
    'Anybody may sign in to the demo network with its demo accounts, so it is not served to other computers. Add --no-demo-accounts ' +
      'to show it to people whom an administrator added, or make room for real cases (--no-demo, or lamina demo --remove).',
  );
}
