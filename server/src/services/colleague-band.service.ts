import type { ColleagueBand } from '@lamina/shared/contract/surgeon.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { betaBinomialMle } from '@lamina/shared/statistics/providers.ts';
import { sampleQuantiles, valueCountsOf } from '@lamina/shared/statistics/stay.ts';
import type { IndicatorTally, ProportionTally } from '../tally/tally.ts';
import { valueOfTally } from './figures.service.ts';

/** With fewer others, the ends of a band would nearly be somebody's own figure. A choice. */
export const FEWEST_COLLEAGUES = 5;
const BAND = [0.1, 0.9] as const;

/**
 * The other surgeons as a band: the 10th to 90th percentile of those with enough judged cases. Rates are steadied first
 * (beta-binomial, fitted to every surgeon with a judged case), so that a small caseload does not widen the band by chance; where
 * surgeons scatter no more than chance there is one rate for all. Medians and means are taken as they are.
 */
export function colleagueBandOf(
  indicator: Indicator,
  own: IndicatorTally,
  others: readonly IndicatorTally[],
): ColleagueBand {
  const enough = others.filter(({ denominator }) => denominator >= indicator.minimumDenominator);
  if (enough.length < FEWEST_COLLEAGUES) {
    return { state: 'too-few-colleagues', colleagues: enough.length, needed: FEWEST_COLLEAGUES };
  }
  return own.kind === 'proportion'
    ? bandOfRates(own, others.filter(isProportion), indicator.minimumDenominator)
    : bandOfValues(indicator, own, enough);
}

function bandOfRates(
  own: ProportionTally,
  others: readonly ProportionTally[],
  fewest: number,
): ColleagueBand {
  const units = [own, ...others].filter(({ denominator }) => denominator > 0);
  const cases = sum(units.map(({ denominator }) => denominator));
  const pooled = sum(units.map(({ numerator }) => numerator)) / cases;
  const fit = betaBinomialMle(units);
  // No scatter beyond chance: every surgeon's best estimate is the pooled rate.
  const steadied = (tally: ProportionTally) =>
    fit.kind === 'not-computable'
      ? pooled
      : (tally.numerator + fit.alpha) / (tally.denominator + fit.alpha + fit.beta);
  const rates = others.filter(({ denominator }) => denominator >= fewest).map(steadied);
  const [low, high] = endsOf(rates);
  return {
    state: 'band',
    colleagues: rates.length,
    low,
    high,
    pooled,
    own: steadied(own),
    reliability:
      fit.kind === 'not-computable' ? 0 : own.denominator / (own.denominator + fit.alpha + fit.beta),
    method: 'beta-binomial shrinkage',
  };
}

function bandOfValues(
  indicator: Indicator,
  own: IndicatorTally,
  enough: readonly IndicatorTally[],
): ColleagueBand {
  const values = enough.flatMap((tally) => valueOfTally(tally) ?? []);
  const [low, high] = endsOf(values);
  const [middle] = quantilesOf(values, [0.5]);
  return {
    state: 'band',
    colleagues: values.length,
    low,
    high,
    pooled: middle ?? valueOfTally(own) ?? 0,
    own: null,
    reliability: null,
    method:
      indicator.kind === 'duration' ? 'medians of surgeons, not steadied' : 'means of surgeons, not steadied',
  };
}

function endsOf(values: readonly number[]): readonly [low: number, high: number] {
  const [low = 0, high = 0] = quantilesOf(values, BAND);
  return [low, high];
}

function quantilesOf(values: readonly number[], probabilities: readonly number[]): readonly number[] {
  const counts = valueCountsOf(values);
  if (counts.kind === 'not-computable') return [];
  const quantiles = sampleQuantiles(counts, probabilities);
  return quantiles.kind === 'computed' ? quantiles.quantiles : [];
}

function isProportion(tally: IndicatorTally): tally is ProportionTally {
  return tally.kind === 'proportion';
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
