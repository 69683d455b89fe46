import type { ComparedProvider, CompareOutput, Measure } from '@lamina/shared/contract/compare.ts';
import type { ReferenceChoice } from '@lamina/shared/contract/overview.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { fewestExpectedToPublish } from '@lamina/shared/statistics/intervals.ts';
import type { z } from 'zod';
import type { PublishedReference } from '../repositories/reference.repository.ts';
import type { IndicatorTally, TallyCell } from '../tally/tally.ts';
import { ratioLimits } from './adjusted-figures.service.ts';
import { completenessOf, estimateOf, figuresOf } from './figures.service.ts';
import { intervalOf } from './interval.service.ts';
import { stayFiguresOf } from './stay-figures.service.ts';

export type ComparedUnit = Omit<ComparedProvider, 'id' | 'name' | 'byChance' | 'allowingForSpread'>;

export interface ComparedUnits {
  readonly measure: Measure;
  readonly adjustment: CompareOutput['adjustment'];
  readonly network: Omit<CompareOutput['network'], 'suppressed'>;
  readonly units: readonly ComparedUnit[];
  /** What was counted, in the order of the units. */
  readonly tallies: readonly IndicatorTally[];
  readonly references: CompareOutput['references'];
  readonly referenceId: string | null;
}

export interface ComparedUnitsOptions {
  readonly adjusted: boolean;
  readonly procedure: Procedure | null;
  readonly references: readonly PublishedReference[];
  readonly chosen: z.infer<typeof ReferenceChoice>;
}

const NOTHING_COUNTED = {
  cases: 0,
  judged: 0,
  notApplicable: 0,
  excluded: 0,
  notYetEligible: 0,
  notReported: 0,
  followUpTooShort: 0,
};

/** The figures of all cases together and of each cell, as `lamina rates` has them; with expected events where they are adjusted. */
export function comparedUnits(
  indicator: Indicator,
  total: Pick<TallyCell, 'indicators'> | undefined,
  cells: readonly TallyCell[],
  { adjusted, procedure, references, chosen }: ComparedUnitsOptions,
): ComparedUnits {
  const totalTally = total?.indicators[indicator.id];
  const tallies = cells.flatMap((cell) => cell.indicators[indicator.id] ?? []);
  const expectedOfAll = expectedOf(totalTally);
  const isAdjusted = adjusted && expectedOfAll !== null;
  // Scaled so that the centre is what these cases had, whatever the model was fitted to.
  const scale =
    isAdjusted && totalTally?.kind === 'proportion' && expectedOfAll > 0
      ? totalTally.numerator / expectedOfAll
      : 1;
  const overallRate =
    totalTally?.kind === 'proportion' && totalTally.denominator > 0
      ? totalTally.numerator / totalTally.denominator
      : 0;
  const unitOf = (tally: IndicatorTally): ComparedUnit => {
    const estimate = estimateOf(tally);
    const counted = {
      numerator: tally.kind === 'proportion' ? tally.numerator : null,
      denominator: tally.denominator,
      completeness: completenessOf(tally),
      stay: tally.kind === 'duration' ? stayFiguresOf(tally) : null,
    };
    if (estimate === undefined) return { ...counted, expected: null, value: null, interval: null };
    if (!isAdjusted) return { ...counted, expected: null, ...estimate };
    const expected = (expectedOf(tally) ?? 0) * scale;
    return {
      ...counted,
      expected,
      ...ratioOf(counted.numerator ?? 0, tally.denominator, expected, overallRate),
    };
  };
  const compared =
    totalTally === undefined
      ? undefined
      : figuresOf(indicator, totalTally, procedure, references, chosen[`${indicator.id}/${procedure}`]);
  return {
    measure: measureOf(indicator, isAdjusted),
    adjustment: isAdjusted ? 'adjusted' : adjusted ? 'no-model' : 'crude',
    network:
      totalTally === undefined
        ? {
            numerator: null,
            denominator: 0,
            expected: null,
            value: null,
            interval: null,
            completeness: NOTHING_COUNTED,
            stay: null,
          }
        : unitOf(totalTally),
    units: tallies.map(unitOf),
    tallies,
    references: compared?.references ?? [],
    referenceId: compared?.references.length ? (compared.comparison?.referenceId ?? null) : null,
  };
}

function measureOf({ kind }: Indicator, isAdjusted: boolean): Measure {
  if (kind === 'duration') return 'median';
  if (kind === 'mean-change') return 'mean';
  return isAdjusted ? 'ratio' : 'proportion';
}

function expectedOf(tally: IndicatorTally | undefined): number | null {
  return tally?.kind === 'proportion' ? (tally.expected ?? null) : null;
}

/** As NHSN, no ratio where fewer than one event is expected. */
function ratioOf(
  observed: number,
  cases: number,
  expected: number,
  overallRate: number,
): Pick<ComparedUnit, 'value' | 'interval'> {
  if (expected < fewestExpectedToPublish) return { value: null, interval: null };
  const limits = ratioLimits(observed, cases, expected, overallRate);
  return {
    value: observed / expected,
    interval: limits === undefined ? null : intervalOf(limits.lower, limits.upper, limits.method),
  };
}
