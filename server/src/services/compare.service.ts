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
import { getProviderNames } from '../repositories/provider.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import type { TallyCell } from '../tally/tally.ts';
import { positionsOf } from './compared-positions.service.ts';
import { comparedUnits } from './compared-units.service.ts';
import type { ServiceContext } from './service-context.ts';

/** Every hospital or surgeon of the filter beside all of them together: who differs, beyond chance. */
export async function getComparison(
  viewer: Viewer,
  { db, tally, references }: ServiceContext,
  { filter, indicator: indicatorId, by, adjusted, references: chosen }: CompareInput,
): Promise<CompareOutput> {
  const scope = scopeOf(viewer);
  const indicator = getIndicator(indicatorId);
  const procedure = filter.procedures?.length === 1 ? (filter.procedures[0] ?? null) : null;
  const question = { scope, filter, indicators: [indicatorId] };
  const [state, [total], cells, names, facilities] = await Promise.all([
    getRecordState(db),
    tally.count({ ...question, groupBy: [] }),
    tally.count({ ...question, groupBy: [by] }),
    getProviderNames(db, scope),
    listComparatorFacilities(db, indicatorId, filter.procedures ?? PROCEDURES),
  ]);
  const known = cells.filter((cell) => typeof cell.key[by] === 'number');
  const compared = comparedUnits(indicator, total, known, { adjusted, procedure, references, chosen });
  const positions = positionsOf(compared, indicator);
  const judged = positions.byChance.filter((classification) => classification !== null).length;

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
    network: compared.network,
    providers: known
      .map((cell, index) => ({
        id: Number(cell.key[by]),
        name: names[by].get(Number(cell.key[by])) ?? String(cell.key[by]),
        ...(compared.units[index] as (typeof compared.units)[number]),
        byChance: positions.byChance[index] ?? null,
        allowingForSpread: positions.allowingForSpread[index] ?? null,
      }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB', { numeric: true })),
    limits: [...positions.limits],
    spread: positions.spread,
    byChanceExpected: {
      judged,
      alerts: signalsByChance(judged, alertLevel),
      alarms: signalsByChance(judged, alarmLevel),
      explains: {
        byChance: isExplainedByChance(positions.byChance),
        allowingForSpread: isExplainedByChance(positions.allowingForSpread),
      },
    },
    fewestCases: positions.fewestCases,
    references: compared.references,
    referenceId: compared.referenceId,
    comparators: compared.measure === 'proportion' ? facilities.flatMap(markOf) : [],
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
