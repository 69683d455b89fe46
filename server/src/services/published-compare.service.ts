import type { ComparedProvider, CompareInput, CompareOutput } from '@lamina/shared/contract/compare.ts';
import { PUBLISHED_FILTERS_ONLY } from '@lamina/shared/domain/disclosure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { rangeVerdict } from '@lamina/shared/statistics/comparison.ts';
import type { PublishedMeasure } from '../disclosure/published-cube.ts';
import { LaminaError } from '../lamina-error.ts';
import { listProviderLabels } from '../repositories/provider-label.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import type { TallyCell } from '../tally/tally.ts';
import { positionsOf } from './compared-positions.service.ts';
import { type ComparedUnits, comparedUnits } from './compared-units.service.ts';
import { publishedCellOf, publishedHospitalsOf } from './published-cell.service.ts';
import { getPublishedCube } from './published-cube.service.ts';
import { publishedFiguresOf, ruleOf } from './published-figures.service.ts';
import type { ServiceContext } from './service-context.ts';

/** What a comparison says of the providers: the rest of it does not depend on who asks. */
export interface PublishedComparison
  extends Pick<
    CompareOutput,
    | 'contents'
    | 'dataCutOff'
    | 'dataVersion'
    | 'cases'
    | 'network'
    | 'measure'
    | 'adjustment'
    | 'references'
    | 'referenceId'
    | 'providers'
    | 'suppressedProviders'
    | 'counted'
  > {
  readonly positions: Pick<
    ReturnType<typeof positionsOf>,
    'limits' | 'spread' | 'byChance' | 'allowingForSpread' | 'fewestCases'
  >;
}

/** Hospitals beside each other as published. Surgeons are not compared for others: a LaminaError ('not-allowed') says so. */
export async function getPublishedComparison(
  viewer: Viewer,
  services: ServiceContext,
  { filter, indicator: indicatorId, by, adjusted, references: chosen }: CompareInput,
): Promise<PublishedComparison> {
  if (by === 'surgeon') throw new LaminaError('not-allowed', 'Your role compares hospitals, not surgeons.');
  const indicator = getIndicator(indicatorId);
  const procedure = filter.procedures?.length === 1 ? (filter.procedures[0] ?? null) : null;
  const [state, cube, labels] = await Promise.all([
    getRecordState(services.db),
    getPublishedCube(viewer, services),
    listProviderLabels(services.db),
  ]);
  const names = new Map(labels.hospitals.map(({ id, label }) => [id, label]));
  const total = publishedCellOf(viewer, cube, filter);
  const rule = total === undefined ? PUBLISHED_FILTERS_ONLY : ruleOf(cube);
  const hospitals = publishedHospitalsOf(viewer, cube)
    .filter((id) => filter.hospitals?.includes(id) ?? true)
    .map((id) => {
      const cell =
        total === undefined ? undefined : publishedCellOf(viewer, cube, { ...filter, hospitals: [id] });
      const measure: PublishedMeasure = cell?.measures.get(indicatorId) ?? { state: 'suppressed' };
      return { id, name: names.get(id) ?? String(id), cell, measure };
    })
    .filter(({ cell }) => cell?.cases !== 0)
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB', { numeric: true }));
  const told = hospitals.filter(({ measure }) => measure.state !== 'suppressed');
  const options = { adjusted, procedure, references: services.references, chosen };
  const measureOfAll = total?.measures.get(indicatorId) ?? { state: 'suppressed' };
  const measures = told.map(({ measure }) => measure);
  const compared =
    indicator.kind === 'proportion'
      ? comparedRates(indicator, measureOfAll, measures, options)
      : comparedSummaries(indicator, measureOfAll, measures, options);
  const positions = publishedPositions(indicator, compared, measureOfAll);
  return {
    ...state,
    cases: total?.cases ?? null,
    counted: viewer.role === 'surgeon' ? 'others' : 'all',
    measure: compared.measure,
    adjustment: compared.adjustment,
    references: compared.references,
    referenceId: compared.referenceId,
    network: {
      ...compared.network,
      completeness: null,
      suppressed: measureOfAll.state === 'suppressed' ? rule : null,
    },
    providers: told.map(({ id, name }, index) => ({
      id,
      name,
      ...(compared.units[index] as (typeof compared.units)[number]),
      completeness: null,
      byChance: positions.byChance[index] ?? null,
      allowingForSpread: positions.allowingForSpread[index] ?? null,
    })),
    suppressedProviders: hospitals
      .filter(({ measure }) => measure.state === 'suppressed')
      .map(({ id, name }) => ({ id, name, rule })),
    positions,
  };
}

