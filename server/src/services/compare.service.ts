import type {
  Classification,
  ComparatorMark,
  CompareInput,
  CompareOutput,
} from '@lamina/shared/contract/compare.ts';
import { PROCEDURES, type Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { binomialSurvival } from '@lamina/shared/statistics/distributions.ts';
import { alarmLevel, alertLevel } from '@lamina/shared/statistics/funnel.ts';
import { expectedFalseSignals } from '@lamina/shared/statistics/providers.ts';
import { scopeOf } from '../auth/scope.ts';
import { listComparatorFacilities } from '../repositories/comparator.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import type { TallyCell } from '../tally/tally.ts';
import { type Positions, positionsOf } from './compared-positions.service.ts';
import { comparedUnits } from './compared-units.service.ts';
import { providerNames } from './provider-names.service.ts';
import { getPublishedComparison } from './published-compare.service.ts';
import type { ServiceContext } from './service-context.ts';
import { wholeCellOf } from './whole-tally.service.ts';

/** Made once: to compare 600 names without takes longer than to count all cases. */
const BY_NAME = new Intl.Collator('en-GB', { numeric: true });

/**
 * Every hospital or surgeon of the filter beside all of them together: who differs, beyond chance. Whoever may not count
 * all cases gets the published figures of hospitals.
 */
export async function getComparison(
  viewer: Viewer,
  services: ServiceContext,
  input: CompareInput,
): Promise<CompareOutput> {
  const { filter, indicator: indicatorId, by } = input;
  if (viewer.role !== 'viewer' && viewer.role !== 'surgeon') {
    return getExactComparison(viewer, services, input);
  }
  const [{ positions, ...published }, comparators] = await Promise.all([
    getPublishedComparison(viewer, services, input),
    listMarks(services.db, indicatorId, filter.procedures),
  ]);
  return {
    ...published,
    unattributedCases: 0,
    firstOperation: null,
    lastOperation: null,
    indicatorId,
    by,
    procedure: filter.procedures?.length === 1 ? (filter.procedures[0] ?? null) : null,
    limits: [...positions.limits],
    spread: positions.spread,
    byChanceExpected: byChanceExpectedOf(positions),
    fewestCases: positions.fewestCases,
    comparators: published.measure === 'proportion' ? comparators : [],
  };
}

async function getExactComparison(
  viewer: Viewer,
  services: ServiceContext,
  { filter, indicator: indicatorId, by, adjusted, references: chosen }: CompareInput,
): Promise<CompareOutput> {
  const { db, tally, references } = services;
  const scope = scopeOf(viewer);
  const indicator = getIndicator(indicatorId);
  const procedure = filter.procedures?.length === 1 ? (filter.procedures[0] ?? null) : null;
  const question = { scope, filter, indicators: [indicatorId] };
  // Sums of risks and of scores differ in their last digit with the order in which they are added.
  const ofSums = adjusted || indicator.kind === 'mean-change';
  const [state, cells, counted, names, comparators] = await Promise.all([
    getRecordState(db),
    tally.count({ ...question, groupBy: [by] }),
    ofSums ? tally.count({ ...question, groupBy: [] }) : null,
    providerNames(services, scope),
    listMarks(db, indicatorId, filter.procedures),
  ]);
  const total = counted === null ? wholeCellOf(cells) : counted[0];
  const known = cells.filter((cell) => typeof cell.key[by] === 'number');
  const compared = comparedUnits(indicator, total, known, { adjusted, procedure, references, chosen });
  const positions = positionsOf(compared, indicator);
  const places = placesByName(names[by]);
  const placeOf = (id: number) => places.get(id) ?? places.size;

  return {
    ...state,
    cases: total?.cases ?? 0,
    unattributedCases: sumOfCases(cells) - sumOfCases(known),
    firstOperation: total?.periodStart ?? null,
    lastOperation: total?.periodEnd ?? null,
    indicatorId,
    by,
    procedure,
    measure: compared.measure,
    adjustment: compared.adjustment,
    network: { ...compared.network, suppressed: null },
    counted: 'all',
    suppressedProviders: [],
    providers: known
      .map((cell, index) => ({
        id: Number(cell.key[by]),
        name: names[by].get(Number(cell.key[by])) ?? String(cell.key[by]),
        ...(compared.units[index] as (typeof compared.units)[number]),
        byChance: positions.byChance[index] ?? null,
        allowingForSpread: positions.allowingForSpread[index] ?? null,
      }))
      .toSorted((one, other) => placeOf(one.id) - placeOf(other.id)),
    limits: [...positions.limits],
    spread: positions.spread,
    byChanceExpected: byChanceExpectedOf(positions),
    fewestCases: positions.fewestCases,
    references: compared.references,
    referenceId: compared.referenceId,
    comparators: compared.measure === 'proportion' ? comparators : [],
  };
}

/** By the names that they were found for. */
const knownPlaces = new WeakMap<ReadonlyMap<number, string>, ReadonlyMap<number, number>>();

/** Where each provider comes when all are in the order of their names: found once, for comparing 600 names takes longer than counting their cases. */
function placesByName(names: ReadonlyMap<number, string>): ReadonlyMap<number, number> {
  const known = knownPlaces.get(names);
  if (known !== undefined) return known;
  const ordered = [...names]
    .toSorted(([one], [other]) => one - other)
    .toSorted(([, one], [, other]) => BY_NAME.compare(one, other));
  const places = new Map(ordered.map(([id], place) => [id, place]));
  knownPlaces.set(names, places);
  return places;
}

async function listMarks(
  db: ServiceContext['db'],
  indicatorId: string,
  procedures: CompareInput['filter']['procedures'],
): Promise<ComparatorMark[]> {
  const facilities = await listComparatorFacilities(db, indicatorId, procedures ?? PROCEDURES);
  return facilities.flatMap(markOf);
}

function byChanceExpectedOf({
  byChance,
  allowingForSpread,
}: Pick<Positions, 'byChance' | 'allowingForSpread'>): CompareOutput['byChanceExpected'] {
  const judged = byChance.filter((classification) => classification !== null).length;
  return {
    judged,
    alerts: signalsByChance(judged, alertLevel),
    alarms: signalsByChance(judged, alarmLevel),
    explains: {
      byChance: isExplainedByChance(byChance),
      allowingForSpread: isExplainedByChance(allowingForSpread),
    },
  };
}

function sumOfCases(cells: readonly TallyCell[]): number {
  return cells.reduce((sum, { cases }) => sum + cases, 0);
}

function signalsByChance(judged: number, level: number): number {
  const signals = expectedFalseSignals(judged, 1 - level);
  return signals.kind === 'computed' ? signals.expected : 0;
}

/** As many signals among providers that are all alike have a probability above this. */
const NO_SURPRISE = 0.05;

function isExplainedByChance(classifications: readonly (Classification | null)[]): boolean {
  const positions = classifications.flatMap((classification) => classification?.position ?? []);
  const beyond = positions.filter((position) => position !== 'inside');
  const alarms = beyond.filter((position) => position.endsWith('alarm'));
  const probability = (signals: number, level: number) =>
    signals === 0 ? 1 : binomialSurvival(signals - 1, positions.length, 1 - level);
  return (
    probability(beyond.length, alertLevel) > NO_SURPRISE &&
    probability(alarms.length, alarmLevel) > NO_SURPRISE
  );
}

function markOf({
  publisher,
  year,
  name,
  operations,
  observed,
}: Omit<ComparatorMark, 'value'> & { readonly procedure: Procedure | string }): ComparatorMark[] {
  return operations > 0
    ? [{ publisher, year, name, operations, observed, value: observed / operations }]
    : [];
}
