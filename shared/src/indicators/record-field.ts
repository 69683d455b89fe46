import { EVENT_KINDS, type EventKind } from '../domain/event.ts';
import type { PromInstrument, PromTimepoint } from '../domain/prom.ts';
import { getCaseMixModel } from './case-mix.ts';
import type { Covariate } from './case-mix-term.ts';
import { CATALOGUE } from './catalogue.ts';
import type { Criterion } from './criterion.ts';
import { describeEventKind, describeScore, describeTimepoint } from './describe-criterion.ts';
import type { Indicator } from './indicator.ts';

export type RecordFieldGroup =
  | 'Operation'
  | 'Patient'
  | 'Before surgery'
  | 'Stay and recovery'
  | 'Looked for afterwards'
  | 'Scores answered';

/** Something that a source may or may not report of a case. */
export interface RecordField {
  readonly id: string;
  readonly label: string;
  readonly group: RecordFieldGroup;
  readonly from:
    | { readonly kind: 'column'; readonly name: string }
    | { readonly kind: 'score'; readonly instrument: PromInstrument; readonly at: PromTimepoint };
  /** Days after the operation before which it cannot be complete: the longest window of an indicator that waits for it. */
  readonly knownAfterDays: number;
}

function columns(
  group: RecordFieldGroup,
  fields: readonly (readonly [id: string, label: string])[],
): RecordField[] {
  return fields.map(([id, label]) => ({
    id,
    label,
    group,
    from: { kind: 'column', name: id.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) },
    knownAfterDays: 0,
  }));
}

/** Weeks of recovery that the record asks for, in days. */
const RECOVERY_DAYS = 42;

/** Every field whose completeness is shown, in the order of the screen. */
export const RECORD_FIELDS: readonly RecordField[] = [
  ...columns('Operation', [
    ['operationDate', 'Day of the operation'],
    ['operatingSurgeonId', 'Operating surgeon'],
    ['region', 'Region of the spine'],
    ['levels', 'Levels'],
    ['approach', 'Approach'],
    ['minimallyInvasive', 'Open or minimally invasive'],
    ['instrumented', 'Implants'],
    ['revision', 'First operation or revision'],
    ['urgency', 'Urgency'],
    ['durationMinutes', 'Duration'],
    ['bloodLossMillilitres', 'Blood loss'],
    ['transfusion', 'Transfusion'],
    ['woundClass', 'Wound class'],
  ]),
  ...columns('Patient', [
    ['age', 'Age or age band'],
    ['sex', 'Sex'],
    ['bodyMassIndex', 'Body mass index'],
    ['asaClass', 'ASA class'],
    ['diabetes', 'Diabetes'],
    ['smoker', 'Smoking'],
    ['indication', 'Indication'],
  ]),
  ...columns('Before surgery', [
    ['conservativeCareMonths', 'Months of care without surgery'],
    ['traction', 'Traction'],
    ['physiotherapy', 'Physiotherapy'],
    ['injections', 'Injections'],
    ['medication', 'Medication'],
    ['walkingDistanceMetres', 'Walking distance'],
  ]),
  ...columns('Stay and recovery', [
    ['dischargeDate', 'Day of discharge'],
    ['lengthOfStayNights', 'Nights in hospital'],
    ['firstWalkedDay', 'First walk'],
    ['strenuousActivityWeek', 'Back at strenuous activity'],
  ]).map((field) =>
    field.id === 'strenuousActivityWeek' ? { ...field, knownAfterDays: RECOVERY_DAYS } : field,
  ),
  ...EVENT_KINDS.map((kind): RecordField => {
    const words = describeEventKind(kind);
    return {
      id: eventField(kind),
      label: words.charAt(0).toUpperCase() + words.slice(1),
      group: 'Looked for afterwards',
      from: { kind: 'column', name: `${kind.replaceAll('-', '_')}_observed_days` },
      knownAfterDays: longestWindow(kind),
    };
  }),
  ...scoreFields(),
];

