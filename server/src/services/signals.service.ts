import type { SignalsInput, SignalsOutput } from '@lamina/shared/contract/signals.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { DETECTION_POWER } from '@lamina/shared/statistics/comparison.ts';
import { scopeOf } from '../auth/scope.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { providerNames } from './provider-names.service.ts';
import type { ServiceContext } from './service-context.ts';
import type { Candidate } from './signal-candidate.service.ts';
import { procedureOf } from './signal-cells.service.ts';
import { marksOf, referenceFor } from './signal-marks.service.ts';
import { screen } from './signal-screening.service.ts';
import { FALSE_DISCOVERY_RATE, type Selected, selectSignals } from './signal-selection.service.ts';
import { extentOf } from './trend-points.service.ts';
import { meaningOf } from './trend-signals.service.ts';

/** So many of each kind are given, the strongest first. */
const MOST_LISTED = 30;

/** What changed, who is outside, what is too small to tell, and the marks of every cell of the overview. */
export async function getSignals(
  viewer: Viewer,
  services: ServiceContext,
  { filter, references: chosen }: SignalsInput,
): Promise<SignalsOutput> {
  const { db, tally, references } = services;
  const scope = scopeOf(viewer);
  const [{ dataVersion }, names, screening] = await Promise.all([
    getRecordState(db),
    providerNames(services, scope),
    screen(tally, scope, filter),
  ]);
  const { totals, courses, tooSmall } = screening;
  const extent = extentOf('quarter', courses);

  const present = async <One extends Candidate>({
    candidate: { indicator, procedure, unit, ...found },
    falseDiscoveryRate,
    also,
  }: Selected<One>) => {
    const cells = await tally.count({
      scope,
      filter: narrowed(filter, procedure, unit),
      groupBy: ['quarter'],
      indicators: [indicator.id],
    });
    const reference = referenceFor(indicator, procedure, references, chosen[`${indicator.id}/${procedure}`]);
    const { variation, assurance } = marksOf({ indicator, cells, extent, reference });
    const upper = found.direction === 'above' || found.direction === 'rose';
    return {
      ...found,
      indicatorId: indicator.id,
      procedure,
      of: { ...unit, name: unit.by === 'all' ? null : (names[unit.by].get(unit.id ?? 0) ?? null) },
      meaning: meaningOf(upper ? 'upper' : 'lower', indicator.improvement),
      falseDiscoveryRate,
      also: figuresOf(also, { indicator, procedure }),
      variation,
      assurance,
    };
  };

  return {
    dataVersion,
    changed: await Promise.all(selectSignals(screening.changed).slice(0, MOST_LISTED).map(present)),
    outside: await Promise.all(selectSignals(screening.outside).slice(0, MOST_LISTED).map(present)),
    tooSmall: [...tooSmall],
    cells: totals.flatMap((total) => {
      const procedure = procedureOf(total);
      if (procedure === undefined) return [];
      const cells = courses.filter((cell) => cell.key.procedure === procedure);
      return CATALOGUE.filter(({ id }) => (total.indicators[id]?.denominator ?? 0) > 0).map((indicator) => {
        const chosenId = chosen[`${indicator.id}/${procedure}`];
        const reference = referenceFor(indicator, procedure, references, chosenId);
        return {
          indicatorId: indicator.id,
          procedure,
          ...marksOf({ indicator, cells, extent, reference }),
        };
      });
    }),
    control: {
      falseDiscoveryRate: FALSE_DISCOVERY_RATE,
      changedComparisons: screening.changed.length,
      outsideComparisons: screening.outside.length,
      power: DETECTION_POWER,
    },
  };
}

/** Each figure once, without the one that is listed: it may stand out over the whole period and since a moment. */
function figuresOf(also: readonly Candidate[], listed: Pick<Candidate, 'indicator' | 'procedure'>) {
  const keyOf = ({ indicator, procedure }: typeof listed) => `${indicator.id}/${procedure}`;
  const figures = new Map(also.map((other) => [keyOf(other), other]));
  figures.delete(keyOf(listed));
  return [...figures.values()].map(({ indicator, procedure }) => ({ indicatorId: indicator.id, procedure }));
}

/** The cases that one comparison was about. */
function narrowed(
  filter: CaseFilter,
  procedure: Candidate['procedure'],
  { by, id }: Candidate['unit'],
): CaseFilter {
  return {
    ...filter,
    ...(procedure === null ? {} : { procedures: [procedure] }),
    ...(by === 'hospital' && id !== null ? { hospitals: [id] } : {}),
    ...(by === 'surgeon' && id !== null ? { surgeons: [id] } : {}),
  };
}
