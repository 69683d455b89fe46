import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { type Calendar, calendarOf, comparePeriods, type Period } from './calendar.ts';
import { type Codes, codesFor, Dictionary, sortedBy } from './codes.ts';
import { type Outcome, REASON_CODES, totalsByPeriod, totalsByRow } from './outcome.ts';
import { CLOSED_DIMENSIONS, CLOSED_NAMES, type PackedFact } from './packed-facts.ts';
import { risksOf } from './risks.ts';
import { runsOf } from './runs.ts';
import type { Column, ColumnName, Snapshot } from './snapshot.ts';

/** Stands in a dictionary of values for a case that has none. */
const NO_VALUE = '';
/** Follows a value that the source gives as "at least". */
const AT_LEAST = '+';

/** Takes the facts of a known number of cases, in any order, and makes a snapshot of them. */
export class SnapshotBuilder {
  readonly #catalogue: readonly Indicator[];
  readonly #cases: number;
  /** As packed: the closed dimensions, then the indicators. */
  readonly #packed: readonly Uint8Array<ArrayBuffer>[];
  readonly #sources: Dictionary<string>;
  readonly #hospitals: Dictionary<number>;
  readonly #surgeons: Dictionary<number | null>;
  readonly #assisting: Dictionary<number | null>;
  readonly #responsible: Dictionary<number | null>;
  /** First and last day, with a space between. */
  readonly #periods: Dictionary<string>;
  /** Of the indicators that are no proportions. */
  readonly #values: readonly Dictionary<string>[];
  /** By adjusted indicator, in the order of the facts' risks. */
  readonly #risks: ReadonlyMap<string, Float32Array<ArrayBuffer>>;
  #row = 0;

  constructor(catalogue: readonly Indicator[], adjusted: readonly string[], cases: number) {
    const length = CLOSED_NAMES.length + catalogue.length;
    this.#catalogue = catalogue;
    this.#cases = cases;
    this.#packed = Array.from({ length }, () => new Uint8Array(cases));
    this.#sources = new Dictionary(cases);
    this.#hospitals = new Dictionary(cases);
    this.#surgeons = new Dictionary(cases);
    this.#assisting = new Dictionary(cases);
    this.#responsible = new Dictionary(cases);
    this.#periods = new Dictionary(cases);
    this.#values = catalogue.filter(({ kind }) => kind !== 'proportion').map(() => new Dictionary(cases));
    this.#risks = new Map(adjusted.map((id) => [id, new Float32Array(cases)]));
  }

