import type { AdjustedFigures } from '@lamina/shared/contract/adjusted-figures.ts';
import type { RiskModel } from '@lamina/shared/contract/risk-model.ts';
import {
  fewestExpectedToPublish,
  riskAdjustedRate,
  standardisedRatio,
  wilsonInterval,
} from '@lamina/shared/statistics/intervals.ts';
import type { IndicatorTally } from '../tally/tally.ts';
import { CONFIDENCE, intervalOf } from './interval.service.ts';

/**
 * Above this overall rate events are no longer rare, and limits that take their number as Poisson would be far too wide: those
 * of a proportion are used instead, divided by what is expected. A choice; at 10 % Poisson limits are 5 % wider.
 */
export const RARE_UP_TO = 0.1;

/**
 * Observed over expected, and the rate adjusted for case mix (indirectly standardised: the ratio times the overall rate of the
 * cases that the model was fitted to). Compares a provider with that population, never two providers with each other.
 */
export function adjustedFiguresOf(tally: IndicatorTally, model: RiskModel | undefined): AdjustedFigures {
  if (model?.state === 'not-fitted') return { state: 'not-adjusted', reason: model.reason };
  const expected = tally.kind === 'proportion' ? (tally.expected ?? null) : null;
  if (model === undefined || tally.kind !== 'proportion' || expected === null) {
    return { state: 'not-adjusted', reason: 'There is no case-mix model for these cases.' };
  }
  const { numerator, denominator } = tally;
  const overallRate = model.events / model.cases;
  const basis = { observed: numerator, expected, overallRate, modelVersion: model.version };
  if (expected < fewestExpectedToPublish) return { ...basis, state: 'too-few-expected' };
  const rate = riskAdjustedRate(numerator, expected, overallRate);
  const limits = ratioLimits(numerator, denominator, expected, overallRate);
  if (rate.kind === 'not-computable' || limits === undefined) return { ...basis, state: 'too-few-expected' };
  const { lower, upper, method } = limits;
  return {
    ...basis,
    state: 'figures',
    ratio: numerator / expected,
    ratioInterval: { lower, upper, confidence: CONFIDENCE, method },
    rate: rate.rate,
    rateInterval: intervalOf(lower * overallRate, upper * overallRate, method),
  };
}

/** Limits of observed over expected; undefined where there are none. */
export function ratioLimits(
  observed: number,
  cases: number,
  expected: number,
  overallRate: number,
): { readonly lower: number; readonly upper: number; readonly method: string } | undefined {
  if (overallRate <= RARE_UP_TO) {
    const poisson = standardisedRatio(observed, expected, { confidence: CONFIDENCE });
    if (poisson.kind === 'not-computable') return undefined;
    return { lower: poisson.lower, upper: poisson.upper, method: 'Poisson mid-P (as NHSN)' };
  }
  const wilson = wilsonInterval(observed, cases, CONFIDENCE);
  if (wilson.kind === 'not-computable') return undefined;
  const scale = cases / expected;
  return { lower: wilson.lower * scale, upper: wilson.upper * scale, method: 'Wilson score / expected' };
}
