import type { CaseJudgement, Indicator, NotCountedReason } from '@lamina/shared/indicators/indicator.ts';
import { formatFigure } from './format.ts';

const REASONS: Readonly<Record<NotCountedReason, string>> = {
  'not-applicable': 'Does not apply',
  excluded: 'Left out',
  'not-yet-eligible': 'Not yet eligible',
  'not-reported': 'Not reported',
  'follow-up-too-short': 'Follow-up too short',
};

/** 'Yes', '3 nights', 'Does not apply': what an indicator makes of a case. */
export function judgementInWords({ kind, unit }: Indicator, judgement: CaseJudgement): string {
  if (typeof judgement !== 'number') return REASONS[judgement];
  if (kind === 'proportion') return judgement === 1 ? 'Yes' : 'No';
  return formatFigure(judgement, unit);
}
