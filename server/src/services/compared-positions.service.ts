import type { Classification, CompareOutput } from '@lamina/shared/contract/compare.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { rangeVerdict } from '@lamina/shared/statistics/comparison.ts';
import { alarmLevel, alertLevel } from '@lamina/shared/statistics/funnel.ts';
import {
  meanIntervalOfSums,
  medianInterval,
  valueCountsOfHistogram,
} from '@lamina/shared/statistics/stay.ts';
import type { IndicatorTally } from '../tally/tally.ts';
import type { ComparedUnits } from './compared-units.service.ts';
import { type Funnel, fewestCasesOf, funnelOfProportions, funnelOfRatios } from './funnel.service.ts';

export interface Positions extends Funnel {
  readonly fewestCases: CompareOutput['fewestCases'];
}

/**
 * Where every unit lies beside all cases together. Proportions and ratios by the exact tail of their count; medians and
 * means by their interval, which leaves the centre out at 95 % (alert) or 99.8 % (alarm).
 */
export function positionsOf(compared: ComparedUnits, indicator: Indicator): Positions {
  const { measure, network, units, tallies } = compared;
  const enough = units.map(({ denominator }) => denominator >= indicator.minimumDenominator);
  if (measure === 'median' || measure === 'mean') {
    return {
      limits: [],
      spread: { state: 'not-applicable' },
      byChance: tallies.map((tally, index) =>
        enough[index] && network.value !== null ? byInterval(tally, network.value) : null,
      ),
      allowingForSpread: units.map(() => null),
      fewestCases: { judged: indicator.minimumDenominator, belowWithoutEvent: null },
    };
  }
  const funnelUnits = units.map(({ numerator, denominator, expected }, index) => ({
    numerator: numerator ?? 0,
    cases: denominator,
    size: measure === 'ratio' ? (expected ?? 0) : denominator,
    enough: enough[index] === true,
  }));
  const centre = network.denominator === 0 ? 0 : (network.numerator ?? 0) / network.denominator;
  return {
    ...(measure === 'ratio' ? funnelOfRatios(funnelUnits, centre) : funnelOfProportions(funnelUnits, centre)),
    fewestCases: fewestCasesOf(centre, indicator.minimumDenominator),
  };
}

function byInterval(tally: IndicatorTally, centre: number): Classification | null {
  const alert = sideOf(tally, centre, alertLevel);
  if (alert === undefined) return null;
  if (alert === 'inside') return { position: 'inside', pValue: null };
  return {
    position: sideOf(tally, centre, alarmLevel) === alert ? `${alert}-alarm` : `${alert}-alert`,
    pValue: null,
  };
}

/** Undefined where there are too few cases for an interval of this confidence. */
function sideOf(
  tally: IndicatorTally,
  centre: number,
  confidence: number,
): 'below' | 'inside' | 'above' | undefined {
  const interval = intervalOf(tally, confidence);
  if (interval === undefined) return undefined;
  const range = rangeVerdict(interval, { low: centre, high: centre });
  if (range.kind === 'not-computable') return undefined;
  return range.verdict === 'below' || range.verdict === 'above' ? range.verdict : 'inside';
}

function intervalOf(
  tally: IndicatorTally,
  confidence: number,
): { readonly lower: number; readonly upper: number } | undefined {
  if (tally.kind === 'proportion') return undefined;
  if (tally.kind === 'mean-change') {
    return endsOf(meanIntervalOfSums(tally.denominator, tally.sum, tally.sumOfSquares, confidence));
  }
  const nights = valueCountsOfHistogram(tally.histogram.map(({ value, cases }) => [value, cases] as const));
  return nights.kind === 'computed' ? endsOf(medianInterval(nights, confidence)) : undefined;
}

function endsOf(
  limits:
    | { readonly kind: 'not-computable' }
    | { readonly kind: 'computed'; readonly lowerLimit: number | null; readonly upperLimit: number | null },
) {
  if (limits.kind === 'not-computable' || limits.lowerLimit === null || limits.upperLimit === null) {
    return undefined;
  }
  return { lower: limits.lowerLimit, upper: limits.upperLimit };
}
