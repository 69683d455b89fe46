import type { RuleFlag, Series } from '@lamina/shared/statistics/spc.ts';
import { astronomicalPoints, shifts, trends, twoInThree } from '@lamina/shared/statistics/spc.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

fc.configureGlobal({ seed: 20240601 });

/** Small whole numbers, so that ties with the line and between neighbours are common. */
const values = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: -3, max: 3 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  { maxLength: 60 },
);
const lengths = fc.integer({ min: 1, max: 9 });
const phaseStarts = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 3 })
  .map((all) => all.toSorted((a, b) => a - b));

function constant(series: Series, value: number | null): Series {
  return series.map(() => value);
}

function samePhase(starts: readonly number[], first: number, last: number): boolean {
  return !starts.some((start) => start > first && start <= last);
}

/** Flags every window of `length` points that `sideOf` calls one-sided, window after window. */
function naive(
  series: Series,
  length: number,
  starts: readonly number[],
  sideOf: (window: readonly number[]) => RuleFlag,
): readonly RuleFlag[] {
  const flags: RuleFlag[] = series.map(() => 'none');
  for (let first = 0; first + length <= series.length; first += 1) {
    const window = series.slice(first, first + length);
    if (window.includes(null) || !samePhase(starts, first, first + length - 1)) continue;
    const side = sideOf(window as readonly number[]);
    if (side !== 'none') flags.fill(side, first, first + length);
  }
  return flags;
}

function mirrored(flags: readonly RuleFlag[]): readonly RuleFlag[] {
  return flags.map((flag) => (flag === 'none' ? flag : flag === 'upper' ? 'lower' : 'upper'));
}

function negated(series: Series): Series {
  return series.map((value) => (value === null ? null : -value));
}

describe('astronomical points', () => {
  it('flags values beyond a limit and not values on it', () => {
    expect(
      astronomicalPoints({
        values: [5, 10, 11, 0, -1],
        lowerLimit: [0, 0, 0, 0, 0],
        upperLimit: [10, 10, 10, 10, 10],
      }),
    ).toEqual(['none', 'none', 'upper', 'none', 'lower']);
  });

  it('flags nothing where the value or the limit is missing', () => {
    expect(
      astronomicalPoints({ values: [null, 11, -1], lowerLimit: [0, 0, null], upperLimit: [10, null, 10] }),
    ).toEqual(['none', 'none', 'none']);
  });

  it('does not take an empty period for a 0', () => {
    expect(astronomicalPoints({ values: [null, null], lowerLimit: [-9, 5], upperLimit: [-5, 9] })).toEqual([
      'none',
      'none',
    ]);
  });

  it('flags against one limit where the other is missing', () => {
    expect(astronomicalPoints({ values: [11, -1], lowerLimit: [null, 0], upperLimit: [10, null] })).toEqual([
      'upper',
      'lower',
    ]);
  });
});

describe('shift', () => {
  it('flags seven points on one side unless told otherwise, and not six', () => {
    expect(shifts({ values: constant(new Array(7).fill(0), 6), centreLine: new Array(7).fill(5) })).toEqual(
      new Array(7).fill('upper'),
    );
    expect(shifts({ values: new Array(6).fill(4), centreLine: new Array(6).fill(5) })).toEqual(
      new Array(6).fill('none'),
    );
  });

  it('ends a run at a point on the line', () => {
    expect(shifts({ values: [6, 6, 6, 5, 6, 6, 6], centreLine: new Array(7).fill(5), length: 4 })).toEqual(
      new Array(7).fill('none'),
    );
  });

  it('ends a run at an empty period, and where the line is missing', () => {
    expect(shifts({ values: [6, 6, null, 6], centreLine: [5, 5, 5, 5], length: 3 })).toEqual(
      new Array(4).fill('none'),
    );
    expect(shifts({ values: [6, 6, 6, 6], centreLine: [5, 5, null, 5], length: 3 })).toEqual(
      new Array(4).fill('none'),
    );
  });

  it('flags the whole of a run that is longer than needed', () => {
    expect(shifts({ values: [4, 6, 6, 6, 6, 4], centreLine: new Array(6).fill(5), length: 3 })).toEqual([
      'none',
      'upper',
      'upper',
      'upper',
      'upper',
      'none',
    ]);
  });

  it('does not look across a re-basing', () => {
    expect(shifts({ values: [6, 6, 6, 6], centreLine: [5, 5, 5, 5], length: 3, phaseStarts: [2] })).toEqual(
      new Array(4).fill('none'),
    );
    expect(
      shifts({ values: [6, 6, 6, 6], centreLine: [5, 5, 5, 5], length: 3, phaseStarts: [0, 1] }),
    ).toEqual(['none', 'upper', 'upper', 'upper']);
  });

  it('equals a window-by-window search', () => {
    fc.assert(
      fc.property(values, lengths, phaseStarts, (series, length, starts) => {
        const slow = naive(series, length, starts, (window) =>
          window.every((value) => value > 0)
            ? 'upper'
            : window.every((value) => value < 0)
              ? 'lower'
              : 'none',
        );
        expect(
          shifts({ values: series, centreLine: constant(series, 0), length, phaseStarts: starts }),
        ).toEqual(slow);
      }),
    );
  });

  it('mirrors its flags when the series is reflected', () => {
    fc.assert(
      fc.property(values, lengths, (series, length) => {
        const centreLine = constant(series, 0);
        const flags = shifts({ values: series, centreLine, length });
        expect(shifts({ values: negated(series), centreLine, length })).toEqual(mirrored(flags));
      }),
    );
  });
});

