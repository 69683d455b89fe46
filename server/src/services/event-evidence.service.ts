import type { RecordedCase } from '@lamina/shared/contract/case.ts';
import { daysBetween, type IsoDate } from '@lamina/shared/domain/period.ts';
import type { CaseEvent } from '@lamina/shared/domain/surgical-case.ts';
import type { EventPattern, Window } from '@lamina/shared/indicators/criterion.ts';
import {
  describeCriterion,
  describeEventKind,
  listInWords,
} from '@lamina/shared/indicators/describe-criterion.ts';

/** One recorded event held against a pattern: 'no' and 'maybe' with the reason. */
type Match =
  | { readonly matches: 'yes'; readonly words: string }
  | { readonly matches: 'maybe' | 'no'; readonly words: string };

/** Whether a matching event is recorded, may be, or is not, and which events say so. */
export function weighEvents(
  pattern: EventPattern,
  record: RecordedCase,
): { readonly truth: boolean | 'unknown'; readonly because: string } {
  const matches = record.events
    .filter(({ kind }) => pattern.kinds.includes(kind))
    .map((event) => matchOf(event, pattern, record));
  const wordsOf = (kind: Match['matches']) =>
    matches.filter((match) => match.matches === kind).map(({ words }) => words);
  const [yes] = wordsOf('yes');
  if (yes !== undefined) return { truth: true, because: yes };
  const maybe = wordsOf('maybe');
  if (maybe.length > 0) return { truth: 'unknown', because: listInWords(maybe, 'and') };
  const none = describeCriterion({ kind: 'not', criterion: { kind: 'event', ...pattern } });
  return { truth: false, because: listInWords([none, ...wordsOf('no')], 'and') };
}

function matchOf(event: CaseEvent, { depths, window }: EventPattern, record: RecordedCase): Match {
  const kind = describeEventKind(event.kind);
  const named = event.depth === null ? kind : `${event.depth} ${kind}`;
  const recorded = `${/^[aeiou]/.test(named) ? 'an' : 'a'} ${named}`;
  if (event.presentAtSurgery === true) {
    return { matches: 'no', words: `${recorded} was present at surgery already` };
  }
  const otherDepth = depths !== undefined && event.depth !== null && !depths.includes(event.depth);
  if (otherDepth) return { matches: 'no', words: `${recorded} is of another depth` };
  const depthUnknown = depths !== undefined && event.depth === null;
  if (window === undefined) {
    return depthUnknown
      ? { matches: 'maybe', words: `${recorded} is recorded without its depth` }
      : {
          matches: 'yes',
          words: `${recorded} is recorded${event.onsetDate === null ? '' : ` on ${event.onsetDate}`}`,
        };
  }
  const start = window.from === 'operation' ? record.operationDate : record.dischargeDate;
  const onset = onsetOf(event, start, window.from);
  const limit = `the window of ${window.days} days`;
  if (onset !== null && onset.day > window.days) {
    return event.onsetPrecision === 'day'
      ? { matches: 'no', words: `${recorded} ${onset.words} is after ${limit}` }
      : { matches: 'maybe', words: `${recorded} ${onset.words} may or may not lie within ${limit}` };
  }
  if (depthUnknown) return { matches: 'maybe', words: `${recorded} is recorded without its depth` };
  if (onset === null) return { matches: 'maybe', words: `${recorded} is recorded without its day` };
  return { matches: 'yes', words: `${recorded} ${onset.words}, within ${limit}` };
}

function onsetOf(
  { onsetDate, onsetPrecision }: CaseEvent,
  start: IsoDate | null,
  from: Window['from'],
): { readonly day: number; readonly words: string } | null {
  if (onsetDate === null || start === null) return null;
  const day = daysBetween(start, onsetDate);
  const precision = onsetPrecision === 'day' ? 'on' : 'at the latest on';
  const since = from === 'discharge' ? ' after discharge' : '';
  return { day, words: `${precision} day ${day}${since} (${onsetDate})` };
}