/** Ids of the fields without which an indicator cannot judge a case, or reads it as something else. */
export function fieldsRead(indicator: Indicator): ReadonlySet<string> {
  const read = new Set<string>();
  for (const criterion of [indicator.denominator, ...indicator.exclusions]) collect(criterion, read);
  if (indicator.kind === 'proportion') collect(indicator.numerator, read);
  if (indicator.kind === 'duration') read.add(indicator.measure);
  if (indicator.kind === 'mean-change') addChange(indicator.change.instrument, indicator.change.at, read);
  const { followUp } = indicator;
  for (const kind of followUp?.observed ?? []) if (kind !== 'proms') read.add(eventField(kind));
  if (followUp?.days !== undefined) {
    read.add(followUp.from === 'discharge' ? 'dischargeDate' : 'operationDate');
  }
  return new Set([...read].filter((id) => KNOWN.has(id)));
}

/** Ids of the fields that the case-mix model of an indicator reads: a case that lacks one keeps its place, and counts as the level that its model declares. */
export function fieldsAdjustedFor({ caseMix }: Indicator): ReadonlySet<string> {
  if (caseMix === null) return new Set();
  return new Set(
    getCaseMixModel(caseMix).terms.map(({ covariate }) => COVARIATE_FIELDS[covariate] ?? covariate),
  );
}

const COVARIATE_FIELDS: Partial<Record<Covariate, string>> = {
  odiAtBaseline: scoreField('odi', 'baseline'),
  backPainAtBaseline: scoreField('back-pain', 'baseline'),
  legPainAtBaseline: scoreField('leg-pain', 'baseline'),
};

const KNOWN: ReadonlySet<string> = new Set(RECORD_FIELDS.map(({ id }) => id));

function eventField(kind: EventKind): string {
  return `looked-for-${kind}`;
}

function scoreField(instrument: PromInstrument, at: PromTimepoint): string {
  return `${instrument}-${at}`;
}

function longestWindow(kind: EventKind): number {
  const waiting = CATALOGUE.filter(({ followUp }) => followUp?.observed.includes(kind) === true);
  return Math.max(0, ...waiting.map(({ followUp }) => followUp?.days ?? 0));
}

/** The scores that an indicator reads, each once, by instrument and then in time. */
function scoreFields(): RecordField[] {
  const fields = new Map<string, RecordField>();
  for (const indicator of CATALOGUE) {
    for (const [instrument, at] of scoresOf(indicator)) {
      const id = scoreField(instrument, at);
      const name = `${describeScore(instrument)}, ${describeTimepoint(at)}`;
      fields.set(id, {
        id,
        label: name.charAt(0).toUpperCase() + name.slice(1),
        group: 'Scores answered',
        from: { kind: 'score', instrument, at },
        knownAfterDays: at === 'baseline' ? 0 : (indicator.followUp?.days ?? 0),
      });
    }
  }
  return [...fields.values()];
}

function scoresOf(indicator: Indicator): (readonly [PromInstrument, PromTimepoint])[] {
  if (indicator.kind === 'mean-change') {
    const { instrument, at } = indicator.change;
    return [
      [instrument, 'baseline'],
      [instrument, at],
    ];
  }
  if (indicator.kind !== 'proportion') return [];
  const { numerator } = indicator;
  if (numerator.kind === 'answered') return [[numerator.instrument, numerator.at]];
  if (numerator.kind !== 'improved') return [];
  return [
    [numerator.instrument, 'baseline'],
    [numerator.instrument, numerator.at],
  ];
}

function addChange(instrument: PromInstrument, at: PromTimepoint, read: Set<string>): void {
  read.add(scoreField(instrument, 'baseline'));
  read.add(scoreField(instrument, at));
}

function collect(criterion: Criterion, read: Set<string>): void {
  switch (criterion.kind) {
    case 'all':
    case 'any':
      for (const part of criterion.criteria) collect(part, read);
      return;
    case 'not':
      collect(criterion.criterion, read);
      return;
    case 'event':
      for (const kind of criterion.kinds) read.add(eventField(kind));
      return;
    case 'improved':
      addChange(criterion.instrument, criterion.at, read);
      return;
    case 'answered':
      read.add(scoreField(criterion.instrument, criterion.at));
      return;
    default:
      read.add(criterion.field === 'ageBand' ? 'age' : criterion.field);
  }
}
