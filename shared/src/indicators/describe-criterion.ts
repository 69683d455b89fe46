import type { EventKind } from '../domain/event.ts';
import type { PromInstrument, PromTimepoint } from '../domain/prom.ts';
import type { CategoryField, Criterion, EventPattern, FlagField, NumberField, Window } from './criterion.ts';

const FLAGS: Readonly<Record<FlagField, readonly [holds: string, doesNotHold: string]>> = {
  fusion: ['a fusion was done', 'no fusion was done'],
  laminectomy: ['a laminectomy was done', 'no laminectomy was done'],
  discectomy: ['a discectomy was done', 'no discectomy was done'],
  minimallyInvasive: ['the operation was minimally invasive', 'the operation was open'],
  instrumented: ['implants were used', 'no implants were used'],
  revision: ['the operation was a revision', 'the operation was a first one'],
  diabetes: ['the patient has diabetes', 'the patient has no diabetes'],
  smoker: ['the patient smokes', 'the patient does not smoke'],
  transfusion: ['blood was transfused', 'no blood was transfused'],
  traction: ['traction was tried first', 'traction was not tried first'],
  physiotherapy: ['physiotherapy was tried first', 'physiotherapy was not tried first'],
  injections: ['injections were tried first', 'injections were not tried first'],
  medication: ['medication was tried first', 'medication was not tried first'],
};

const CATEGORIES: Readonly<Record<CategoryField, string>> = {
  procedure: 'procedure',
  region: 'region of the spine',
  approach: 'approach',
  urgency: 'urgency',
  indication: 'indication',
  sex: 'sex',
  ageBand: 'age band',
  woundClass: 'wound class',
};

const NUMBERS: Readonly<Record<NumberField, readonly [name: string, unit: string]>> = {
  age: ['age', 'years'],
  bodyMassIndex: ['body mass index', 'kg/m²'],
  asaClass: ['ASA class', ''],
  levels: ['number of levels', ''],
  conservativeCareMonths: ['care without surgery beforehand', 'months'],
  walkingDistanceMetres: ['walking distance', 'metres'],
  durationMinutes: ['duration of the operation', 'minutes'],
  bloodLossMillilitres: ['blood loss', 'ml'],
  lengthOfStayNights: ['stay', 'nights'],
  firstWalkedDay: ['first walk', 'days after the operation'],
  strenuousActivityWeek: ['return to strenuous activity', 'weeks after the operation'],
};

const EVENTS: Readonly<Record<EventKind, string>> = {
  infection: 'infection',
  'nerve-root-injury': 'nerve-root injury',
  'dural-tear': 'dural tear',
  bleeding: 'excess bleeding or haematoma',
  'vessel-injury': 'blood vessel injury',
  'deep-vein-thrombosis': 'deep vein thrombosis',
  'pulmonary-embolism': 'pulmonary embolism',
  readmission: 'readmission',
  'return-to-theatre': 'return to theatre',
  death: 'death',
};

const INSTRUMENTS: Readonly<Record<PromInstrument, string>> = {
  odi: 'disability score (ODI)',
  'back-pain': 'back pain score',
  'leg-pain': 'leg pain score',
  'eq-5d': 'EQ-5D index',
};

const TIMEPOINTS: Readonly<Record<PromTimepoint, string>> = {
  baseline: 'baseline',
  'week-6': '6 weeks',
  'month-3': '3 months',
  'month-12': '12 months',
  'month-24': '24 months',
};

