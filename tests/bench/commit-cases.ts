// Run as a process of its own: node commit-cases.ts <database file> <cases> <seed>
import { migrateToLatest } from '@lamina/server/database/migrate.ts';
import { openDatabase } from '@lamina/server/database/open-database.ts';
import { generateDemoNetwork } from '@lamina/server/demo/demo-network.ts';
import { completeDemoOptions } from '@lamina/server/demo/demo-options.ts';
import { commitCases } from '@lamina/server/intake/commit.ts';
import { pseudonymKeyFrom } from '@lamina/server/intake/pseudonym.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';

const [file = '', cases, seed = ''] = process.argv.slice(2);
const db = openDatabase(file);
await migrateToLatest(db);
const options = { cases: Number(cases), seed: Number(seed), lastMonth: '2026-03' };
const network = generateDemoNetwork(completeDemoOptions(options, '2026-04-01'));
await commitCases(
  db,
  {
    format: 'benchmark',
    sourceSystem: `network-${seed}`,
    fileName: 'benchmark',
    fileSha256: seed,
    cutOff: network.cutOff,
    key: pseudonymKeyFrom('a key for benchmarks that guards no secret'),
  },
  ofThisSource(network.cases),
);
await db.destroy();

function* ofThisSource(cases: Iterable<SurgicalCase>): Generator<SurgicalCase> {
  for (const each of cases) yield { ...each, sourceSystem: `network-${seed}` };
}
