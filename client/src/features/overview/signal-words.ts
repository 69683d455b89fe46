import type {
  ChangeSignal,
  Level,
  OutsideSignal,
  SignalsOutput,
  TooSmall,
} from '@lamina/shared/contract/signals.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { listInWords } from '@lamina/shared/indicators/describe-criterion.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { formatAbout, formatCount, formatFigure, formatMeanNights, formatShare } from '../../lib/format.ts';
import { subjectInWords } from '../../lib/subject.ts';

export type Signal = ChangeSignal | OutsideSignal;

/** 'Deep infection after fusion at St. X', 'Dural tear, Surgeon S0027', 'Nights after fusion' of all together. */
export function subjectOf({ indicatorId, procedure, of }: Signal): string {
  const subject = subjectInWords(getIndicator(indicatorId), procedure);
  if (of.by === 'all') return subject;
  return of.by === 'hospital' ? `${subject} at ${of.name}` : `${subject}, ${of.name}`;
}

/** 'rose from Jul 2024: 4.1 % (12 of 290) against 1.2 % (8 of 671) before' */
export function changeInWords({ indicatorId, direction, since, level, before }: ChangeSignal): string {
  const indicator = getIndicator(indicatorId);
  return `${direction} from ${monthOf(since)}: ${levelInWords(indicator, level)} against ${levelInWords(indicator, before)} before`;
}

/**
 * '9.4 % (65 of 688), where 24.2 were expected of this case mix; 3.7 % over all', after 'since Apr 2025: ' where it is not of the whole
 * period.
 */
export function positionInWords(signal: OutsideSignal): string {
  const words = levelBesideOthers(signal);
  return signal.since === null ? words : `since ${monthOf(signal.since)}: ${words}`;
}

function levelBesideOthers({ indicatorId, level, expected, against, adjusted }: OutsideSignal): string {
  const indicator = getIndicator(indicatorId);
  const over = `${figureInWords(indicator, against)} over all`;
  if (expected === null) return `${levelInWords(indicator, level)}; ${over}`;
  const basis = adjusted ? 'this case mix' : 'these procedures';
  return `${levelInWords(indicator, level)}, where ${expectedInWords(expected)} were expected of ${basis}; ${over}`;
}

/** 'Also: infection 30 d.' or nothing. */
export function alsoInWords({ also, indicatorId, procedure }: Signal): string | null {
  if (also.length === 0) return null;
  const named = also.map((other) => {
    const words = subjectInWords(getIndicator(other.indicatorId), other.procedure);
    return other.indicatorId === indicatorId && other.procedure === null && procedure !== null
      ? 'all procedures together'
      : words;
  });
  return `Also: ${listInWords(named, 'and')}`;
}

/** The first sentence of the screen. */
export function signalsHeadline({ changed, outside }: SignalsOutput): string {
  if (changed.length + outside.length === 0) {
    return 'Nothing changed and nobody differs beyond chance, as far as these cases can tell.';
  }
  const worse = [...changed, ...outside].filter(({ meaning }) => meaning === 'concern').length;
  const changes =
    changed.length === 0
      ? 'Nothing changed beyond chance'
      : `${formatCount(changed.length)} ${changed.length === 1 ? 'figure' : 'figures'} changed beyond chance`;
  const positions =
    outside.length === 0
      ? 'no hospital or surgeon differs'
      : `${formatCount(outside.length)} ${outside.length === 1 ? 'figure of a hospital or surgeon differs' : 'figures of hospitals or surgeons differ'}`;
  const sides =
    worse === 0 ? 'none away from what is hoped for' : `${formatCount(worse)} away from what is hoped for`;
  return `${changes}, ${positions}: ${sides}.`;
}

const NAMED_AT_MOST = 3;

/** What even a trebled rate would not show here, with the caseload that would; null where everything can be told. */
export function tooSmallInWords(tooSmall: readonly TooSmall[]): string | null {
  const lines = (['hospital', 'surgeon'] as const).flatMap((by) => {
    const own = tooSmall.filter((one) => one.by === by && one.untold * 2 >= one.providers);
    if (own.length === 0) return [];
    const named = own
      .toSorted((one, other) => one.casesNeeded - other.casesNeeded)
      .slice(0, NAMED_AT_MOST)
      .map(
        ({ indicatorId, casesNeeded }) =>
          `${lowered(getIndicator(indicatorId).shortName)} (needs about ${formatAbout(casesNeeded)} cases)`,
      );
    const more = own.length > NAMED_AT_MOST ? [`${formatCount(own.length - NAMED_AT_MOST)} more`] : [];
    return [`of most ${by}s in ${listInWords([...named, ...more], 'and')}`];
  });
  return lines.length === 0 ? null : `Too few cases to show even a tripled rate: ${lines.join('; ')}.`;
}

/** How the lists came about, and how many of them chance alone would put there. */
export function controlInWords({ control }: SignalsOutput): string {
  const percent = formatCount(control.falseDiscoveryRate * 100);
  const comparisons = `${formatCount(control.changedComparisons)} trends and ${formatCount(control.outsideComparisons)} comparisons with others`;
  return `Chosen from ${comparisons}: at most ${percent}\u00a0% of what is listed is expected to be chance; where nothing differed, one list in ${formatCount(1 / control.falseDiscoveryRate)} would have an entry. A CUSUM in Trend watches one trend by itself and so alarms more often; limits are not re-based here.`;
}

/** 'Jul 2024' of '2024-07-01' */
function monthOf(day: string): string {
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

function levelInWords(indicator: Indicator, level: Level): string {
  const figure = figureInWords(indicator, level);
  return level.numerator === null
    ? `${figure} (mean of ${formatCount(level.denominator)})`
    : `${figure} (${formatShare(level.numerator, level.denominator)})`;
}

function figureInWords({ unit }: Indicator, { value }: Level): string {
  return unit === 'nights' ? formatMeanNights(value) : formatFigure(value, unit);
}

function expectedInWords(expected: number): string {
  return expected < 100 ? expected.toFixed(1) : formatCount(Math.round(expected));
}

function lowered(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