/** 'a, b or c' */
export function listInWords(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

export function describeEventKind(kind: EventKind): string {
  return EVENTS[kind];
}

export function describeScore(instrument: PromInstrument): string {
  return INSTRUMENTS[instrument];
}

export function describeTimepoint(timepoint: PromTimepoint): string {
  return TIMEPOINTS[timepoint];
}

export function describeMeasure(field: NumberField): string {
  return NUMBERS[field][0];
}

/** 'the stay is 3 nights' */
export function describeNumber(field: NumberField, value: number): string {
  const [name, unit] = NUMBERS[field];
  const [counted, after] = unit.split(' after ');
  if (value === 0 && counted === 'days' && after !== undefined)
    return `the ${name} is on the day of ${after}`;
  const fitting = value === 1 ? unit.replace(/^([a-z]+)s\b/, '$1') : unit;
  return `the ${name} is ${value}${fitting === '' ? '' : ` ${fitting}`}`;
}

export function describeWindow(window: Window): string {
  return `within ${window.days} days of the ${window.from}`;
}

/**
 * A criterion as an English clause that follows "cases in which …": 'a deep or organ-space infection is recorded
 * within 90 days of the operation'. An empty `all` reads 'every case'.
 */
export function describeCriterion(criterion: Criterion): string {
  return clause(criterion, true);
}

function clause(criterion: Criterion, holds: boolean): string {
  switch (criterion.kind) {
    case 'all':
      if (criterion.criteria.length === 0) return holds ? 'every case' : 'no case';
      return joined(criterion.criteria, holds, holds ? 'and' : 'or');
    case 'any':
      if (criterion.criteria.length === 0) return holds ? 'no case' : 'every case';
      return joined(criterion.criteria, holds, holds ? 'or' : 'and');
    case 'not':
      return clause(criterion.criterion, !holds);
    case 'is':
      return FLAGS[criterion.field][criterion.value === holds ? 0 : 1];
    case 'oneOf':
      return `the ${CATEGORIES[criterion.field]} is ${holds ? '' : 'not '}${listInWords(criterion.values.map(valueInWords), 'or')}`;
    case 'between':
      return range(criterion, holds);
    case 'present':
      return `the ${fieldInWords(criterion.field)} is ${holds ? '' : 'not '}reported`;
    case 'event':
      return event(criterion, holds);
    case 'improved':
      return `the ${INSTRUMENTS[criterion.instrument]} ${holds ? 'improved' : 'did not improve'} by ${criterion.by} points or more from baseline to ${TIMEPOINTS[criterion.at]}`;
    case 'answered':
      return `the ${INSTRUMENTS[criterion.instrument]} ${holds ? 'was' : 'was not'} answered at ${TIMEPOINTS[criterion.at]}`;
  }
}

function joined(criteria: readonly Criterion[], holds: boolean, conjunction: 'and' | 'or'): string {
  const clauses = criteria.map((criterion) => {
    const words = clause(criterion, holds);
    const mixed =
      criteria.length > 1 &&
      (criterion.kind === 'all' || criterion.kind === 'any' || criterion.kind === 'not');
    return mixed && / (?:and|or) /.test(words) ? `(${words})` : words;
  });
  return listInWords(clauses, conjunction);
}

function event(pattern: EventPattern, holds: boolean): string {
  const kinds = listInWords(
    pattern.kinds.map((kind) => EVENTS[kind]),
    'or',
  );
  const named = pattern.depths === undefined ? kinds : `${listInWords(pattern.depths, 'or')} ${kinds}`;
  const article = /^[aeiou]/.test(named) ? 'an' : 'a';
  const subject = holds ? `${article} ${named}` : `no ${named}`;
  return `${subject} is recorded${pattern.window === undefined ? '' : ` ${describeWindow(pattern.window)}`}`;
}

function range(criterion: Extract<Criterion, { kind: 'between' }>, holds: boolean): string {
  const [name, unit] = NUMBERS[criterion.field];
  const { from, to } = criterion;
  const withUnit = (text: string) => (unit === '' ? text : `${text} ${unit}`);
  const verb = `the ${name} is ${holds ? '' : 'not '}`;
  if (from !== undefined && to !== undefined) return `${verb}${withUnit(`${from} to ${to}`)}`;
  if (from !== undefined) return `${verb}${withUnit(`${from}`)} or more`;
  if (to !== undefined) return `${verb}${withUnit(`${to}`)} or less`;
  return `the ${name} is ${holds ? '' : 'not '}reported`;
}

function valueInWords(value: string): string {
  return /\d/.test(value) ? value : value.replaceAll('-', ' ');
}

function fieldInWords(field: FlagField | CategoryField | NumberField): string {
  if (field in NUMBERS) return NUMBERS[field as NumberField][0];
  if (field in CATEGORIES) return CATEGORIES[field as CategoryField];
  return field === 'minimallyInvasive' ? 'technique (minimally invasive or open)' : field;
}
