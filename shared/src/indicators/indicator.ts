import type { EventKind } from '../domain/event.ts';
import type { IsoDate } from '../domain/period.ts';
import type { PromInstrument, PromTimepoint } from '../domain/prom.ts';
import type { SurgicalCaseInput } from '../domain/surgical-case.ts';
import type { Criterion, NumberField, Window } from './criterion.ts';

export type IndicatorFamily = 'safety' | 'stay' | 'recovery' | 'patient-reported' | 'appropriateness';

/**
 * Why a case does not count in an indicator, in the order in which they are decided. The first two say that it should
 * not; the last three that it should but cannot be judged.
 */
export const NOT_COUNTED_REASONS = [
  'not-applicable',
  'excluded',
  'not-yet-eligible',
  'not-reported',
  'follow-up-too-short',
] as const;
export type NotCountedReason = (typeof NOT_COUNTED_REASONS)[number];

/** How an indicator judges one case: 1 event, 0 none, a number for durations and changes, or why it does not count. */
export type CaseJudgement = number | NotCountedReason;

export interface WorkedExample {
  readonly title: string;
  /** Only what matters: the rest is an elective one-level lumbar discectomy of 1 March 2024 with everything observed to the cut-off. */
  readonly surgicalCase: Partial<SurgicalCaseInput>;
  readonly cutOff?: IsoDate;
  readonly judgement: CaseJudgement;
}

/** The follow-up that a case must have had before it counts: the window elapsed at the data cut-off, and these kinds looked for throughout it. */
export interface FollowUp extends Partial<Window> {
  readonly observed: readonly (EventKind | 'proms')[];
}

interface IndicatorBasis {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly family: IndicatorFamily;
  /** What a surgeon would ask. */
  readonly question: string;
  readonly denominator: Criterion;
  readonly exclusions: readonly Criterion[];
  readonly improvement: 'increase' | 'decrease' | 'neutral';
  readonly followUp: FollowUp | null;
  /** Fewer judged cases than this are shown as too few. */
  readonly minimumDenominator: number;
  /** Name of the model in case-mix.ts that adjusts it, or null where adjusting would explain away what is measured or events are too few. Proportions only. */
  readonly caseMix: string | null;
  readonly chart: 'proportion' | 'rare-events' | 'distribution' | 'mean';
  readonly rationale: string;
  readonly reviewedOn: IsoDate;
  readonly nextReview: IsoDate;
  readonly examples: readonly [WorkedExample, WorkedExample, WorkedExample, ...WorkedExample[]];
}

/** Share of the judged cases in which the numerator holds. */
export interface ProportionIndicator extends IndicatorBasis {
  readonly kind: 'proportion';
  readonly unit: 'proportion';
  readonly numerator: Criterion;
}

/** A stay or another time in whole units, tallied as a histogram: median, means and shares all come from it. */
export interface DurationIndicator extends IndicatorBasis {
  readonly kind: 'duration';
  readonly unit: 'nights';
  readonly measure: NumberField;
}

/** Change of a score from baseline for the better (positive is better), tallied as a sum and a sum of squares. */
export interface MeanChangeIndicator extends IndicatorBasis {
  readonly kind: 'mean-change';
  readonly unit: 'points';
  readonly change: { readonly instrument: PromInstrument; readonly at: PromTimepoint };
}

export type Indicator = ProportionIndicator | DurationIndicator | MeanChangeIndicator;
