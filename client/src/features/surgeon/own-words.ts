import type { ColleagueBand, Detectable, OwnIndicator } from '@lamina/shared/contract/surgeon.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { formatCount, formatFigure, formatRange, formatRatio } from '../../lib/format.ts';

/** Below this a comparison of surgeons is mostly noise; from it, customary for comparing (Adams 2009, RAND). */
const RELIABLE = 0.7;
const NEARLY_A_MULTIPLE = 0.15;
/** A rise that is smaller than this is said as a rate: of a rate that is high already hardly anything is left to multiply. */
const LEAST_MULTIPLE = 1.15;

/** The figures beside colleagues: what their middle part is, and how much of a difference is more than chance. */
export function besideColleagues(indicator: Indicator, colleagues: ColleagueBand): string {
  if (colleagues.state === 'too-few-colleagues') {
    return `Colleagues not shown: ${formatCount(colleagues.colleagues)} others with enough cases, ${formatCount(colleagues.needed)} needed`;
  }
  if (colleagues.state === 'suppressed') return 'Colleagues hidden: small numbers';
  const { low, high, own, reliability, percentiles } = colleagues;
  const band = `Middle ${percentiles[1] - percentiles[0]} % of ${formatCount(colleagues.colleagues)} colleagues: ${formatRange(low, high, indicator.unit)}`;
  if (own === null || reliability === null) return band;
  if (reliability < RELIABLE) return `${band}. Too few cases to be placed among them`;
  const place = own < low ? 'below' : own > high ? 'above' : 'within';
  return `${band}. Steadied, yours is ${formatFigure(own, indicator.unit)}: ${place} it`;
}

/** Which percentiles of colleagues the reader is told: the same for every indicator; null where none is told. */
export function percentilesTold(indicators: readonly OwnIndicator[]): readonly [number, number] | null {
  const bands = indicators.flatMap(({ colleagues }) => (colleagues.state === 'band' ? [colleagues] : []));
  return bands[0]?.percentiles ?? null;
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
  const times = rate / baseline;
  if (times < LEAST_MULTIPLE) {
    return `${yours} can show a rate of ${formatFigure(rate, unit)} or more ${chance}, hardly a smaller rise, measured from ${from}`;
  }
  return `${yours} can show ${timesInWords(times)} (${formatFigure(rate, unit)} or more) ${chance}, hardly anything less, measured from ${from}`;
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
