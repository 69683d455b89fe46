import { type CubeShape, cellAt, cellCount, cellsAbove } from '@lamina/server/disclosure/cube-shape.ts';
import { shiftsAround } from '@lamina/server/disclosure/protection-shift.ts';
import { type MeasureCounts, suppress } from '@lamina/server/disclosure/suppress.ts';
import { describe, expect, it } from 'vitest';

const SHAPE: CubeShape = [2, 3, 2];
const CMS = { hiddenUpTo: 10, complementary: true };

describe('the suppression of a cube', () => {
  it('hides counts from 1 to 10 and tells 0 and 11', () => {
    const cases = cube((cell) => [0, 1, 10, 11, 200][cell] ?? 300);
    const { cases: hidden } = suppress(SHAPE, cases, [], { ...CMS, complementary: false });
    expect(innermost().map((cell) => hidden[cell])).toEqual([
      false,
      true,
      true,
      ...Array.from({ length: 9 }, () => false),
    ]);
  });

  it('hides a measure with few events, and one with few cases without an event', () => {
    const cases = cube(() => 100);
    const few = measure('few', cases, (cell) => (cell === 0 ? 3 : 50));
    const nearlyAll = measure('nearly-all', cases, (cell) => (cell === 0 ? 97 : 50));
    const { measures } = suppress(SHAPE, cases, [few, nearlyAll], { ...CMS, complementary: false });
    for (const { id } of [few, nearlyAll]) {
      expect(measures.get(id)?.filter((isHidden) => isHidden)).toHaveLength(1);
      expect(measures.get(id)?.[cellAt(SHAPE, [0, 0, 0])]).toBe(true);
    }
  });

  it('hides others with a single small count, so that no line has one hidden cell', () => {
    const cases = cube(() => 100);
    const { measures } = suppress(
      SHAPE,
      cases,
      [measure('few', cases, (cell) => (cell === 0 ? 3 : 50))],
      CMS,
    );
    const hidden = measures.get('few') ?? [];
    for (const line of lines()) expect(line.filter((cell) => hidden[cell])).not.toHaveLength(1);
    expect(hidden.filter((isHidden) => isHidden).length).toBeGreaterThanOrEqual(8);
    expect(hidden.filter((isHidden) => !isHidden).length).toBeGreaterThan(0);
  });

  it('hides nothing where every count is large', () => {
    const cases = cube(() => 100);
    const { measures } = suppress(SHAPE, cases, [measure('many', cases, () => 50)], CMS);
    expect(measures.get('many')).not.toContain(true);
  });

  it('hides every measure of a cell whose cases are hidden', () => {
    const cases = cube((cell) => (cell === 0 ? 4 : 100));
    const { cases: hidden, measures } = suppress(
      SHAPE,
      cases,
      [measure('many', cases, (cell) => (cell === 0 ? 2 : 50))],
      CMS,
    );
    hidden.forEach((isHidden, cell) => {
      if (isHidden) expect(measures.get('many')?.[cell]).toBe(true);
    });
  });
});

describe('a shift', () => {
  it.each(Array.from({ length: cellCount(SHAPE) }, (_, cell) => cell))(
    'leaves every line around cell %i adding up',
    (around) => {
      const shifts = shiftsAround(SHAPE, around);
      expect(shifts.length).toBeGreaterThan(0);
      for (const { cells, signs } of shifts) {
        const change = new Map<number, number>();
        cells.forEach((cell, index) => {
          change.set(cell, (change.get(cell) ?? 0) + (signs[index] ?? 0));
        });
        expect(change.get(around)).toBe(1);
        for (const line of lines()) {
          const parts = line.slice(0, -1).reduce((sum, cell) => sum + (change.get(cell) ?? 0), 0);
          expect(parts).toBe(change.get(line.at(-1) ?? 0) ?? 0);
        }
      }
    },
  );
});

/** Innermost cells in order, as numbered by the functions above. */
function innermost(): number[] {
  const [procedures, hospitals, years] = SHAPE;
  return range(procedures).flatMap((p) =>
    range(hospitals).flatMap((h) => range(years).map((y) => cellAt(SHAPE, [p, h, y]))),
  );
}

function cube(countOf: (innermostCell: number) => number): number[] {
  const counts = Array.from({ length: cellCount(SHAPE) }, () => 0);
  const [procedures, hospitals, years] = SHAPE;
  let index = 0;
  for (const p of range(procedures)) {
    for (const h of range(hospitals)) {
      for (const y of range(years)) {
        for (const cell of cellsAbove(SHAPE, [p, h, y])) counts[cell] = (counts[cell] ?? 0) + countOf(index);
        index += 1;
      }
    }
  }
  return counts;
}

function measure(id: string, cases: readonly number[], eventsOf: (cell: number) => number): MeasureCounts {
  return { id, family: id, denominators: cases, numerators: cube(eventsOf) };
}

/** The cells of every line, its total last. */
function lines(): number[][] {
  const [procedures, hospitals, years] = SHAPE;
  const all = [procedures + 1, hospitals + 1, years + 1] as const;
  return [
    ...range(all[1]).flatMap((h) =>
      range(all[2]).map((y) => range(all[0]).map((p) => cellAt(SHAPE, [p, h, y]))),
    ),
    ...range(all[0]).flatMap((p) =>
      range(all[2]).map((y) => range(all[1]).map((h) => cellAt(SHAPE, [p, h, y]))),
    ),
    ...range(all[0]).flatMap((p) =>
      range(all[1]).map((h) => range(all[2]).map((y) => cellAt(SHAPE, [p, h, y]))),
    ),
  ];
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
