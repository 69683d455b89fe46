import type { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import type { CaseCounted, CasesOutput } from '@lamina/shared/contract/cases.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { describeCriterion } from '@lamina/shared/indicators/describe-criterion.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { groupInWords } from '../../lib/case-group-words.ts';
import { formatCount } from '../../lib/format.ts';

const NOUNS: Readonly<Record<Procedure, readonly [one: string, many: string]>> = {
  fusion: ['fusion', 'fusions'],
  laminectomy: ['laminectomy', 'laminectomies'],
  discectomy: ['discectomy', 'discectomies'],
};

/** How each part of the cases is called in the chip and in the heading. */
export const COUNTED_IN_WORDS: Readonly<Record<CaseCounted, string>> = {
  numerator: 'yes',
  'not-numerator': 'no',
  denominator: 'all judged',
  'not-applicable': 'does not apply',
  excluded: 'left out by definition',
  'not-yet-eligible': 'follow-up not over at the data cut-off',
  'not-reported': 'not reported',
  'follow-up-too-short': 'not followed for long enough',
};

/** '31 cases', '1,642 fusions', '1 laminectomy' */
export function casesInWords(count: number, { procedures }: CaseFilter): string {
  const [procedure, ...others] = procedures ?? [];
  const nouns =
    procedure === undefined || others.length > 0 ? (['case', 'cases'] as const) : NOUNS[procedure];
  return `${formatCount(count)} ${count === 1 ? nouns[0] : nouns[1]}`;
}

export interface WhichCases {
  readonly filter: CaseFilter;
  readonly indicator: Indicator | undefined;
  readonly counted: CaseCounted;
  readonly group: CaseGroup | undefined;
  readonly counts: Pick<CasesOutput, 'total' | 'selected' | 'judged'>;
}

/** 'Wound or deep infection within 90 days: 31 cases, of 1,642 fusions judged': which cases the list holds. */
export function headingOf({ filter, indicator, counted, group, counts }: WhichCases): string {
  if (group !== undefined) {
    const { label, selection } = groupInWords(group);
    const about = indicator === undefined ? '' : `${indicator.name} (${COUNTED_IN_WORDS[counted]}). `;
    const cases = `${formatCount(counts.total)} ${counts.total === 1 ? 'case' : 'cases'}`;
    return `${about}${label}, ${selection}: ${cases}, of ${casesInWords(counts.selected, filter)}`;
  }
  if (indicator === undefined) return casesInWords(counts.selected, filter);
  const { total, selected, judged } = counts;
  if (indicator.kind === 'proportion' && (counted === 'numerator' || counted === 'not-numerator')) {
    const cases = `${formatCount(total)} ${total === 1 ? 'case' : 'cases'}${counted === 'numerator' ? '' : ' without it'}`;
    return `${indicator.name}: ${cases}, of ${casesInWords(judged ?? 0, filter)} judged`;
  }
  const of = `of ${casesInWords(selected, filter)}`;
  if (counted === 'numerator' || counted === 'not-numerator' || counted === 'denominator') {
    return `${indicator.name}: ${formatCount(total)} judged, ${of}`;
  }
  return `${indicator.name}: ${formatCount(total)} not counted (${COUNTED_IN_WORDS[counted]}), ${of}`;
}

/** What makes a case one of these, as a sentence; null where nothing but the filter does. */
export function meaningOf({ indicator, counted }: Pick<WhichCases, 'indicator' | 'counted'>): string | null {
  if (indicator === undefined) return null;
  switch (counted) {
    case 'numerator':
      return indicator.kind === 'proportion'
        ? `Cases in which ${describeCriterion(indicator.numerator)}, with the follow-up that this needs.`
        : MEANINGS.denominator;
    case 'not-numerator':
      return indicator.kind === 'proportion'
        ? `Cases that were judged and of which this is not so: ${describeCriterion(indicator.numerator)}.`
        : MEANINGS.denominator;
    default:
      return MEANINGS[counted];
  }
}

const MEANINGS: Readonly<Record<Exclude<CaseCounted, 'numerator' | 'not-numerator'>, string>> = {
  denominator:
    'Cases that the indicator is meant for, followed for long enough, with what it needs reported.',
  'not-applicable': 'Cases that the indicator is not meant for.',
  excluded: 'Cases that the definition leaves out.',
  'not-yet-eligible':
    'Cases whose follow-up window was still open at the data cut-off: they will count later.',
  'not-reported': 'Cases that should count, of which the source does not report what the indicator needs.',
  'follow-up-too-short': 'Cases that should count, but were not looked at throughout the follow-up window.',
};
