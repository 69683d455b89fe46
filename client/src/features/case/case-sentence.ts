import type { CaseOutput } from '@lamina/shared/contract/case.ts';
import { daysBetween } from '@lamina/shared/domain/period.ts';
import { describeEventKind, listInWords } from '@lamina/shared/indicators/describe-criterion.ts';
import { formatNights } from '../../lib/format.ts';

/** The course in one or two sentences: stay, what happened and when, or that nothing is recorded. */
export function courseInWords({ record, judgements }: CaseOutput): string {
  const { operationDate, dischargeDate, lengthOfStayNights: nights } = record;
  const stay =
    nights === null
      ? dischargeDate === null
        ? 'The stay is not reported'
        : 'Went home'
      : nights === 0
        ? 'Went home the same day'
        : `Stayed ${formatNights(nights)}`;
  const events = record.events
    .filter(({ presentAtSurgery }) => presentAtSurgery !== true)
    .map(({ kind, depth, onsetDate, onsetPrecision }) => {
      const named = depth === null ? describeEventKind(kind) : `${depth} ${describeEventKind(kind)}`;
      if (onsetDate === null || operationDate === null) return named;
      const day = daysBetween(operationDate, onsetDate);
      return `${named} ${onsetPrecision === 'day' ? 'on' : 'by'} day ${day}`;
    });
  const lookedFor = Object.keys(record.observed).filter((kind) => kind !== 'proms').length;
  const happened =
    events.length > 0
      ? listInWords(events, 'and')
      : lookedFor === 0
        ? 'the source does not look for events'
        : 'no event is recorded';
  const counts = judgements.filter(({ judgement }) => typeof judgement === 'number').length;
  return `${stay}; ${happened}. Counts in ${counts} of ${judgements.length} indicators.`;
}
