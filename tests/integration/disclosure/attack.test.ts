import { changeDisclosure } from '@lamina/server/services/settings.service.ts';
import { DISCLOSURE_PROFILES } from '@lamina/shared/domain/disclosure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackServices, attackUnprotected } from '../../attack/attack.ts';
import {
  type AttackedNetwork,
  attackedNetwork,
  surgeonViewer,
  trueCube,
  viewer,
} from '../../attack/attacked-network.ts';
import { SeededRandom } from '../../soak/seeded-random.ts';
import { qualityLead } from '../../support/viewers.ts';

const ROUNDS = 60;
const administrator: Viewer = { ...qualityLead, role: 'administrator' };
const ASKERS = [
  ['viewer', viewer],
  ['surgeon', surgeonViewer(1)],
] as const;

describe('an adversary with the rights of', () => {
  let network: AttackedNetwork;

  beforeAll(async () => {
    network = await attackedNetwork(6000);
  });

  afterAll(() => network[Symbol.asyncDispose]());

  const profiles = DISCLOSURE_PROFILES.filter((profile) => profile !== 'none');
  describe.each(ASKERS)('a %s', (role, asker) => {
    it.each(profiles)(
      'recovers no hidden count under %s, and some where totals give them away',
      async (profile) => {
        const { services } = network;
        await changeDisclosure(administrator, services, { role, profile });
        const cube = await trueCube(services, asker);
        const random = new SeededRandom(3);
        const attack = await attackServices(asker, services, cube, profile, ROUNDS, () => random.share());
        expect(attack).toMatchObject({ exactly: 0, narrowly: 0, leaks: [] });
        expect(attack.hidden).toBeGreaterThan(500);
        const { narrowly } = await attackUnprotected(cube, profile);
        expect(narrowly).toBeGreaterThan(profile === 'cms' ? 100 : 5);
      },
    );
  });
});
