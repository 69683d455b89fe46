import { runsAndCrossings } from '@lamina/shared/statistics/spc.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

fc.configureGlobal({ seed: 20240601 });

const rising = Array.from({ length: 20 }, (_, index) => index + 1);

describe('runs and crossings', () => {
  it('signals a steady rise by both its run and its crossings', () => {
    expect(runsAndCrossings(rising)).toEqual({
      kind: 'computed',
      centreLine: 10.5,
      usefulPoints: 20,
      longestRun: 10,
      longestRunAllowed: 7,
      crossings: 1,
      crossingsNeeded: 6,
      unusuallyLongRun: true,
      unusuallyFewCrossings: true,
      signal: true,
    });
  });

  it('signals a long run alone', () => {
    const values = [...new Array(8).fill(2), 0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2];
    expect(runsAndCrossings(values, 1)).toMatchObject({
      usefulPoints: 22,
      longestRun: 8,
      longestRunAllowed: 7,
      unusuallyLongRun: true,
      unusuallyFewCrossings: false,
      signal: true,
    });
  });

  it('signals few crossings alone', () => {
    const values = [1, 1, 1, 1, 1, -1, -1, -1, -1, -1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1];
    expect(runsAndCrossings(values, 0)).toMatchObject({
      longestRun: 5,
      crossings: 3,
      crossingsNeeded: 6,
      unusuallyLongRun: false,
      unusuallyFewCrossings: true,
      signal: true,
    });
  });

  it('is silent on the longest run allowed and on just enough crossings', () => {
    const values = [...new Array(7).fill(1), -1, 1, -1, 1, -1, -1, -1, -1, -1, -1, -1, 1, -1];
    expect(runsAndCrossings(values, 0)).toMatchObject({
      longestRun: 7,
      longestRunAllowed: 7,
      crossings: 7,
      signal: false,
    });
    const six = [1, 1, 1, -1, -1, -1, 1, 1, 1, -1, -1, -1, 1, 1, 1, -1, -1, -1, 1, 1];
    expect(runsAndCrossings(six, 0)).toMatchObject({ crossings: 6, crossingsNeeded: 6, signal: false });
  });

  it('skips points on the line and empty periods without ending a run', () => {
    const dense = runsAndCrossings([1, 1, -1, 1], 0);
    expect(runsAndCrossings([1, 0, 1, null, -1, 0, 1], 0)).toEqual(dense);
    expect(dense).toMatchObject({ usefulPoints: 4, longestRun: 2, crossings: 2 });
  });

  it('has no limits and no signal when every point lies on the line', () => {
    expect(runsAndCrossings([4, 4, 4])).toEqual({
      kind: 'computed',
      centreLine: 4,
      usefulPoints: 0,
      longestRun: null,
      longestRunAllowed: null,
      crossings: null,
      crossingsNeeded: null,
      unusuallyLongRun: false,
      unusuallyFewCrossings: false,
      signal: false,
    });
  });

  it('is not computable without a value', () => {
    expect(runsAndCrossings([])).toEqual({ kind: 'not-computable', reason: 'There are no points.' });
    expect(runsAndCrossings([null, null])).toEqual({
      kind: 'not-computable',
      reason: 'No point has a value.',
    });
    expect(runsAndCrossings([Number.NaN])).toEqual({
      kind: 'not-computable',
      reason: 'Point 1 is not a finite number.',
    });
  });

  it('does not change under reflection or reversal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 50 }), (values) => {
        const result = runsAndCrossings(values, 0);
        expect(
          runsAndCrossings(
            values.map((value) => -value),
            0,
          ),
        ).toEqual(result);
        expect(runsAndCrossings(values.toReversed(), 0)).toEqual(result);
      }),
    );
  });
});