type Options = Parameters<typeof comparedUnits>[3];

function comparedRates(
  indicator: Indicator,
  ofAll: PublishedMeasure,
  measures: readonly PublishedMeasure[],
  options: Options,
): ComparedUnits {
  const total = ofAll.state === 'suppressed' ? undefined : asTallied(indicator, ofAll);
  // Ratios are scaled to what all cases had, which is not told here.
  const adjusted = options.adjusted && total !== undefined;
  return comparedUnits(
    indicator,
    total,
    measures.map((measure) => asTallied(indicator, measure)),
    { ...options, adjusted },
  );
}

const NOTHING_TOLD = {
  'not-applicable': 0,
  excluded: 0,
  'not-yet-eligible': 0,
  'not-reported': 0,
  'follow-up-too-short': 0,
};

/** Safe counts in the form of a tally, so that rates and ratios are calculated as for everybody. */
function asTallied({ id }: Indicator, measure: PublishedMeasure): TallyCell {
  const counts =
    measure.state === 'counted'
      ? { numerator: measure.numerator, denominator: measure.denominator, expected: measure.expected }
      : { numerator: 0, denominator: 0, expected: null };
  return {
    key: {},
    cases: counts.denominator,
    periodStart: '',
    periodEnd: '',
    indicators: { [id]: { kind: 'proportion', ...counts, notCounted: NOTHING_TOLD } },
  };
}

function comparedSummaries(
  indicator: Indicator,
  ofAll: PublishedMeasure,
  measures: readonly PublishedMeasure[],
  { adjusted, procedure, references, chosen }: Options,
): ComparedUnits {
  const figuresOf = (measure: PublishedMeasure) =>
    publishedFiguresOf(indicator, measure, '', procedure, references, chosen[`${indicator.id}/${procedure}`]);
  const unitOf = (measure: PublishedMeasure): ComparedUnits['units'][number] => {
    const figures = figuresOf(measure);
    const isTold = figures.state === 'figures' || figures.state === 'too-few';
    return {
      numerator: null,
      denominator: isTold ? figures.denominator : 0,
      expected: null,
      value: isTold ? figures.value : null,
      interval: isTold ? figures.interval : null,
      completeness: null,
      stay: null,
    };
  };
  const ofNetwork = figuresOf(ofAll);
  return {
    measure: indicator.kind === 'duration' ? 'median' : 'mean',
    adjustment: adjusted ? 'no-model' : 'crude',
    network: unitOf(ofAll),
    units: measures.map(unitOf),
    tallies: [],
    references: ofNetwork.references,
    referenceId: ofNetwork.references.length > 0 ? (ofNetwork.comparison?.referenceId ?? null) : null,
  };
}

const NO_POSITIONS = { limits: [], spread: { state: 'not-applicable' } } as const;

/** Where each told hospital lies beside the told total. Without one, and beyond 95 % for stays and means, nothing is said. */
function publishedPositions(
  indicator: Indicator,
  compared: ComparedUnits,
  ofAll: PublishedMeasure,
): PublishedComparison['positions'] {
  const { units, network } = compared;
  const nothing = units.map(() => null);
  const fewestCases = { judged: indicator.minimumDenominator, belowWithoutEvent: null };
  if (ofAll.state === 'suppressed') {
    return { ...NO_POSITIONS, byChance: nothing, allowingForSpread: nothing, fewestCases };
  }
  if (indicator.kind === 'proportion') return positionsOf(compared, indicator);
  return {
    ...NO_POSITIONS,
    byChance: units.map((unit) => positionOf(unit, network.value, indicator.minimumDenominator)),
    allowingForSpread: nothing,
    fewestCases,
  };
}

function positionOf(
  { interval, denominator }: Pick<ComparedProvider, 'interval' | 'denominator'>,
  centre: number | null,
  fewest: number,
): ComparedProvider['byChance'] {
  if (interval === null || centre === null || denominator < fewest) return null;
  const range = rangeVerdict(interval, { low: centre, high: centre });
  if (range.kind === 'not-computable') return null;
  const { verdict } = range;
  if (verdict !== 'below' && verdict !== 'above') return { position: 'inside', pValue: null };
  return { position: `${verdict}-alert`, pValue: null };
}
