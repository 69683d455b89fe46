import type { Command } from 'commander';
import { type ConfigFlags, readConfig } from '../config.ts';
import { migrateToLatest } from '../database/migrate.ts';
import { openDatabase } from '../database/open-database.ts';
import { createHttpServer } from '../http/http-server.ts';
import { refreshOutcomeFacts } from '../repositories/outcome-facts.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { listReferences } from '../repositories/reference.repository.ts';
import { keepCaseMixCurrent } from '../services/live-case-mix.service.ts';
import { LiveTally } from '../tally/columnar/live-tally.ts';
import { buildDemo } from './demo.command.ts';

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
    .option('--no-demo', 'leave an empty data directory empty')
    .action(serve);
}

async function serve(flags: ServeFlags): Promise<void> {
  const config = readConfig(flags);
  const db = openDatabase(config.databaseFile);
  await migrateToLatest(db);
  if (flags.demo && (await getRecordState(db)).contents === 'empty') await buildDemo(db, config, {});
  await refreshOutcomeFacts(db);
  const report = (sentence: string) => void process.stderr.write(`${sentence}\n`);
  const tally = new LiveTally(db, {
    databaseFile: config.databaseFile,
    memoryMebibytes: config.memoryMebibytes,
    report,
  });
  tally.follow();
  const server = await createHttpServer({ db, tally, references: listReferences() });
  const caseMix = keepCaseMixCurrent(db, config.databaseFile, report);
  let stopping = false;
  // Ctrl-C reaches the whole process group and may be passed on once more: only the first one counts.
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await server.close();
    await Promise.all([tally.close(), caseMix.close()]);
    await db.destroy();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await server.listen({ host: config.host, port: config.port });
  process.stdout.write(`Lamina is at http://${config.host}:${config.port}\n`);
}