  /** Throws when the fact has a value that its dimension does not know. */
  add(fact: PackedFact): void {
    const row = this.#row;
    const { packed, period_start: start } = fact;
    this.#packed.forEach((codes, index) => {
      const code = packed.charCodeAt(index) - 1;
      if (!(code >= 0)) throw new Error(`Case ${fact.case_id} has an unknown value in the outcome facts.`);
      codes[row] = code;
    });
    this.#sources.set(row, fact.source);
    this.#hospitals.set(row, fact.hospital);
    this.#surgeons.set(row, fact.surgeon);
    this.#assisting.set(row, fact.surgeon_assisting);
    this.#responsible.set(row, fact.surgeon_responsible);
    this.#periods.set(row, fact.period_end === null ? start : `${start} ${fact.period_end}`);
    const suffix = packed.charCodeAt(this.#packed.length) > 1 ? AT_LEAST : '';
    this.#values.forEach((dictionary, index) => {
      const value = fact[`value_${index}`] ?? null;
      dictionary.set(row, value === null ? NO_VALUE : `${value}${suffix}`);
    });
    let index = 0;
    for (const risks of this.#risks.values()) risks[row] = fact[`risk_${index++}`] ?? 0;
    this.#row = row + 1;
  }

  /** Throws when not as many facts came as were announced. */
  finish(version: string): Snapshot {
    if (this.#row !== this.#cases) throw new Error(`Expected ${this.#cases} facts, got ${this.#row}.`);
    const columns = this.#columns();
    const periods = ranked(this.#periods, (left, right) => comparePeriods(toPeriod(left), toPeriod(right)));
    const calendar = calendarOf(periods.values.map(toPeriod));
    const providers = [columns.surgeon, columns.hospital, columns.procedure];
    let order = sortedBy(
      periods.codes,
      periods.values.length,
      Uint32Array.from(periods.codes, (_, row) => row),
    );
    for (const { codes, values } of providers) order = sortedBy(codes, values.length, order);
    const sorted = Object.fromEntries(
      Object.entries(columns).map(([name, { codes, values }]) => [
        name,
        { codes: inOrder(codes, values.length, order), values },
      ]),
    ) as Snapshot['columns'];
    const { procedure } = sorted;
    const sortedPeriods = inOrder(periods.codes, periods.values.length, order);
    return {
      version,
      cases: this.#cases,
      columns: sorted,
      calendar,
      periods: sortedPeriods,
      runs: runsOf(sorted, sortedPeriods, calendar.starts.length),
      casesByPeriod: totalsByPeriod(
        new Uint8Array(this.#cases),
        1,
        procedure,
        sortedPeriods,
        calendar.starts.length,
      ),
      outcomes: this.#outcomes(order, procedure, sortedPeriods, calendar),
    };
  }

  #columns(): Record<ColumnName, Column> {
    const closed = CLOSED_NAMES.map((name, index): [string, Column] => [
      name,
      { codes: this.#packed[index] ?? new Uint8Array(), values: CLOSED_DIMENSIONS[name] },
    ]);
    return {
      ...(Object.fromEntries(closed) as Record<keyof typeof CLOSED_DIMENSIONS, Column>),
      source: ranked(this.#sources, (left, right) => (left < right ? -1 : 1)),
      hospital: ranked(this.#hospitals, (left, right) => left - right),
      surgeon: ranked(this.#surgeons, byId),
      assistingSurgeon: namedIfAny(this.#assisting),
      responsibleSurgeon: namedIfAny(this.#responsible),
    };
  }

  #outcomes(
    order: Uint32Array,
    procedures: Column,
    periods: Codes,
    calendar: Calendar,
  ): Record<string, Outcome> {
    const measured = this.#values.values();
    const outcomes: Record<string, Outcome> = {};
    this.#catalogue.forEach(({ id, kind }, index) => {
      const unsorted = this.#packed[CLOSED_NAMES.length + index] ?? new Uint8Array();
      const dictionary = kind === 'proportion' ? undefined : measured.next().value;
      const { codes, values, isAtLeast } =
        dictionary === undefined
          ? { codes: unsorted, values: [0, 1], isAtLeast: [false, false] }
          : measuredCodes(unsorted, dictionary);
      const count = REASON_CODES + values.length;
      const sorted = inOrder(codes, count, order);
      const unsortedRisks = this.#risks.get(id);
      outcomes[id] = {
        codes: sorted,
        values,
        isAtLeast,
        byRow: totalsByRow(sorted, count),
        byPeriod: totalsByPeriod(sorted, count, procedures, periods, calendar.starts.length),
        risks:
          unsortedRisks === undefined
            ? null
            : risksOf(
                Float32Array.from(order, (row) => unsortedRisks[row] ?? 0),
                procedures,
                periods,
                calendar.starts.length,
              ),
      };
    });
    return outcomes;
  }
}

function byId(left: number | null, right: number | null): number {
  return (left ?? 0) - (right ?? 0);
}

/** Sources that name nobody in a role take no memory for it: a code that is not there reads as that of nobody. */
function namedIfAny(surgeons: Dictionary<number | null>): Column {
  const column = ranked(surgeons, byId);
  return column.values.some((id) => id !== null) ? column : { codes: new Uint8Array(), values: [null] };
}

/** Codes again, so that their order is that of the values. */
function ranked<Value>(
  { codes, values }: Dictionary<Value>,
  compare: (left: Value, right: Value) => number,
): { codes: Codes; values: readonly Value[] } {
  const sorted = values.toSorted(compare);
  const rankOf = new Map(sorted.map((value, rank) => [value, rank]));
  const ranks = Uint32Array.from(values, (value) => rankOf.get(value) ?? 0);
  return { codes: codes.map((code) => ranks[code] ?? 0), values: sorted };
}

function inOrder(codes: Codes, count: number, order: Uint32Array): Codes {
  const sorted = codesFor(count, codes.length);
  for (let index = 0; index < sorted.length; index += 1) sorted[index] = codes[order[index] ?? 0] ?? 0;
  return sorted;
}

/** Reasons as they are packed, and behind them the values in ascending order. */
function measuredCodes(
  packed: Codes,
  dictionary: Dictionary<string>,
): { codes: Codes; values: number[]; isAtLeast: boolean[] } {
  const { codes, values } = ranked(
    dictionary,
    (left, right) => Number.parseFloat(left || '-Infinity') - Number.parseFloat(right || '-Infinity'),
  );
  const known = values.filter((value) => value !== NO_VALUE);
  const firstValue = REASON_CODES - (values.length - known.length);
  const all = codesFor(REASON_CODES + known.length, packed.length);
  for (let row = 0; row < all.length; row += 1) {
    const reason = packed[row] ?? 0;
    all[row] = reason < REASON_CODES ? reason : firstValue + (codes[row] ?? 0);
  }
  return {
    codes: all,
    values: known.map((value) => Number.parseFloat(value)),
    isAtLeast: known.map((value) => value.endsWith(AT_LEAST)),
  };
}

function toPeriod(days: string): Period {
  const [start = '', end = start] = days.split(' ');
  return { start, end };
}
