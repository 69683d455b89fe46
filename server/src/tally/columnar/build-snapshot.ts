import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { type Effects, ModelsBuilder } from './build-models.ts';
import { calendarOf, comparePeriods, type Period } from './calendar.ts';
import { type Codes, codesFor, Dictionary, inOrder, REASON_CODES, sortedBy } from './codes.ts';
import { codeCount, type Outcome, totalsByPeriod, totalsByRow } from './outcome.ts';
import { byKind, CLOSED_DIMENSIONS, CLOSED_NAMES, type PackedFact } from './packed-facts.ts';
import { type Positions, positionsOf } from './positions.ts';
import { riskOfRow, totalRisks } from './risks.ts';
import { runsOf } from './runs.ts';
import type { Column, ColumnName, Snapshot } from './snapshot.ts';

/** Stands in a dictionary of values for a case that has none. */
const NO_VALUE = '';
/** Follows a value that the source gives as "at least". */
const AT_LEAST = '+';

type Known = Pick<Outcome, 'of' | 'codes' | 'values' | 'isAtLeast'>;

/** Takes the facts of a known number of cases, in any order, and makes a snapshot of them. */
export class SnapshotBuilder {
  readonly #proportions: readonly Indicator[];
  readonly #measured: readonly Indicator[];
  readonly #cases: number;
  readonly #profiles: Dictionary<string>;
  readonly #courses: Dictionary<string>;
  readonly #sources: Dictionary<string>;
  readonly #hospitals: Dictionary<number>;
  readonly #surgeons: Dictionary<number | null>;
  readonly #assisting: Dictionary<number | null>;
  readonly #responsible: Dictionary<number | null>;
  /** First and last day, with a space between. */
  readonly #periods: Dictionary<string>;
  /** Of the indicators that are no proportions: the reason why a case does not count, or REASON_CODES. */
  readonly #reasons: readonly Uint8Array<ArrayBuffer>[];
  readonly #values: readonly { readonly name: `value_${number}`; readonly dictionary: Dictionary<string> }[];
  /** Null where the record has no models. */
  readonly #models: ModelsBuilder | null;
  #row = 0;

