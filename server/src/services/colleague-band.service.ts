import type { ColleagueBand } from '@lamina/shared/contract/surgeon.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { betaBinomialMle } from '@lamina/shared/statistics/providers.ts';
import { sampleQuantiles, valueCountsOf } from '@lamina/shared/statistics/stay.ts';
import type { IndicatorTally, ProportionTally } from '../tally/tally.ts';
import { valueOfTally } from './figures.service.ts';

/** With fewer others, the ends of a band would nearly be somebody's own figure. A choice. */
export const FEWEST_COLLEAGUES = 5;
const PERCENTILES: Percentiles = [10, 90];

export type Percentiles = readonly [low: number, high: number];

export interface BandOptions {
  /** With fewer colleagues there is no band. */
  readonly fewestColleagues: number;
  /** Colleagues with fewer judged cases do not count. */
  readonly fewestCases: number;
  readonly percentiles: Percentiles;
}

/**
 * The other surgeons as a band: the 10th to 90th percentile of those with enough judged cases. Rates are steadied first
 * (beta-binomial, fitted to every surgeon with a judged case), so that a small caseload does not widen the band by chance; where
 * surgeons scatter no more than chance there is one rate for all. Medians and means are taken as they are.
 */
export function colleagueBandOf(
  indicator: Indicator,
  own: IndicatorTally,
  others: readonly IndicatorTally[],
  { fewestColleagues, fewestCases, percentiles }: BandOptions = {
    fewestColleagues: FEWEST_COLLEAGUES,
    fewestCases: indicator.minimumDenominator,
    percentiles: PERCENTILES,
  },
): ColleagueBand {
  const enough = others.filter(({ denominator }) => denominator >= fewestCases);
  if (enough.length < fewestColleagues) {
    return { state: 'too-few-colleagues', colleagues: enough.length, needed: fewestColleagues };
  }
  return own.kind === 'proportion'
    ? bandOfRates(own, others.filter(isProportion), fewestCases, percentiles)
    : bandOfValues(indicator, own, enough, percentiles);
}

function bandOfRates(
  own: ProportionTally,
  others: readonly ProportionTally[],
  fewest: number,
  percentiles: Percentiles,
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
  const [low, high] = endsOf(rates, percentiles);
  return {
    state: 'band',
    colleagues: rates.length,
    percentiles: [...percentiles],
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
  percentiles: Percentiles,
): ColleagueBand {
  const values = enough.flatMap((tally) => valueOfTally(tally) ?? []);
  const [low, high] = endsOf(values, percentiles);
  const [middle] = quantilesOf(values, [0.5]);
  return {
    state: 'band',
    colleagues: values.length,
    percentiles: [...percentiles],
    low,
    high,
    pooled: middle ?? valueOfTally(own) ?? 0,
    own: null,
    reliability: null,
    method:
      indicator.kind === 'duration' ? 'medians of surgeons, not steadied' : 'means of surgeons, not steadied',
  };
}

function endsOf(values: readonly number[], percentiles: Percentiles): readonly [low: number, high: number] {
  const [low = 0, high = 0] = quantilesOf(
    values,
    percentiles.map((percentile) => percentile / 100),
  );
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
