import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { scopeOf } from '../auth/scope.ts';
import { WHOLE_RECORD } from '../auth/whole-record.ts';
import { CUBE_DIMENSIONS, type ExactCube, exactCubeOf } from '../disclosure/exact-cube.ts';
import { publish } from '../disclosure/publish.ts';
import type { PublishedCube, Summary } from '../disclosure/published-cube.ts';
import { LaminaError } from '../lamina-error.ts';
import type { IndicatorTally, Tally } from '../tally/tally.ts';
import { estimateOf } from './figures.service.ts';
import type { ServiceContext } from './service-context.ts';
import { getDisclosureProfile } from './settings.service.ts';

const INDICATORS = CATALOGUE.map(({ id }) => id);

/** Cubes kept: one for all viewers, and those of the surgeons who asked last. */
const CUBES_KEPT = 50;

const kept = new WeakMap<Tally, Map<string, Promise<PublishedCube>>>();

/**
 * What a viewer may be told of all cases, or a surgeon of all but their own: who knows their own cases exactly then learns
 * nothing by taking them away. Refuses ('not-allowed') every other role.
 */
export async function getPublishedCube(viewer: Viewer, services: ServiceContext): Promise<PublishedCube> {
  const { db, tally } = services;
  if (viewer.role !== 'viewer' && viewer.role !== 'surgeon') {
    throw new LaminaError('not-allowed', 'Your role is not told published figures.');
  }
  const own = viewer.role === 'surgeon' ? scopeOf(viewer) : undefined;
  const [profile, version] = await Promise.all([getDisclosureProfile(db, viewer.role), tally.version()]);
  const cubes = kept.get(tally) ?? new Map<string, Promise<PublishedCube>>();
  kept.set(tally, cubes);
  const key = `${version} ${profile} ${own?.surgeon ?? 'all'}`;
  const known = cubes.get(key);
  const made =
    known ?? exactCube(tally, own).then((cube) => publish(cube, CATALOGUE, { profile, summarise }));
  cubes.delete(key);
  cubes.set(key, made);
  made.catch(() => cubes.delete(key));
  const [oldest] = cubes.keys();
  if (cubes.size > CUBES_KEPT && oldest !== undefined) cubes.delete(oldest);
  return made;
}

async function exactCube(tally: Tally, own: ReturnType<typeof scopeOf> | undefined): Promise<ExactCube> {
  const question = { filter: {}, indicators: INDICATORS, groupBy: CUBE_DIMENSIONS };
  const [all, ofOwn] = await Promise.all([
    tally.count({ ...question, scope: WHOLE_RECORD }),
    own === undefined ? [] : tally.count({ ...question, scope: own }),
  ]);
  return exactCubeOf(INDICATORS, all, ofOwn);
}

/** To a tenth, so that a mean times its cases does not tell either. */
function summarise(tally: IndicatorTally): Summary | undefined {
  const estimate = estimateOf(tally);
  if (estimate === undefined) return undefined;
  const { value, interval } = estimate;
  return {
    value: toTenth(value),
    interval:
      interval === null
        ? null
        : { ...interval, lower: toTenth(interval.lower), upper: toTenth(interval.upper) },
  };
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}
