import type { CaseJudgement, Indicator, WorkedExample } from '@lamina/shared/indicators/indicator.ts';
import { formatDate, formatFigure } from '../../lib/format.ts';

const NOT_COUNTED = {
  'not-applicable': 'Does not apply',
  excluded: 'Left out by definition',
  'not-yet-eligible': 'Not yet: follow-up not over',
  'not-reported': 'Cannot be judged: not reported',
  'follow-up-too-short': 'Cannot be judged: not followed for long enough',
} as const;

/** 'Deep infection on day 45', with the data cut-off where the example turns on it. */
export function exampleInWords({ title, cutOff }: WorkedExample): string {
  const sentence = title.charAt(0).toUpperCase() + title.slice(1);
  return cutOff === undefined ? sentence : `${sentence} (data up to ${formatDate(cutOff)})`;
}

/** 'Counts, with the event', '3 nights', 'Does not apply': what an indicator makes of a case. */
export function judgementInWords(indicator: Indicator, judgement: CaseJudgement): string {
  if (typeof judgement === 'string') return NOT_COUNTED[judgement];
  if (indicator.kind !== 'proportion') return `Counts with ${formatFigure(judgement, indicator.unit)}`;
  return judgement === 1 ? 'Counts: yes' : 'Counts: no';
}
