import type { IndicatorFigures, Reference } from '@lamina/shared/contract/overview.ts';
import type { ColleagueBand, Detectable, OwnIndicator } from '@lamina/shared/contract/surgeon.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { VerdictTone } from '../../components/verdict-tone.ts';
import {
  formatAbout,
  formatCount,
  formatFigure,
  formatRange,
  formatRatio,
  formatShare,
} from '../../lib/format.ts';

export interface WordsWithTone {
  readonly tone: VerdictTone;
  readonly words: string;
}

/** Below this a comparison of surgeons is mostly noise; from it, customary for comparing (Adams 2009, RAND). */
const RELIABLE = 0.7;
const NEARLY_A_MULTIPLE = 0.15;

export function referenceOf({ references, comparison }: IndicatorFigures): Reference | undefined {
  return references.find(({ id }) => id === comparison?.referenceId);
}

/** The figures beside the reference; null where there is none to compare with. */
export function againstReference(indicator: Indicator, figures: IndicatorFigures): WordsWithTone | null {
  if (figures.state === 'no-data') return null;
  if (figures.state === 'too-few') {
    return {
      tone: 'untold',
      words: `Too few cases to tell: ${formatCount(figures.denominator)} judged, ${formatCount(indicator.minimumDenominator)} needed`,
    };
  }
  const reference = referenceOf(figures);
  if (reference === undefined || figures.comparison === null) return null;
  const range = formatRange(reference.low, reference.high, reference.unit);
  const { verdict, casesNeeded } = figures.comparison;
  if (verdict === 'too-few-to-tell') {
    const needed = casesNeeded === null ? '' : `: about ${formatAbout(casesNeeded)} cases would`;
    return { tone: 'untold', words: `Too few cases to tell from the reference ${range}${needed}` };
  }
  if (verdict === 'within') return { tone: 'within', words: `Within the reference ${range}` };
  const better = (indicator.improvement === 'increase') === (verdict === 'above');
  return {
    tone: indicator.improvement === 'neutral' ? 'outside' : better ? 'outside-better' : 'outside-worse',
    words: `${verdict === 'above' ? 'Above' : 'Below'} the reference ${range}`,
  };
}

/** The figures beside colleagues: what their middle 80 % is, and how much of a difference is more than chance. */
export function besideColleagues(indicator: Indicator, colleagues: ColleagueBand): string {
  if (colleagues.state === 'too-few-colleagues') {
    return `Colleagues not shown: ${formatCount(colleagues.colleagues)} others with enough cases, ${formatCount(colleagues.needed)} needed`;
  }
  const { low, high, own, reliability } = colleagues;
  const band = `Middle 80 % of ${formatCount(colleagues.colleagues)} colleagues: ${formatRange(low, high, indicator.unit)}`;
  if (own === null || reliability === null) return band;
  if (reliability < RELIABLE) return `${band}. Too few cases to be placed among them`;
  const place = own < low ? 'below' : own > high ? 'above' : 'within';
  return `${band}. Steadied, yours is ${formatFigure(own, indicator.unit)}: ${place} it`;
}

/** 'Reliability 0.23: differences at this caseload are mostly chance.' */
export function reliabilityInWords(colleagues: ColleagueBand): string | null {
  if (colleagues.state !== 'band' || colleagues.reliability === null) return null;
  const { reliability } = colleagues;
  const value = `Reliability ${formatRatio(reliability)}`;
  if (reliability === 0) return `${value}: surgeons differ here by no more than chance`;
  return reliability < RELIABLE
    ? `${value} at this caseload; ${formatRatio(RELIABLE)} is customary for a comparison`
    : `${value}: enough for a comparison`;
}

/** 'Your 43 cases can show a trebling (12 % or more) with 80 % power, hardly anything less, measured from 4 %, …' */
export function detectableInWords(
  { improvement, unit }: Indicator,
  { cases, baseline, baselineIs, rate, power }: Detectable,
): string {
  const from = `${formatFigure(baseline, unit)}, ${baselineIs === 'reference' ? 'the middle of the reference' : 'the rate of all surgeons here'}`;
  const yours = `Your ${formatCount(cases)} ${cases === 1 ? 'case' : 'cases'}`;
  if (rate === null) return `${yours} cannot show any difference from ${from}`;
  const chance = `with ${formatCount(power * 100)} % power`;
  if (improvement === 'increase') {
    return `${yours} can show a rate of ${formatFigure(rate, unit)} or less ${chance}, hardly a smaller fall, measured from ${from}`;
  }
  return `${yours} can show ${timesInWords(rate / baseline)} (${formatFigure(rate, unit)} or more) ${chance}, hardly anything less, measured from ${from}`;
}

function timesInWords(times: number): string {
  if (Math.abs(times - 2) < NEARLY_A_MULTIPLE) return 'a doubling';
  if (Math.abs(times - 3) < NEARLY_A_MULTIPLE) return 'a trebling';
  return `${times.toFixed(1)} times the rate`;
}

/** 'O/E 1.32 (0.61–2.50), 7 seen where 5.3 were expected' */
export function adjustedInWords({ adjusted }: OwnIndicator): string | null {
  if (adjusted.state === 'not-adjusted') return null;
  const { observed, expected } = adjusted;
  const counts = `${formatCount(observed)} seen where ${expected.toFixed(1)} were expected of this case mix`;
  if (adjusted.state === 'too-few-expected') return `${counts}: too few expected for a ratio`;
  const { ratio, ratioInterval } = adjusted;
  return `${counts}: O/E ${formatRatio(ratio)} (${formatRatio(ratioInterval.lower)}–${formatRatio(ratioInterval.upper)})`;
}

export function countInWords(
  { kind }: Indicator,
  figures: Exclude<IndicatorFigures, { state: 'no-data' }>,
): string {
  if (figures.numerator !== null) return formatShare(figures.numerator, figures.denominator);
  return `${kind === 'duration' ? 'median of' : 'mean of'} ${formatCount(figures.denominator)}`;
}

/** Why there is no figure, by the commonest reason. */
export function noDataInWords({ completeness }: IndicatorFigures): string {
  const reasons = [
    ['Not reported', completeness.notReported],
    ['Not followed for long enough', completeness.followUpTooShort],
    ['Follow-up not over at the data cut-off', completeness.notYetEligible],
    ['Left out by definition', completeness.excluded],
  ] as const;
  const [first] = reasons.toSorted(([, one], [, other]) => other - one);
  return first === undefined || first[1] === 0 ? 'No cases' : `${first[0]} (${formatCount(first[1])} cases)`;
}
