import { type Codes, REASON_CODES } from '@lamina/server/tally/columnar/codes.ts';
import { addRange, totalsByRow } from '@lamina/server/tally/columnar/outcome.ts';
import { positionsOf } from '@lamina/server/tally/columnar/positions.ts';
import { sumOfRange, totalRisks } from '@lamina/server/tally/columnar/risks.ts';
import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const ROWS = 1000;
const VALUES = [0, 1];
const COUNT = REASON_CODES + VALUES.length;
const random = createRandomSource(7);
const codes = Uint8Array.from({ length: ROWS }, () => Math.floor(random.uniform() * COUNT));
const range = fc
  .tuple(fc.nat(ROWS), fc.nat(ROWS))
  .map((ends) => ends.toSorted((left, right) => left - right) as [number, number]);

describe('running totals', () => {
  it('count the codes of any range of rows as one by one', () => {
    expectTotals(codes, null, (row) => codes[row]);
  });

  it('count the codes of the courses that rows take', () => {
    const courses = Uint16Array.from({ length: ROWS }, () => Math.floor(random.uniform() * 300));
    const ofCourses = codes.subarray(0, 300);
    expectTotals(ofCourses, courses, (row) => ofCourses[courses[row] ?? 0]);
  });

  it('sum the risks of any range of rows, and of any stretch of a procedure’s periods', () => {
    const ofRows = Float64Array.from({ length: ROWS }, () => random.uniform());
    const riskOf = (row: number) => ofRows[row] ?? 0;
    const procedures = {
      codes: Uint8Array.from(ofRows, (_, row) => Number(row >= ROWS / 2)),
      values: ['a', 'b'],
    };
    const periods = Uint8Array.from(ofRows, (_, row) => row % 10);
    const { byRow, byPeriod } = totalRisks(riskOf, positionsOf(procedures, periods, 10));
    fc.assert(
      fc.property(range, ([from, to]) => {
        const plain = ofRows.subarray(from, to).reduce((sum, risk) => sum + risk, 0);
        expect(sumOfRange(byRow, riskOf, from, to)).toBeCloseTo(plain, 9);
      }),
      { seed: 1 },
    );
    const second = ofRows.filter((_, row) => row >= ROWS / 2 && row % 10 >= 3 && row % 10 < 8);
    const sum = (byPeriod[11 + 8] ?? 0) - (byPeriod[11 + 3] ?? 0);
    expect(sum).toBeCloseTo(
      second.reduce((total, risk) => total + risk, 0),
      9,
    );
  });
});

function expectTotals(codes: Codes, places: Codes | null, codeOf: (row: number) => number | undefined): void {
  const outcome = {
    of: places === null ? 'row' : 'course',
    codes,
    values: VALUES,
    isAtLeast: [false, false],
    byRow: totalsByRow(codes, places, COUNT),
    byPeriod: new Uint32Array(),
    risks: null,
  } as const;
  fc.assert(
    fc.property(range, ([from, to]) => {
      const counts = new Uint32Array(COUNT);
      addRange(outcome, places, from, to, counts, 0);
      const rows = Array.from({ length: to - from }, (_, place) => from + place);
      const plain = Array.from(
        { length: COUNT },
        (_, code) => rows.filter((row) => codeOf(row) === code).length,
      );
      expect([...counts]).toEqual(plain);
    }),
    { seed: 1 },
  );
}
