import type { Completeness, IndicatorFigures } from '@lamina/shared/contract/overview.ts';
import type { Indicator, NotCountedReason } from '@lamina/shared/indicators/indicator.ts';
import { formatCases, formatCount, formatShare } from './format.ts';

const REASONS = [
  { count: 'notReported', reason: 'not-reported', words: 'not reported' },
  { count: 'followUpTooShort', reason: 'follow-up-too-short', words: 'not followed for long enough' },
  { count: 'notYetEligible', reason: 'not-yet-eligible', words: 'follow-up not over at the data cut-off' },
  { count: 'excluded', reason: 'excluded', words: 'left out by definition' },
  { count: 'notApplicable', reason: 'not-applicable', words: 'does not apply' },
] as const satisfies readonly { count: keyof Completeness; reason: NotCountedReason; words: string }[];

export interface CompletenessLine {
  readonly reason: NotCountedReason;
  readonly words: string;
  readonly cases: number;
}

/** What became of the cases that were not judged, without the reasons that concern none. */
export function notJudged(completeness: Completeness): CompletenessLine[] {
  return REASONS.map(({ count, reason, words }) => ({ reason, words, cases: completeness[count] })).filter(
    ({ cases }) => cases > 0,
  );
}

/** Why no case could be judged, in a few words: the most frequent reason. */
export function noDataReason(completeness: Completeness): string {
  const [first] = notJudged(completeness).toSorted((one, other) => other.cases - one.cases);
  if (first === undefined) return 'No cases';
  const words = first.words.charAt(0).toUpperCase() + first.words.slice(1);
  return first.cases === completeness.cases ? words : `${words} (${formatCases(first.cases)})`;
}

/** Figures of which there is a value. */
export type ValuedFigures = Extract<IndicatorFigures, { readonly value: number }>;

/** Why there is no value: the most frequent reason, or the rule by which it is not shown. */
export function withoutValueReason(figures: Exclude<IndicatorFigures, ValuedFigures>): string {
  if (figures.state === 'suppressed') return figures.rule;
  return figures.completeness === null ? 'No cases' : noDataReason(figures.completeness);
}

export function hasValue(figures: IndicatorFigures): figures is ValuedFigures {
  return figures.state === 'figures' || figures.state === 'too-few';
}

/** '12 of 498', 'median of 498' */
export function countInWords(
  { kind }: Pick<Indicator, 'kind'>,
  { numerator, denominator }: Pick<ValuedFigures, 'numerator' | 'denominator'>,
): string {
  if (numerator !== null) return formatShare(numerator, denominator);
  return `${kind === 'duration' ? 'median of' : 'mean of'} ${formatCount(denominator)}`;
}