describe('trend', () => {
  it('flags six rising points unless told otherwise, and not five', () => {
    expect(trends({ values: [1, 2, 3, 4, 5, 6] })).toEqual(new Array(6).fill('upper'));
    expect(trends({ values: [1, 2, 3, 4, 5] })).toEqual(new Array(5).fill('none'));
  });

  it('flags a trend up to a re-basing after which it goes on', () => {
    expect(trends({ values: [1, 2, 3, 4, 5], length: 3, phaseStarts: [3] })).toEqual([
      'upper',
      'upper',
      'upper',
      'none',
      'none',
    ]);
  });

  it('ends at equal neighbours and at an empty period', () => {
    expect(trends({ values: [1, 2, 2, 3, 4], length: 4 })).toEqual(new Array(5).fill('none'));
    expect(trends({ values: [1, 2, null, 3, 4], length: 3 })).toEqual(new Array(5).fill('none'));
  });

  it('gives a turning point to the later trend', () => {
    expect(trends({ values: [1, 2, 3, 2, 1], length: 3 })).toEqual([
      'upper',
      'upper',
      'lower',
      'lower',
      'lower',
    ]);
  });

  it('does not look across a re-basing', () => {
    expect(trends({ values: [1, 2, 3, 4], length: 3, phaseStarts: [2] })).toEqual(new Array(4).fill('none'));
  });

  it('equals a window-by-window search', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 7 }), phaseStarts, (series, length, starts) => {
        const slow = naive(series, length, starts, (window) => {
          const steps = window.slice(1).map((value, index) => value - (window[index] as number));
          if (steps.every((step) => step > 0)) return 'upper';
          return steps.every((step) => step < 0) ? 'lower' : 'none';
        });
        expect(trends({ values: series, length, phaseStarts: starts })).toEqual(slow);
      }),
    );
  });

  it('does not change when a constant is added', () => {
    fc.assert(
      fc.property(values, fc.integer(), (series, shift) => {
        const moved = series.map((value) => (value === null ? null : value + shift));
        expect(trends({ values: moved, length: 4 })).toEqual(trends({ values: series, length: 4 }));
      }),
    );
  });
});

