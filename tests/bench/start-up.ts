// Run as a process of its own: node start-up.ts <database file>. Prints a line when it could listen and one when the facts are in memory.
import { migrateToLatest } from '@lamina/server/database/migrate.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { refreshOutcomeFacts } from '@lamina/server/repositories/outcome-facts.repository.ts';
import { LiveTally } from '@lamina/server/tally/columnar/live-tally.ts';

const [databaseFile = ''] = process.argv.slice(2);
const db = openDatabase(databaseFile);
await migrateToLatest(db);
await refreshOutcomeFacts(db);
const report = (sentence: string) => process.stderr.write(`${sentence}\n`);
const tally = new LiveTally(db, { database: databaseFile, memoryMebibytes: 1024, report });
const loading = tally.refresh();
process.stdout.write('listening\n');
await loading;
process.stdout.write('loaded\n');
await tally.close();
await db.destroy();