  /** `effects`: null where the record has no models. */
  constructor(catalogue: readonly Indicator[], effects: Effects | null, cases: number) {
    const { proportions, measured } = byKind(catalogue);
    this.#proportions = proportions;
    this.#measured = measured;
    this.#cases = cases;
    this.#profiles = new Dictionary(cases);
    this.#courses = new Dictionary(cases);
    this.#sources = new Dictionary(cases);
    this.#hospitals = new Dictionary(cases);
    this.#surgeons = new Dictionary(cases);
    this.#assisting = new Dictionary(cases);
    this.#responsible = new Dictionary(cases);
    this.#periods = new Dictionary(cases);
    this.#reasons = measured.map(() => new Uint8Array(cases));
    this.#values = measured.map((_, index) => ({
      name: `value_${index}`,
      dictionary: new Dictionary(cases),
    }));
    this.#models = effects === null ? null : new ModelsBuilder(effects, cases);
  }

  add(fact: PackedFact): void {
    const row = this.#row;
    const { measured, period_start: start } = fact;
    this.#profiles.set(row, fact.profile);
    this.#courses.set(row, fact.course);
    this.#sources.set(row, fact.source);
    this.#hospitals.set(row, fact.hospital);
    this.#surgeons.set(row, fact.surgeon);
    this.#assisting.set(row, fact.surgeon_assisting);
    this.#responsible.set(row, fact.surgeon_responsible);
    this.#periods.set(row, fact.period_end === null ? start : `${start} ${fact.period_end}`);
    this.#reasons.forEach((reasons, index) => {
      reasons[row] = measured.charCodeAt(index) - 1;
    });
    const suffix = measured.charCodeAt(this.#reasons.length) > 1 ? AT_LEAST : '';
    for (const { name, dictionary } of this.#values) {
      const value = fact[name] ?? null;
      dictionary.set(row, value === null ? NO_VALUE : `${value}${suffix}`);
    }
    this.#models?.add(row, fact);
    this.#row = row + 1;
  }

  /** Throws when not as many facts came as were announced, or one has a value that its dimension does not know. */
  finish(version: string): Snapshot {
    if (this.#row !== this.#cases) throw new Error(`Expected ${this.#cases} facts, got ${this.#row}.`);
    const columns = this.#columns();
    const periods = ranked(this.#periods, (left, right) => comparePeriods(toPeriod(left), toPeriod(right)));
    const calendar = calendarOf(periods.values.map(toPeriod));
    const procedures = this.#profiles.codes.map((profile) => columns.procedure.codes[profile] ?? 0);
    let order = sortedBy(
      periods.codes,
      periods.values.length,
      Uint32Array.from(periods.codes, (_, row) => row),
    );
    for (const { codes, values } of [
      columns.surgeon,
      columns.hospital,
      { ...columns.procedure, codes: procedures },
    ]) {
      order = sortedBy(codes, values.length, order);
    }
    const sorted = Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [
        name,
        column.of === 'row'
          ? { ...column, codes: inOrder(column.codes, column.values.length, order) }
          : column,
      ]),
    ) as Snapshot['columns'];
    const sortedPeriods = inOrder(periods.codes, periods.values.length, order);
    const procedure = {
      ...columns.procedure,
      codes: inOrder(procedures, columns.procedure.values.length, order),
    };
    const positions = positionsOf(procedure, sortedPeriods, calendar.starts.length);
    const rows = {
      profiles: inOrder(this.#profiles.codes, this.#profiles.values.length, order),
      courses: inOrder(this.#courses.codes, this.#courses.values.length, order),
    };
    const proportions = this.#proportionCodes();
    const dimensions = Object.fromEntries(CLOSED_NAMES.map((name) => [name, columns[name]]));
    const models = this.#models?.finish(order, dimensions, proportions) ?? null;
    const adjusted = Object.entries(proportions).map(([id, known]): [string, Outcome] => {
      const place = models?.indicators.indexOf(id) ?? -1;
      const risks =
        models === null || place < 0 ? null : totalRisks(riskOfRow(models, rows, place), positions);
      return [id, { ...totalled(known, rows.courses, positions), risks }];
    });
    return {
      version,
      cases: this.#cases,
      columns: sorted,
      ...rows,
      calendar,
      periods: sortedPeriods,
      runs: runsOf({ ...sorted, procedure }, sortedPeriods, calendar.starts.length),
      casesByPeriod: totalsByPeriod(new Uint8Array(this.#cases), null, 1, positions),
      outcomes: { ...Object.fromEntries(adjusted), ...this.#measuredOutcomes(order, positions) },
      models,
    };
  }

  #columns(): Record<ColumnName, Column> {
    const profiles = this.#profiles.values;
    const closed = CLOSED_NAMES.map((name, index): [string, Column] => [
      name,
      { of: 'profile', codes: unpacked(profiles, index), values: CLOSED_DIMENSIONS[name] },
    ]);
    const ofRows = <Value extends Column['values'][number]>(
      dictionary: Dictionary<Value>,
      compare: (left: Value, right: Value) => number,
    ): Column => ({ of: 'row', ...ranked(dictionary, compare) });
    return {
      ...(Object.fromEntries(closed) as Record<keyof typeof CLOSED_DIMENSIONS, Column>),
      source: ofRows(this.#sources, (left, right) => (left < right ? -1 : 1)),
      hospital: ofRows(this.#hospitals, (left, right) => left - right),
      surgeon: ofRows(this.#surgeons, byId),
      assistingSurgeon: namedIfAny(ofRows(this.#assisting, byId)),
      responsibleSurgeon: namedIfAny(ofRows(this.#responsible, byId)),
    };
  }

  #proportionCodes(): Record<string, Known> {
    return Object.fromEntries(
      this.#proportions.map(({ id }, index): [string, Known] => {
        const codes = unpacked(this.#courses.values, index);
        return [id, { of: 'course', codes, values: [0, 1], isAtLeast: [false, false] }];
      }),
    );
  }

  #measuredOutcomes(order: Uint32Array, positions: Positions): Record<string, Outcome> {
    return Object.fromEntries(
      this.#measured.map(({ id }, index): [string, Outcome] => {
        const reasons = this.#reasons[index] ?? new Uint8Array();
        const { codes, ...known } = measuredCodes(
          reasons,
          this.#values[index]?.dictionary ?? new Dictionary(0),
        );
        const sorted = inOrder(codes, codeCount(known), order);
        return [id, { ...totalled({ of: 'row', codes: sorted, ...known }, null, positions), risks: null }];
      }),
    );
  }
}

function totalled(known: Known, places: Codes | null, positions: Positions): Omit<Outcome, 'risks'> {
  const count = codeCount(known);
  return {
    ...known,
    byRow: totalsByRow(known.codes, places, count),
    byPeriod: totalsByPeriod(known.codes, places, count, positions),
  };
}

/** The codes that packed strings have at this place. Throws where one has none. */
function unpacked(packed: readonly string[], index: number): Codes {
  return Uint8Array.from(packed, (characters) => {
    const code = characters.charCodeAt(index) - 1;
    if (!(code >= 0)) throw new Error('A case has an unknown value in the outcome facts.');
    return code;
  });
}

function byId(left: number | null, right: number | null): number {
  return (left ?? 0) - (right ?? 0);
}

/** Sources that name nobody in a role take no memory for it: a code that is not there reads as that of nobody. */
function namedIfAny(surgeons: Column): Column {
  return surgeons.values.some((id) => id !== null)
    ? surgeons
    : { of: 'row', codes: new Uint8Array(), values: [null] };
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

/** Reasons as they come, and behind them the values in ascending order. */
function measuredCodes(
  reasons: Codes,
  dictionary: Dictionary<string>,
): { codes: Codes; values: number[]; isAtLeast: boolean[] } {
  const { codes, values } = ranked(
    dictionary,
    (left, right) => Number.parseFloat(left || '-Infinity') - Number.parseFloat(right || '-Infinity'),
  );
  const known = values.filter((value) => value !== NO_VALUE);
  const firstValue = REASON_CODES - (values.length - known.length);
  const all = codesFor(REASON_CODES + known.length, reasons.length);
  for (let row = 0; row < all.length; row += 1) {
    const reason = reasons[row] ?? 0;
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
