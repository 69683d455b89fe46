import type {
  ImportantChange,
  ProcedureRecovery,
  ReachedBy,
  RecoveryInstrument,
} from '@lamina/shared/contract/recovery.ts';
import type { PromInstrument, PromTimepoint } from '@lamina/shared/domain/prom.ts';
import { listInWords } from '@lamina/shared/indicators/describe-criterion.ts';
import { formatProportion } from '../../lib/format.ts';

/** Fewer answers than this are not put into a finding. */
const FEWEST_TO_NAME = 10;

export const INSTRUMENT_NAMES: Readonly<Record<PromInstrument, string>> = {
  odi: 'Disability (ODI)',
  'back-pain': 'Back pain',
  'leg-pain': 'Leg pain',
  'eq-5d': 'Health (EQ-5D)',
};

export const TIMEPOINT_NAMES: Readonly<Record<PromTimepoint, string>> = {
  baseline: 'before',
  'week-6': '6 wk',
  'month-3': '3 mo',
  'month-12': '12 mo',
  'month-24': '24 mo',
};

export function instrumentOf(
  { instruments }: ProcedureRecovery,
  instrument: PromInstrument,
): RecoveryInstrument | undefined {
  return instruments.find((entry) => entry.instrument === instrument);
}

/** '31.2' of an ODI or a pain score, '0.69' of an EQ-5D index. */
export function scoreInWords(score: number, instrument: PromInstrument): string {
  return score.toFixed(instrument === 'eq-5d' ? 2 : 1).replace('-', '−');
}

/** 'Disability (ODI) falls from 45.7 to 23.7 by 12 months after fusion, from … after laminectomy' */
export function scoreFinding(procedures: readonly ProcedureRecovery[], instrument: PromInstrument): string {
  const courses = procedures.flatMap((recovery) => {
    const points = instrumentOf(recovery, instrument)?.points ?? [];
    const before = points.find(({ timepoint }) => timepoint === 'baseline');
    const after = points.find(({ timepoint }) => timepoint === 'month-12');
    if (before === undefined || after === undefined || before.mean === null || after.mean === null) return [];
    if (Math.min(before.answered, after.answered) < FEWEST_TO_NAME) return [];
    return [
      `${scoreInWords(before.mean, instrument)} to ${scoreInWords(after.mean, instrument)} after ${recovery.procedure}`,
    ];
  });
  if (courses.length === 0) return `${INSTRUMENT_NAMES[instrument]}: too few answers at 12 months to tell`;
  return `${INSTRUMENT_NAMES[instrument]} by 12 months: from ${listInWords(courses, 'and')}`;
}

function shareInWords({ improved, pairs }: ImportantChange): string {
  return formatProportion(improved / pairs);
}

export function importantChangeFinding(procedures: readonly ProcedureRecovery[]): string {
  const shares = procedures.flatMap((recovery) => {
    const change = instrumentOf(recovery, 'odi')?.change;
    return change === undefined || change.pairs < FEWEST_TO_NAME
      ? []
      : [`${shareInWords(change)} after ${recovery.procedure}`];
  });
  return shares.length === 0
    ? 'Too few answers at 12 months to tell how many improved'
    : `Importantly less disabled at 12 months, of those who answered: ${listInWords(shares, 'and')}`;
}

/** What non-response leaves open, over all procedures shown. */
export function responseFinding(procedures: readonly ProcedureRecovery[]): string {
  const changes = procedures.flatMap((recovery) => instrumentOf(recovery, 'odi')?.change ?? []);
  const add = (value: (change: ImportantChange) => number) =>
    changes.reduce((sum, change) => sum + value(change), 0);
  const [asked, pairs, improved] = [
    add((one) => one.asked),
    add((one) => one.pairs),
    add((one) => one.improved),
  ];
  if (asked === 0) return 'Nobody has been asked about 12 months yet';
  return `${formatProportion(pairs / asked)} answered before and at 12 months: of all asked, between ${formatProportion(improved / asked)} and ${formatProportion((improved + asked - pairs) / asked)} improved`;
}

export function tippingInWords({ tippingPoint }: ImportantChange): string {
  if (tippingPoint === null) return 'nobody asked';
  if (tippingPoint.reached === 'always') return 'most improved, whatever the others say';
  if (tippingPoint.reached === 'never') return 'not most, whatever the others say';
  return `most, if ${formatProportion(tippingPoint.nonResponderShare ?? 0)} of the others improved`;
}

export function onFeetFinding(procedures: readonly ProcedureRecovery[]): string {
  const parts = reachedInWords(
    procedures.map(({ procedure, activeByWeek }) => ({
      procedure,
      reached: activeByWeek.find(({ by }) => by === 6),
    })),
  );
  return parts.length === 0
    ? 'Too few cases to tell how soon patients are on their feet'
    : `Back to strenuous activity by six weeks: ${listInWords(parts, 'and')}`;
}

/** 'Walked within a day: 95 % after fusion, …'; null where too few are reported. */
export function walkedInWords(procedures: readonly ProcedureRecovery[]): string | null {
  const parts = reachedInWords(
    procedures.map(({ procedure, walkedByDay }) => ({
      procedure,
      reached: walkedByDay.find(({ by }) => by === 1),
    })),
  );
  return parts.length === 0 ? null : `Walked within a day: ${listInWords(parts, 'and')}.`;
}

function reachedInWords(
  groups: readonly { readonly procedure: string; readonly reached: ReachedBy | undefined }[],
): string[] {
  return groups.flatMap(({ procedure, reached }) =>
    reached === undefined || reached.judged < FEWEST_TO_NAME
      ? []
      : [`${formatProportion(reached.reached / reached.judged)} after ${procedure}`],
  );
}