describe('two in three', () => {
  const lines = (length: number) => ({
    centreLine: new Array(length).fill(10),
    lowerLimit2Sigma: new Array(length).fill(2),
    upperLimit2Sigma: new Array(length).fill(18),
  });

  it('flags the two points beyond 2 sigma when the third is on their side', () => {
    expect(twoInThree({ values: [20, 11, 20], ...lines(3) })).toEqual(['upper', 'none', 'upper']);
    expect(twoInThree({ values: [0, 0, 9], ...lines(3) })).toEqual(['lower', 'lower', 'none']);
    expect(twoInThree({ values: [9, 0, 0], ...lines(3) })).toEqual(['none', 'lower', 'lower']);
  });

  it('flags nothing when the third point is on the line or beyond it', () => {
    expect(twoInThree({ values: [20, 10, 20], ...lines(3) })).toEqual(['none', 'none', 'none']);
    expect(twoInThree({ values: [9, 20, 20], ...lines(3) })).toEqual(['none', 'none', 'none']);
    expect(twoInThree({ values: [20, 20, 9], ...lines(3) })).toEqual(['none', 'none', 'none']);
  });

  it('lets the third point lie anywhere when told so, even beyond the opposite limit', () => {
    expect(twoInThree({ values: [20, 0, 20], ...lines(3), thirdPoint: 'anywhere' })).toEqual([
      'upper',
      'none',
      'upper',
    ]);
    expect(
      twoInThree({ values: [20, 0, 20, 0], ...lines(4), thirdPoint: 'anywhere', flagged: 'window' }),
    ).toEqual(['upper', 'lower', 'lower', 'lower']);
  });

  it('counts points on the 2-sigma limit as inside', () => {
    expect(twoInThree({ values: [18, 20, 18], ...lines(3) })).toEqual(['none', 'none', 'none']);
    expect(twoInThree({ values: [2, 0, 2], ...lines(3) })).toEqual(['none', 'none', 'none']);
  });

  it('counts points beyond the outer limits only where no outer limits are given', () => {
    const outerLimits = { lowerLimit: new Array(3).fill(-2), upperLimit: new Array(3).fill(22) };
    expect(twoInThree({ values: [20, 11, 23], ...lines(3) })).toEqual(['upper', 'none', 'upper']);
    expect(twoInThree({ values: [20, 11, 23], ...lines(3), outerLimits })).toEqual(['none', 'none', 'none']);
    expect(twoInThree({ values: [0, 9, -3], ...lines(3), outerLimits })).toEqual(['none', 'none', 'none']);
    expect(twoInThree({ values: [20, 11, 22], ...lines(3), outerLimits })).toEqual([
      'upper',
      'none',
      'upper',
    ]);
    expect(twoInThree({ values: [0, 9, -2], ...lines(3), outerLimits })).toEqual(['lower', 'none', 'lower']);
  });

  it('takes a missing outer limit as none', () => {
    const outerLimits = { lowerLimit: [null, null, null], upperLimit: [null, null, null] };
    expect(twoInThree({ values: [20, 11, 23], ...lines(3), outerLimits })).toEqual([
      'upper',
      'none',
      'upper',
    ]);
    expect(twoInThree({ values: [0, 9, -9], ...lines(3), outerLimits })).toEqual(['lower', 'none', 'lower']);
  });

  it('finds nothing in fewer than three points, across an empty period or across a re-basing', () => {
    expect(twoInThree({ values: [20, 20], ...lines(2) })).toEqual(['none', 'none']);
    for (const values of [
      [20, 20, null],
      [20, null, 20],
      [null, 20, 20],
    ]) {
      expect(twoInThree({ values, ...lines(3), thirdPoint: 'anywhere' })).toEqual(['none', 'none', 'none']);
    }
    expect(twoInThree({ values: [20, 20, 20, 20], ...lines(4), phaseStarts: [2] })).toEqual(
      new Array(4).fill('none'),
    );
  });

  it('finds nothing where the 2-sigma limits are missing', () => {
    const none = [null, null, null];
    expect(
      twoInThree({
        values: [20, 0, 20],
        centreLine: none,
        lowerLimit2Sigma: none,
        upperLimit2Sigma: none,
        thirdPoint: 'anywhere',
      }),
    ).toEqual(['none', 'none', 'none']);
  });

  it('does not take an empty period, or a missing limit, for a 0', () => {
    const high = { centreLine: [9, 9, 9], lowerLimit2Sigma: [5, 5, 5], upperLimit2Sigma: [20, 20, 20] };
    expect(twoInThree({ values: [null, 4, 10], ...high, thirdPoint: 'anywhere' })).toEqual([
      'none',
      'none',
      'none',
    ]);
    const noLower = {
      centreLine: [0, 0, 0],
      lowerLimit2Sigma: [null, null, null],
      upperLimit2Sigma: [9, 9, 9],
    };
    expect(twoInThree({ values: [-1, -1, -1], ...noLower })).toEqual(['none', 'none', 'none']);
    const noUpper = {
      centreLine: [0, 0, 0],
      lowerLimit2Sigma: [-9, -9, -9],
      upperLimit2Sigma: [null, null, null],
    };
    expect(twoInThree({ values: [1, 1, 1], ...noUpper })).toEqual(['none', 'none', 'none']);
  });

  it('equals a window-by-window search in every variant', () => {
    fc.assert(
      fc.property(values, fc.boolean(), fc.boolean(), phaseStarts, (series, sameSide, window, starts) => {
        const flags: RuleFlag[] = series.map(() => 'none');
        for (let first = 0; first + 3 <= series.length; first += 1) {
          const three = series.slice(first, first + 3);
          if (three.includes(null) || !samePhase(starts, first, first + 2)) continue;
          for (const [side, sign] of [
            ['upper', 1],
            ['lower', -1],
          ] as const) {
            const oriented = three.map((value) => sign * (value as number));
            if (oriented.filter((value) => value > 1).length < 2) continue;
            if (sameSide && !oriented.every((value) => value > 0)) continue;
            for (const [order, value] of oriented.entries())
              if (window || value > 1) flags[first + order] = side;
          }
        }
        const fast = twoInThree({
          values: series,
          centreLine: constant(series, 0),
          lowerLimit2Sigma: constant(series, -1),
          upperLimit2Sigma: constant(series, 1),
          thirdPoint: sameSide ? 'same-side' : 'anywhere',
          flagged: window ? 'window' : 'beyond-limit',
          phaseStarts: starts,
        });
        expect(fast).toEqual(flags);
      }),
    );
  });
});
