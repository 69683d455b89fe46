import type { ExactCube } from '@lamina/server/disclosure/exact-cube.ts';
import { publish } from '@lamina/server/disclosure/publish.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import type { DisclosureProfile } from '@lamina/shared/domain/disclosure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { Adversary, type Recovered } from './adversary.ts';
import { everyComparison, everyQuestion, type Random, randomPair } from './random-questions.ts';
import { cubeOracle, serviceOracle, toldByOptions } from './told.ts';

export interface Attack extends Recovered {
  /** Numbers told in answer to filters that the role may not ask for. */
  readonly leaks: readonly string[];
}

/** Asks the services so many random pairs of filters as this viewer, then every filter that has an answer, and concludes. */
export async function attackServices(
  asker: Viewer,
  services: ServiceContext,
  cube: ExactCube,
  profile: DisclosureProfile,
  rounds: number,
  random: Random,
): Promise<Attack> {
  const adversary = new Adversary(cube, profile);
  const leaks: string[] = [];
  const ask = serviceOracle(asker, services, cube, leaks);
  for (let round = 0; round < rounds; round += 1) {
    for (const question of randomPair(cube, random)) adversary.learn(await ask(question));
  }
  const rest = asker.role === 'viewer' ? everyQuestion(cube) : everyComparison(cube);
  for (const question of rest) adversary.learn(await ask(question));
  if (asker.role === 'viewer') adversary.learn(await toldByOptions(asker, services, cube));
  adversary.conclude();
  return { ...adversary.recovered(), leaks };
}

/** The same on a cube in which nothing is hidden but small counts themselves. */
export async function attackUnprotected(cube: ExactCube, profile: DisclosureProfile): Promise<Recovered> {
  const published = publish(cube, CATALOGUE, {
    profile,
    complementary: false,
    summarise: () => ({ value: 0, interval: null }),
  });
  const adversary = new Adversary(cube, profile);
  const ask = cubeOracle(published, cube);
  for (const question of everyQuestion(cube)) adversary.learn(await ask(question));
  adversary.conclude();
  return adversary.recovered();
}
