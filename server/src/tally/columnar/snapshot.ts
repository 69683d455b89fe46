import type { Attribution, Dimension } from '@lamina/shared/domain/filter.ts';
import type { DimensionValue } from '../tally.ts';
import type { Calendar, CalendarDimension } from './calendar.ts';
import type { Codes } from './codes.ts';
import type { Outcome } from './outcome.ts';
import type { Models } from './risks.ts';
import type { Runs } from './runs.ts';

/** What codes are given for: each row, or what a row has one of. */
export type Place = 'row' | 'profile' | 'course' | 'period';

/** One value a case. Values ascend, null first, so that codes order cells as SQL does. */
export interface Column {
  readonly of: Place;
  /** Of each place: that of place p is `values[codes[p]]`. */
  readonly codes: Codes;
  readonly values: readonly DimensionValue[];
}

export type CaseDimension = Exclude<Dimension, CalendarDimension>;

/** The surgeons of a case besides the operating one, each a dimension of its own here. Without codes where the record names none. */
export const OTHER_SURGEONS = { assisting: 'assistingSurgeon', responsible: 'responsibleSurgeon' } as const;
export type OtherSurgeon = (typeof OTHER_SURGEONS)[keyof typeof OTHER_SURGEONS];

export type SnapshotDimension = Dimension | OtherSurgeon;
export type ColumnName = CaseDimension | OtherSurgeon;

/** The dimension that stands for the surgeon whom an operation is counted for. */
export function surgeonDimension(attribution: Attribution | undefined): 'surgeon' | OtherSurgeon {
  return attribution === undefined || attribution === 'operating' ? 'surgeon' : OTHER_SURGEONS[attribution];
}

/**
 * The outcome facts of one version of the record, by column, immutable. Rows are ordered by procedure, hospital, surgeon and
 * period, so that a filter by them is a few ranges of rows. What takes few values is not kept row by row: a _profile_ is a combination of
 * the closed dimensions, a _course_ one of what all proportions say of a case; many cases share one. It is plain data: a worker thread
 * can hand it over without a copy.
 */
export interface Snapshot {
  /** As Tally has it. */
  readonly version: string;
  readonly cases: number;
  readonly columns: Readonly<Record<ColumnName, Column>>;
  /** Of each row. */
  readonly profiles: Codes;
  readonly courses: Codes;
  readonly calendar: Calendar;
  /** Of each row, which of the calendar's periods it lies in. */
  readonly periods: Codes;
  readonly runs: Runs;
  /** Running totals of cases, laid out as those of an outcome with one code. */
  readonly casesByPeriod: Uint32Array<ArrayBuffer>;
  /** By indicator id. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** Null where the record has none. */
  readonly models: Models | null;
}

/** Of each row, the place whose code is its own; null where that is the row itself. */
export function placesOf(
  { profiles, courses, periods }: Pick<Snapshot, 'profiles' | 'courses' | 'periods'>,
  of: Place,
): Codes | null {
  switch (of) {
    case 'row':
      return null;
    case 'profile':
      return profiles;
    case 'course':
      return courses;
    case 'period':
      return periods;
  }
}

/** All arrays that grow with the number of cases or days. */
export function arraysOf({
  columns,
  profiles,
  courses,
  models,
  outcomes,
  periods,
  runs,
  casesByPeriod,
}: Snapshot): (Codes | Float64Array<ArrayBuffer>)[] {
  return [
    profiles,
    courses,
    ...(models === null ? [] : arraysOfModels(models)),
    periods,
    runs.starts,
    runs.marks,
    casesByPeriod,
    ...Object.values(columns).map(({ codes }) => codes),
    ...Object.values(outcomes).flatMap(({ codes, byRow, byPeriod, risks }) => [
      codes,
      byRow.totals,
      byPeriod,
      ...(risks === null ? [] : [risks.byRow, risks.byPeriod]),
    ]),
  ];
}

function arraysOfModels({ patients, scores, ofProfiles, ofPatients, ofScore, counted }: Models) {
  const odds = ofScore.flatMap((each) => (each === null ? [] : [each.odds]));
  return [patients, ...Object.values(scores), ofProfiles, ofPatients, ...odds, counted];
}

/** Bytes that the snapshot takes. */
export function bytesOf(snapshot: Snapshot): number {
  return arraysOf(snapshot).reduce((bytes, { byteLength }) => bytes + byteLength, 0);
}
