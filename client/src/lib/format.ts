import { dateInWords, quarterInWords } from '@lamina/shared/domain/period-in-words.ts';

export { dateInWords as formatDate, quarterInWords as formatQuarter };

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const NO_BREAK = '\u00a0';

export type FigureUnit = 'proportion' | 'nights' | 'points';

/** '1,642' */
export function formatCount(count: number): string {
  return whole.format(count);
}

/**
 * '0.25 %', '2.4 %', '34 %': two decimals under 1 %, so that a rare rate can be told from its reference, one under 20 %,
 * none above. Takes a proportion 0–1.
 */
export function formatProportion(proportion: number): string {
  const percent = proportion * 100;
  return `${fixed(percent, percentDecimals(percent))}${NO_BREAK}%`;
}

/**
 * '1.4–4.1 %', '2–3 %', '98.7–99.1 %': both ends with the decimals of the upper one, none where both are whole, and more where
 * they would read alike. Takes proportions 0–1.
 */
export function formatProportionRange(low: number, high: number): string {
  const decimals = isWhole(low * 100) && isWhole(high * 100) ? 0 : decimalsThatPart(low * 100, high * 100);
  return `${fixed(low * 100, decimals)}–${fixed(high * 100, decimals)}${NO_BREAK}%`;
}

/** '3 nights', '1 night', '2.5 nights' */
export function formatNights(nights: number): string {
  const text = upToOneDecimal(nights);
  return `${text}${NO_BREAK}${text === '1' ? 'night' : 'nights'}`;
}

/** '3.0 nights': means keep their decimal. */
export function formatMeanNights(nights: number): string {
  return `${fixed(nights, 1)}${NO_BREAK}nights`;
}

/** A value in its indicator's unit: a proportion 0–1, nights, or points of a score. */
export function formatFigure(value: number, unit: FigureUnit): string {
  if (unit === 'proportion') return formatProportion(value);
  if (unit === 'nights') return formatNights(value);
  return `${fixed(value, 1)}${NO_BREAK}points`;
}

/** '31.2', '44', '0.72': the score of one patient, with no more decimals than it has, at most two. */
export function formatScore(score: number): string {
  return String(Number(score.toFixed(2))).replace('-', '−');
}

/** '24 better', '6 worse', 'no change': a change of one patient's score, positive for the better. */
export function formatScoreChange(improvement: number): string {
  const size = formatScore(Math.abs(improvement));
  if (size === '0') return 'no change';
  return `${size} ${improvement > 0 ? 'better' : 'worse'}`;
}

/** A range in its indicator's unit; a range of one value is written as that value. */
export function formatRange(low: number, high: number, unit: FigureUnit): string {
  if (low === high) return formatFigure(low, unit);
  if (unit === 'proportion') return formatProportionRange(low, high);
  if (unit === 'nights') return `${upToOneDecimal(low)}–${upToOneDecimal(high)}${NO_BREAK}nights`;
  const separator = low < 0 || high < 0 ? ' to ' : '–';
  return `${fixed(low, 1)}${separator}${fixed(high, 1)}${NO_BREAK}points`;
}

/** '0–2.5 %': the ends of a scale, with no more decimals than they need. */
export function formatScale(minimum: number, maximum: number, unit: FigureUnit): string {
  const factor = unit === 'proportion' ? 100 : 1;
  const [low, high] = [minimum, maximum].map((end) => `${Number((end * factor).toPrecision(3))}`);
  const separator = minimum < 0 ? ' to ' : '–';
  return `${low?.replace('-', '−')}${separator}${high}${NO_BREAK}${unit === 'proportion' ? '%' : unit}`;
}

/** '1.5 %', '0 %': a tick of an axis, with no more decimals than it needs. */
export function formatTick(value: number, unit: FigureUnit): string {
  const scaled = Number((unit === 'proportion' ? value * 100 : value).toPrecision(3));
  return `${scaled}`.replace('-', '−') + (unit === 'proportion' ? `${NO_BREAK}%` : '');
}

/** '18,000' of 18,469: two leading digits, rounded up. */
export function formatAbout(count: number): string {
  const magnitude = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(count, 1))) - 1);
  return formatCount(Math.ceil(count / magnitude) * magnitude);
}

/** '95 %' of a confidence 0.95. */
export function formatConfidence(confidence: number): string {
  return `${upToOneDecimal(confidence * 100)}${NO_BREAK}%`;
}

/** '1.32': observed over expected. */
export function formatRatio(ratio: number): string {
  return fixed(ratio, 2);
}

/** 'p = 0.012', 'p < 0.001' */
export function formatPValue(pValue: number): string {
  return pValue < 0.001 ? 'p < 0.001' : `p = ${fixed(pValue, pValue < 0.1 ? 3 : 2)}`;
}

/** '12 of 498' */
export function formatShare(numerator: number, denominator: number): string {
  return `${formatCount(numerator)} of ${formatCount(denominator)}`;
}

/** '1 case', '1,642 cases' */
export function formatCases(cases: number): string {
  return `${formatCount(cases)} ${cases === 1 ? 'case' : 'cases'}`;
}

/** Every ISO date within a sentence as the reader sees dates. */
export function formatDatesIn(sentence: string): string {
  return sentence.replaceAll(/\d{4}-\d{2}-\d{2}/g, dateInWords);
}

function percentDecimals(percent: number): 0 | 1 | 2 {
  if (percent === 0) return 1;
  if (Number(percent.toFixed(2)) < 1) return 2;
  // 99.7 % must not read as all.
  const nearlyAll = percent >= 99.5 && percent < 100;
  return Number(percent.toFixed(1)) < 20 || nearlyAll ? 1 : 0;
}

const MOST_DECIMALS = 2;

/** As many decimals as the upper end has, or as it takes to tell the lower one from it. */
function decimalsThatPart(low: number, high: number): number {
  let decimals: number = percentDecimals(high);
  while (decimals < MOST_DECIMALS && fixed(low, decimals) === fixed(high, decimals)) decimals += 1;
  return decimals;
}

function isWhole(number: number): boolean {
  return Math.abs(number - Math.round(number)) < 1e-9;
}

/** With a true minus sign, and never '-0.0'. */
function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : text.replace('-', '−');
}

function upToOneDecimal(value: number): string {
  return fixed(value, Number.isInteger(Number(value.toFixed(1))) ? 0 : 1);
}

/** '+1.1 (+0.4 to +1.8)': a difference of two proportions in percentage points, with its limits. */
export function formatDifferenceWithin(difference: number, lower: number, upper: number): string {
  const decimals =
    Math.min(Math.abs(lower), Math.abs(upper)) * 100 < 1 && Math.abs(difference) < 0.01 ? 2 : 1;
  const words = [difference, lower, upper].map((value) => signed(value * 100, decimals));
  return `${words[0]} (${words[1]} to ${words[2]})`;
}

/** '−1.3 (−4.0 to +1.3) points': a difference of two means, with its limits. */
export function formatPointsWithin(difference: number, lower: number, upper: number): string {
  return `${signed(difference, 1)} (${signed(lower, 1)} to ${signed(upper, 1)})${NO_BREAK}points`;
}

/** '1.32 (1.05–1.66)' */
export function formatRatioWithin(ratio: number, lower: number, upper: number): string {
  return `${fixed(ratio, 2)} (${fixed(lower, 2)}–${fixed(upper, 2)})`;
}

function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return value > 0 && Number(value.toFixed(decimals)) !== 0 ? `+${text}` : text;
}
