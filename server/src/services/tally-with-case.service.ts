import { type CaseJudgement, NOT_COUNTED_REASONS } from '@lamina/shared/indicators/indicator.ts';
import type { IndicatorTally, NotCounted } from '../tally/tally.ts';

/** What no cases give. */
export function emptyTally(kind: IndicatorTally['kind']): IndicatorTally {
  const notCounted = Object.fromEntries(NOT_COUNTED_REASONS.map((reason) => [reason, 0])) as NotCounted;
  switch (kind) {
    case 'proportion':
      return { kind, numerator: 0, denominator: 0, notCounted };
    case 'duration':
      return { kind, denominator: 0, histogram: [], atLeast: 0, notCounted };
    case 'mean-change':
      return { kind, denominator: 0, sum: 0, sumOfSquares: 0, notCounted };
  }
}

/** The tally with one more case, judged like this. Its expected number and its stays that are "at least" stay as they were. */
export function tallyWith(tally: IndicatorTally, judgement: CaseJudgement | undefined): IndicatorTally {
  return counted(tally, judgement, 1);
}

/** The tally with one case less. */
export function tallyWithout(tally: IndicatorTally, judgement: CaseJudgement | undefined): IndicatorTally {
  return counted(tally, judgement, -1);
}

function counted(tally: IndicatorTally, judgement: CaseJudgement | undefined, step: 1 | -1): IndicatorTally {
  if (judgement === undefined) return tally;
  if (typeof judgement === 'string') {
    const { notCounted } = tally;
    return { ...tally, notCounted: { ...notCounted, [judgement]: notCounted[judgement] + step } };
  }
  const denominator = tally.denominator + step;
  switch (tally.kind) {
    case 'proportion':
      return { ...tally, numerator: tally.numerator + judgement * step, denominator };
    case 'duration':
      return { ...tally, denominator, histogram: histogramWith(tally.histogram, judgement, step) };
    case 'mean-change':
      return {
        ...tally,
        denominator,
        sum: tally.sum + judgement * step,
        sumOfSquares: tally.sumOfSquares + judgement * judgement * step,
      };
  }
}

type Histogram = Extract<IndicatorTally, { kind: 'duration' }>['histogram'];

function histogramWith(histogram: Histogram, value: number, step: 1 | -1): Histogram {
  const cases = (histogram.find((column) => column.value === value)?.cases ?? 0) + step;
  const others = histogram.filter((column) => column.value !== value);
  const all = cases > 0 ? [...others, { value, cases }] : others;
  return all.toSorted((one, other) => one.value - other.value);
}
