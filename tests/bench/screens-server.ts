import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { createHttpServer } from '@lamina/server/http/http-server.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { LiveTally } from '@lamina/server/tally/columnar/live-tally.ts';
import { freePort, testAccounts } from '../support/test-accounts.ts';
import { qualityLead } from '../support/viewers.ts';

// `node screens-server.ts <database file>`: serves the screens as `lamina serve` does, on a free port, to a quality lead who need not
// sign in. It writes its address once the cases are in memory, then answers each line with the processor time it has used, in
// milliseconds, and ends with its input.
const MICROSECONDS_A_MILLISECOND = 1000;

const [databaseFile = ''] = process.argv.slice(2);
const db = openDatabase(databaseFile);
const tally = new LiveTally(db, {
  database: databaseFile,
  memoryMebibytes: 1024,
  report: (sentence) => process.stderr.write(`${sentence}\n`),
});
await tally.refresh();
const port = await freePort();
const server = await createHttpServer(
  { db, tally, references: listReferences() },
  { accounts: testAccounts(db, dirname(databaseFile), port), identify: async () => qualityLead },
);
await server.listen({ host: '127.0.0.1', port });
process.stdout.write(`http://127.0.0.1:${port}\n`);
for await (const _line of createInterface({ input: process.stdin })) {
  const { user, system } = process.cpuUsage();
  process.stdout.write(`${(user + system) / MICROSECONDS_A_MILLISECOND}\n`);
}
await server.close();
await tally.close();
await db.destroy();
