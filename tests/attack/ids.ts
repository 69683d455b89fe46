import { SeededRandom } from '../soak/seeded-random.ts';
import { attackIds } from './ids-attack.ts';
import { attackedServer } from './ids-network.ts';
import { compareTimes } from './ids-timing.ts';

const ROUNDS = Number(process.argv[2] ?? 5000);
const CASES = 6000;
const SEED = 20261122;

await using attacked = await attackedServer(CASES);
const started = performance.now();
const { requests, statuses, leaks, oracles } = await attackIds(attacked, ROUNDS, new SeededRandom(SEED));
const seconds = ((performance.now() - started) / 1000).toFixed(0);
const byStatus = [...statuses].sort(([one], [other]) => one - other);
console.log(`${requests} requests with guessed ids over ${CASES} cases (${seconds} s).`);
console.log(byStatus.map(([status, count]) => `  answered ${status}  ${count}`).join('\n'));
for (const leak of leaks.slice(0, 20)) console.log(`  leaked: ${leak}`);
for (const oracle of oracles) console.log(`  tells what exists: ${oracle}`);
for (const { attacker, foreign, missing, auc } of await compareTimes(attacked, new SeededRandom(SEED))) {
  console.log(
    `  ${attacker}: a foreign case takes ${foreign.toFixed(2)} ms, one that does not exist ${missing.toFixed(2)} ms (medians); ` +
      `guessing by time is right in ${(100 * auc).toFixed(0)} of 100 pairs`,
  );
}
console.log(
  leaks.length + oracles.length === 0 ? 'Nothing leaked.' : `LEAKED: ${leaks.length + oracles.length}`,
);
process.exitCode = leaks.length + oracles.length === 0 ? 0 : 1;
