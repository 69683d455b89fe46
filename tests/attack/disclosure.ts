import { findBusiestSurgeon } from '@lamina/server/repositories/provider-label.repository.ts';
import { changeDisclosure } from '@lamina/server/services/settings.service.ts';
import type { DisclosureProfile } from '@lamina/shared/domain/disclosure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { SeededRandom } from '../soak/seeded-random.ts';
import { qualityLead } from '../support/viewers.ts';
import { attackServices, attackUnprotected } from './attack.ts';
import { attackedNetwork, surgeonViewer, trueCube, viewer } from './attacked-network.ts';
import { shareHidden } from './share-hidden.ts';

/** Of random pairs of filters, for each role and profile. */
const ROUNDS = Number(process.argv[2] ?? 10_000);
const SEED = 20261122;

const PROFILES = ['cms', 'hes'] as const satisfies readonly DisclosureProfile[];
const administrator: Viewer = { ...qualityLead, role: 'administrator' };

await using network = await attackedNetwork();
const { services } = network;
const busiest = await findBusiestSurgeon(services.db);
const askers = [
  { name: 'viewer', asker: viewer },
  { name: 'surgeon', asker: surgeonViewer(busiest?.surgeon ?? 1) },
] as const;

console.log(
  `${ROUNDS} random pairs of filters for each role and profile, then every filter that has an answer.`,
);
let recovered = 0;
for (const { name, asker } of askers) {
  const cube = await trueCube(services, asker);
  for (const profile of PROFILES) {
    await changeDisclosure(administrator, services, { role: name, profile });
    const started = performance.now();
    const random = new SeededRandom(SEED);
    const attack = await attackServices(asker, services, cube, profile, ROUNDS, () => random.share());
    const unprotected = await attackUnprotected(cube, profile);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const { inner, oneMargin, twoMargins, total } = await shareHidden(asker, services);
    console.log(
      [
        `${name}, ${profile} (${seconds} s)`,
        `  hidden small counts                        ${attack.hidden}`,
        `  recovered exactly                          ${attack.exactly}`,
        `  recovered to less than the hidden range    ${attack.narrowly}`,
        `  narrowed at all                            ${attack.somewhat}`,
        `  numbers told to filters not allowed        ${attack.leaks.length}`,
        `  without complementary suppression          ${unprotected.exactly} exactly, ${unprotected.narrowly} to less than the hidden range, ${unprotected.somewhat} narrowed`,
        `  figures hidden                             ${inner} of procedure × hospital × year, ${oneMargin} over one of them, ${twoMargins} over two, ${total} over all`,
      ].join('\n'),
    );
    recovered += attack.narrowly + attack.leaks.length;
    for (const leak of attack.leaks.slice(0, 5)) console.log(`  leaked: ${leak}`);
  }
}
console.log(recovered === 0 ? 'Nothing was recovered.' : `RECOVERED: ${recovered}`);
process.exitCode = recovered === 0 ? 0 : 1;
