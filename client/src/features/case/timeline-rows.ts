import type { CaseOutput, RecordedCase } from '@lamina/shared/contract/case.ts';
import { daysBetween, type IsoDate } from '@lamina/shared/domain/period.ts';
import {
  describeEventKind,
  describeTimepoint,
  listInWords,
} from '@lamina/shared/indicators/describe-criterion.ts';
import type { CaseTimelineProps, TimelineMark, TimelineRow } from '../../charts/case-timeline.tsx';
import { eventInWords } from '../../lib/event-in-words.ts';
import { formatCount, formatDate } from '../../lib/format.ts';
import { capitalised } from '../../lib/words.ts';

/** When a questionnaire is sent, in days after the operation: where an answer without a date is drawn. */
const TIMEPOINT_DAYS = {
  baseline: -1,
  'week-6': 42,
  'month-3': 91,
  'month-12': 365,
  'month-24': 730,
} as const;
const WEEK = 7;
/** Observation beyond two years is said, not drawn: it would leave no room for the first weeks. */
const LAST_DRAWN_DAY = 760;
const FIRST_MONTH = 30;

/** What the timeline draws; null where the source gives no operation date to count from. */
export function timelineOf({ record, cutOff }: CaseOutput): Omit<CaseTimelineProps, 'description'> | null {
  const { operationDate } = record;
  if (operationDate === null) return null;
  const dayOf = (date: IsoDate) => daysBetween(operationDate, date);
  const rows = [
    stayRow(record, dayOf),
    ...eventRows(record, dayOf),
    recoveryRow(record),
    answersRow(record, dayOf),
  ]
    .filter((row) => row !== null)
    .concat(lookedForRow(record) ?? []);
  const days = rows.flatMap(({ span, marks }) => [
    ...(span === null ? [] : [span.from, span.to]),
    ...marks.map(({ day }) => day),
  ]);
  const lastDay = Math.max(FIRST_MONTH, ...days);
  const cutOffDay = cutOff === null ? null : dayOf(cutOff);
  return {
    rows,
    firstDay: Math.min(0, ...days),
    lastDay,
    cutOff:
      cutOff === null || cutOffDay === null || cutOffDay > lastDay
        ? null
        : { day: cutOffDay, words: `data end ${formatDate(cutOff)}` },
  };
}

function stayRow(record: RecordedCase, dayOf: (date: IsoDate) => number): TimelineRow {
  const { admissionDate, dischargeDate, operationDate } = record;
  const from = admissionDate === null ? 0 : dayOf(admissionDate);
  const to = dischargeDate === null ? null : dayOf(dischargeDate);
  const operation: TimelineMark = {
    day: 0,
    label: '',
    words: `Operation, ${formatDate(operationDate ?? '')}`,
    shape: 'operation',
  };
  const home: TimelineMark[] =
    dischargeDate === null || to === null
      ? []
      : [
          {
            day: to,
            label: `home on day ${to}`,
            words: `Discharge, ${formatDate(dischargeDate)}`,
            shape: 'step',
          },
        ];
  return {
    label: 'In hospital',
    span:
      to === null
        ? null
        : {
            from,
            to,
            kind: 'stay',
            words: `${admissionDate === null ? '' : formatDate(admissionDate)} – ${dischargeDate === null ? '' : formatDate(dischargeDate)}`,
          },
    marks: [operation, ...home],
  };
}

/** A row a kind of event; events without a day cannot be drawn and stand in the record below. */
function eventRows(record: RecordedCase, dayOf: (date: IsoDate) => number): TimelineRow[] {
  const dated = record.events.filter((event) => event.onsetDate !== null);
  return [...Map.groupBy(dated, ({ kind }) => kind)].map(([kind, events]) => ({
    label: capitalised(describeEventKind(kind)),
    span: null,
    marks: events
      .map((event): TimelineMark => {
        const day = dayOf(event.onsetDate ?? '');
        return {
          day,
          label: `${event.onsetPrecision === 'day' ? '' : 'by '}day ${day}`,
          words: eventInWords(event),
          shape: event.onsetPrecision === 'day' ? 'event' : 'uncertain',
        };
      })
      .toSorted((one, other) => one.day - other.day),
  }));
}

function recoveryRow({ firstWalkedDay, strenuousActivityWeek }: RecordedCase): TimelineRow | null {
  if (firstWalkedDay === null && strenuousActivityWeek === null) return null;
  return {
    label: 'On their feet',
    span: null,
    marks: [
      ...(firstWalkedDay === null
        ? []
        : [
            {
              day: firstWalkedDay,
              label: 'walked',
              words: `First walk on day ${firstWalkedDay}`,
              shape: 'step' as const,
            },
          ]),
      ...(strenuousActivityWeek === null
        ? []
        : [
            {
              day: strenuousActivityWeek * WEEK,
              label: 'active again',
              words: `Back at strenuous activity in week ${strenuousActivityWeek}`,
              shape: 'step' as const,
            },
          ]),
    ],
  };
}

function answersRow(record: RecordedCase, dayOf: (date: IsoDate) => number): TimelineRow | null {
  if (record.proms.length === 0) return null;
  const marks = [...Map.groupBy(record.proms, ({ timepoint }) => timepoint)].map(
    ([timepoint, answers]): TimelineMark => {
      const answeredOn = answers.find((answer) => answer.answeredOn !== null)?.answeredOn ?? null;
      return {
        day: answeredOn === null ? TIMEPOINT_DAYS[timepoint] : dayOf(answeredOn),
        label: describeTimepoint(timepoint),
        words: `Questionnaires at ${describeTimepoint(timepoint)}${answeredOn === null ? ', day not reported' : `, ${formatDate(answeredOn)}`}`,
        shape: 'answer',
      };
    },
  );
  return {
    label: 'Questionnaires',
    span: null,
    marks: marks.toSorted((one, other) => one.day - other.day),
  };
}

/** How long events were looked for: the longest stretch, the kinds of each in words. */
function lookedForRow({ observed }: RecordedCase): TimelineRow | null {
  const stretches = [...Map.groupBy(Object.entries(observed), ([, days]) => days)];
  if (stretches.length === 0) return null;
  const longest = Math.max(...stretches.map(([days]) => days));
  const words = stretches.map(
    ([days, kinds]) =>
      `${listInWords(
        kinds.map(([kind]) => (kind === 'proms' ? 'patient-reported scores' : kind.replaceAll('-', ' '))),
        'and',
      )} through day ${days}`,
  );
  return {
    label: 'Looked for events',
    span: { from: 0, to: Math.min(longest, LAST_DRAWN_DAY), kind: 'looked-for', words: words.join('; ') },
    marks: [
      {
        day: Math.min(longest, LAST_DRAWN_DAY),
        label: `to day ${formatCount(longest)}`,
        words: words.join('; '),
        shape: longest > LAST_DRAWN_DAY ? 'beyond' : 'end',
      },
    ],
  };
}
