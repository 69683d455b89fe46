import type { Dimension } from '@lamina/shared/domain/filter.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import type { IndicatorTally, TallyCell } from '../tally/tally.ts';
import { addTallies } from './add-tallies.ts';
import { type CubeShape, cellCount, cellsAbove } from './cube-shape.ts';

/** What a tally must be grouped by to make a cube of it. */
export const CUBE_DIMENSIONS = ['procedure', 'hospital', 'year'] as const satisfies readonly Dimension[];

/** Exact counts of procedure by hospital by calendar year, with all their margins. Never told to anybody as it is. */
export interface ExactCube {
  readonly shape: CubeShape;
  readonly hospitals: readonly number[];
  readonly years: readonly number[];
  /** By cell. */
  readonly cases: readonly number[];
  /** By indicator id and cell; undefined where there is no case. */
  readonly tallies: ReadonlyMap<string, readonly (IndicatorTally | undefined)[]>;
}

/** Adds up the cells of a tally grouped by `CUBE_DIMENSIONS`, less those of `without`, whose cases must be among them. */
export function exactCubeOf(
  indicators: readonly string[],
  cells: readonly TallyCell[],
  without: readonly TallyCell[] = [],
): ExactCube {
  const hospitals = distinct(cells, 'hospital');
  const years = distinct(cells, 'year');
  const shape: CubeShape = [PROCEDURES.length, hospitals.length, years.length];
  const cases = Array.from({ length: cellCount(shape) }, () => 0);
  const tallies = new Map<string, (IndicatorTally | undefined)[]>(
    indicators.map((id) => [id, Array.from({ length: cellCount(shape) })]),
  );
  const addAll = (added: readonly TallyCell[], sign: 1 | -1) => {
    for (const { key, cases: casesThere, indicators: counted } of added) {
      const procedure = PROCEDURES.findIndex((known) => String(known) === key.procedure);
      const hospital = hospitals.indexOf(Number(key.hospital));
      const year = years.indexOf(Number(key.year));
      if (procedure < 0 || hospital < 0 || year < 0) throw new Error('A case lies outside the cube.');
      for (const cell of cellsAbove(shape, [procedure, hospital, year])) {
        cases[cell] = (cases[cell] ?? 0) + sign * casesThere;
        for (const [id, byCell] of tallies) {
          const tally = counted[id];
          if (tally === undefined) continue;
          const known = byCell[cell];
          byCell[cell] = known === undefined ? tally : addTallies(known, tally, sign);
        }
      }
    }
  };
  addAll(cells, 1);
  addAll(without, -1);
  return { shape, hospitals, years, cases, tallies };
}

function distinct(cells: readonly TallyCell[], dimension: 'hospital' | 'year'): number[] {
  return [...new Set(cells.map(({ key }) => Number(key[dimension])))].toSorted((one, other) => one - other);
}
