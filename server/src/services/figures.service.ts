import type {
  Comparison,
  Completeness,
  IndicatorFigures,
  Interval,
  Reference,
} from '@lamina/shared/contract/overview.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { casesToTell, rangeVerdict } from '@lamina/shared/statistics/comparison.ts';
import { wilsonInterval } from '@lamina/shared/statistics/intervals.ts';
import { meanIntervalOfSums } from '@lamina/shared/statistics/stay.ts';
import type { PublishedReference } from '../repositories/reference.repository.ts';
import type { IndicatorTally } from '../tally/tally.ts';
import { CONFIDENCE, intervalOf, proportionOf } from './interval.service.ts';
import { medianStayOf, stayFiguresOf } from './stay-figures.service.ts';

/** One indicator's figures without its course over time. */
export type PointFigures = FiguresOfCases<Completeness>;

/** The same, with what is known of the cases that were not judged. */
type FiguresOfCases<Known extends Completeness | null> = (
  | Omit<Extract<IndicatorFigures, { state: 'no-data' }>, 'quarters' | 'completeness'>
  | Omit<Extract<IndicatorFigures, { state: 'figures' | 'too-few' }>, 'quarters' | 'completeness'>
) & { readonly completeness: Known };

/**
 * What a tally says about an indicator: its value, interval, completeness and the comparison with the chosen reference.
 * Screens and `lamina rates` both come through here, so that they agree to the last digit. `procedure` is null where
 * several procedures are counted together: references of one procedure then do not apply.
 */
export function figuresOf(
  indicator: Indicator,
  tally: IndicatorTally,
  procedure: Procedure | null,
  references: readonly PublishedReference[],
  chosenReferenceId?: string,
): PointFigures {
  const estimate = estimateOf(tally);
  const numerator = tally.kind === 'proportion' ? tally.numerator : null;
  const counted =
    estimate === undefined ? undefined : { ...estimate, numerator, denominator: tally.denominator };
  const applicable = referencesFor(indicator, procedure, references);
  return figuresOfEstimate(indicator, counted, completenessOf(tally), applicable, chosenReferenceId);
}

/** The same of an estimate that was made before, undefined where no case was judged. */
export function figuresOfEstimate<Known extends Completeness | null>(
  indicator: Indicator,
  estimate: CountedEstimate | undefined,
  completeness: Known,
  references: Reference[],
  chosenReferenceId?: string,
): FiguresOfCases<Known> {
  const basis = { indicatorId: indicator.id, completeness, references };
  if (estimate === undefined) return { ...basis, state: 'no-data', comparison: null };
  const { value, numerator, denominator, interval } = estimate;
  const enough = denominator >= indicator.minimumDenominator;
  return {
    ...basis,
    state: enough ? 'figures' : 'too-few',
    value,
    numerator,
    denominator,
    interval,
    comparison: enough ? compare(indicator, estimate, references, chosenReferenceId) : null,
  };
}

export interface Estimate {
  readonly value: number;
  readonly interval: Interval | null;
}

interface CountedEstimate extends Estimate {
  readonly numerator: number | null;
  readonly denominator: number;
}

/** The value alone, as in a course over time, without the interval that takes longest; null where no case was judged. */
export function valueOfTally(tally: IndicatorTally): number | null {
  const { denominator } = tally;
  if (denominator === 0) return null;
  switch (tally.kind) {
    case 'proportion':
      return tally.numerator / denominator;
    case 'duration':
      return medianStayOf(tally);
    case 'mean-change':
      return tally.sum / denominator;
  }
}

/** The value with its interval; undefined where no case was judged. */
export function estimateOf(tally: IndicatorTally): Estimate | undefined {
  switch (tally.kind) {
    case 'proportion':
      return proportionOf(tally.numerator, tally.denominator);
    case 'duration': {
      const stay = stayFiguresOf(tally);
      return stay === null ? undefined : { value: stay.median, interval: stay.medianInterval };
    }
    case 'mean-change': {
      const mean = meanIntervalOfSums(tally.denominator, tally.sum, tally.sumOfSquares, CONFIDENCE);
      if (mean.kind === 'not-computable') return undefined;
      return { value: mean.mean, interval: intervalOf(mean.lowerLimit, mean.upperLimit, 'Student’s t') };
    }
  }
}

export function completenessOf({ denominator: judged, notCounted }: IndicatorTally): Completeness {
  const {
    'not-applicable': notApplicable,
    excluded,
    'not-yet-eligible': notYetEligible,
    'not-reported': notReported,
    'follow-up-too-short': followUpTooShort,
  } = notCounted;
  const cases = judged + notApplicable + excluded + notYetEligible + notReported + followUpTooShort;
  return { cases, judged, notApplicable, excluded, notYetEligible, notReported, followUpTooShort };
}

/** Those that share the definition of an indicator, or may be read beside it; of one procedure only where it is known to be the only one. */
export function referencesFor(
  { id }: Indicator,
  procedure: Procedure | null,
  references: readonly PublishedReference[],
): Reference[] {
  return references
    .filter((reference) => reference.comparableWith.includes(id) || reference.shownBeside.includes(id))
    .filter(({ procedures }) => procedures === null || (procedure !== null && procedures.includes(procedure)))
    .map((reference) => {
      const comparable = reference.comparableWith.includes(id);
      const { low, high, unit, label, population, definition, period, citation, address, note } = reference;
      return {
        id: reference.id,
        indicatorId: id,
        procedure,
        low,
        high,
        unit,
        label,
        population,
        definition,
        period,
        citation,
        address,
        isDefault: reference.defaultFor.includes(id),
        comparable,
        comparabilityNote: comparable ? null : note,
      };
    });
}

function compare(
  { kind }: Indicator,
  { value, interval }: Estimate,
  references: readonly Reference[],
  chosenReferenceId: string | undefined,
): Comparison | null {
  const comparable = references.filter((reference) => reference.comparable);
  const reference =
    comparable.find(({ id }) => id === chosenReferenceId) ?? comparable.find(({ isDefault }) => isDefault);
  if (reference === undefined || interval === null) return null;
  const result = rangeVerdict(interval, reference);
  if (result.kind === 'not-computable') return null;
  const asksForCases = result.verdict === 'too-few-to-tell' && kind === 'proportion';
  const needed = asksForCases
    ? casesToTell(value, reference, (numerator, denominator) =>
        wilsonInterval(numerator, denominator, CONFIDENCE),
      )
    : undefined;
  return {
    referenceId: reference.id,
    verdict: result.verdict,
    casesNeeded: needed?.kind === 'computed' ? needed.cases : null,
  };
}
