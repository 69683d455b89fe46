import type { OutcomeOfGroup, ProcedureIndications } from '@lamina/shared/contract/indications.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { newcombeDifference } from '@lamina/shared/statistics/intervals.ts';
import { meanDifference, meanIntervalOfSums } from '@lamina/shared/statistics/stay.ts';
import type { OutcomeIndicators, OutcomeSums } from '../repositories/before-surgery.repository.ts';
import { CONFIDENCE, intervalOf, proportionOf } from './interval.service.ts';

const INSTRUMENT = 'odi';
const TIMEPOINT = 'month-12';

/** The indicators of the catalogue that say whether the criterion was met, who improved, and by how much. */
export function outcomeIndicators(): OutcomeIndicators {
  return {
    criterion: onlyIndicator(({ family, kind }) => family === 'appropriateness' && kind === 'proportion'),
    improved: onlyIndicator(
      (indicator) =>
        indicator.kind === 'proportion' &&
        indicator.numerator.kind === 'improved' &&
        indicator.numerator.instrument === INSTRUMENT &&
        indicator.numerator.at === TIMEPOINT,
    ),
    change: onlyIndicator(
      (indicator) =>
        indicator.kind === 'mean-change' &&
        indicator.change.instrument === INSTRUMENT &&
        indicator.change.at === TIMEPOINT,
    ),
  };
}

function onlyIndicator(fits: (indicator: Indicator) => boolean): string {
  const [first, ...others] = CATALOGUE.filter(fits);
  if (first === undefined || others.length > 0) {
    throw new Error('Expected one criterion of conservative care and one of each outcome in the catalogue.');
  }
  return first.id;
}

/** Both groups side by side, and how they differ: an association, not adjusted. */
export function comparedOutcome(sums: readonly OutcomeSums[]): ProcedureIndications['outcome'] {
  const met = sums.find((entry) => entry.met);
  const notMet = sums.find((entry) => !entry.met);
  const groups = { met: outcomeOf(met), notMet: outcomeOf(notMet) };
  if (met === undefined || notMet === undefined) {
    return { ...groups, improvedDifference: null, meanDifference: null };
  }
  const share = newcombeDifference(proportion(met), proportion(notMet), CONFIDENCE);
  const mean = meanDifference(changes(met), changes(notMet), CONFIDENCE);
  return {
    ...groups,
    improvedDifference:
      share.kind === 'computed' ? differenceOf(share.difference, share.lower, share.upper, 'Newcombe') : null,
    meanDifference:
      mean.kind === 'computed'
        ? differenceOf(mean.difference, mean.lowerLimit, mean.upperLimit, 'Welch’s t')
        : null,
  };
}

function differenceOf(value: number, lower: number, upper: number, method: string) {
  return { value, interval: { lower, upper, confidence: CONFIDENCE, method } };
}

function proportion({ improved, answered }: OutcomeSums) {
  return { numerator: improved, denominator: answered };
}

function changes({ changed, changeSum, changeSumOfSquares }: OutcomeSums) {
  return { caseCount: changed, sum: changeSum, sumOfSquares: changeSumOfSquares };
}

function outcomeOf(sums: OutcomeSums | undefined): OutcomeOfGroup {
  const { cases = 0, asked = 0, answered = 0, improved = 0 } = sums ?? {};
  const mean =
    sums === undefined
      ? undefined
      : meanIntervalOfSums(sums.changed, sums.changeSum, sums.changeSumOfSquares, CONFIDENCE);
  return {
    cases,
    asked,
    answered,
    improved,
    improvedInterval: proportionOf(improved, answered)?.interval ?? null,
    ...(mean?.kind === 'computed'
      ? {
          meanChange: mean.mean,
          meanChangeInterval: intervalOf(mean.lowerLimit, mean.upperLimit, 'Student’s t'),
        }
      : { meanChange: null, meanChangeInterval: null }),
  };
}
