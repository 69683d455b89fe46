import {
  minimalImportantChange,
  pairedChange,
  responseBounds,
  tippingPoint,
} from '@lamina/shared/statistics/stay.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, RUNS, reasonOf } from '../given.ts';

const score = fc.option(fc.integer({ min: 0, max: 100 }), { nil: null });
const pairs = fc.array(fc.record({ before: score, after: score }), { minLength: 1, maxLength: 40 });

const FOUR = [
  { before: 60, after: 40 },
  { before: 50, after: 45 },
  { before: 70, after: 40 },
  { before: 20, after: 36 },
];

const counts = fc
  .tuple(fc.nat(200), fc.nat(200), fc.nat(200))
  .map(([successes, failures, silent]) => ({
    eligible: successes + failures + silent,
    responders: successes + failures,
    successes,
  }))
  .filter(({ eligible }) => eligible > 0);

describe('paired change', () => {
  it('agrees with the worked example', () => {
    const three = [
      { before: 40, after: 20 },
      { before: 50, after: 45 },
      { before: 60, after: 30 },
    ];
    const change = given(pairedChange(three));
    expect(change.meanChange).toBeCloseTo(-18.333333333333332, 12);
    // s = √158.333 = 12.583, t(0.975, 2) = 4.302653.
    expect(change.lowerLimit).toBeCloseTo(
      -18.333333333 - (4.302652729749464 * 12.583057392117917) / Math.sqrt(3),
      8,
    );
    expect(change.pValue).toBeGreaterThan(0.05);
  });

  it('counts pairs and incomplete ones, and changes sign with the order', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const change = pairedChange(list);
        const complete = list.filter(({ before, after }) => before !== null && after !== null).length;
        if (complete === 0) {
          expect(reasonOf(change)).toContain('both scores');
          return;
        }
        const { pairCount, incompleteCount, meanChange, pValue, lowerLimit } = given(change);
        expect([pairCount, incompleteCount]).toEqual([complete, list.length - complete]);
        const back = given(pairedChange(list.map(({ before, after }) => ({ before: after, after: before }))));
        expect(back.meanChange).toBeCloseTo(-meanChange, 10);
        if (pValue !== null) expect(back.pValue).toBeCloseTo(pValue, 10);
        if (lowerLimit !== null) expect(back.upperLimit).toBeCloseTo(-lowerLimit, 8);
      }),
      RUNS,
    );
  });

  it('excludes no change just when p is below 1 − confidence', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const change = pairedChange(list, 0.9);
        if (change.kind === 'not-computable' || change.pValue === null) return;
        const excludes = (change.lowerLimit ?? 0) > 0 || (change.upperLimit ?? 0) < 0;
        if (Math.abs(change.pValue - 0.1) > 1e-9) expect(excludes).toBe(change.pValue < 0.1);
      }),
      RUNS,
    );
  });

  it('has no p where all changes are equal and no interval for one pair', () => {
    const equal = [
      { before: 1, after: 2 },
      { before: 3, after: 4 },
    ];
    expect(given(pairedChange(equal))).toMatchObject({ pValue: null, lowerLimit: 1, upperLimit: 1 });
    expect(given(pairedChange(equal.slice(1)))).toMatchObject({ pValue: null, lowerLimit: null });
    expect(reasonOf(pairedChange([{ before: 1, after: Number.NaN }]))).toContain('finite');
  });
});

describe('minimal important change', () => {
  it('counts the improved and the worsened in either direction', () => {
    expect(given(minimalImportantChange(FOUR, 15, 'lower'))).toMatchObject({
      improvedCount: 2,
      improvedShare: 0.5,
      worsenedCount: 1,
    });
    expect(given(minimalImportantChange(FOUR, 15, 'higher'))).toMatchObject({
      improvedCount: 1,
      worsenedCount: 2,
    });
  });

  it('takes a change as reached that only rounding keeps from it', () => {
    const pair = [{ before: 0.6, after: 0.7 }];
    expect(0.7 - 0.6).toBeLessThan(0.1);
    expect(given(minimalImportantChange(pair, 0.1, 'higher')).improvedCount).toBe(1);
  });

  it('never counts a case as both, and falls as the threshold rises', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 40 }), (list, threshold) => {
        const at = minimalImportantChange(list, threshold, 'lower');
        if (at.kind === 'not-computable') return;
        const stricter = given(minimalImportantChange(list, threshold + 5, 'lower'));
        expect(at.improvedCount + at.worsenedCount).toBeLessThanOrEqual(at.pairCount);
        expect(at.pairCount + at.incompleteCount).toBe(list.length);
        expect(stricter.improvedCount).toBeLessThanOrEqual(at.improvedCount);
      }),
      RUNS,
    );
  });

  it('needs pairs and a threshold above 0', () => {
    expect(reasonOf(minimalImportantChange([{ before: null, after: 3 }], 1, 'lower'))).toContain(
      'both scores',
    );
    expect(reasonOf(minimalImportantChange(FOUR, 0, 'lower'))).toContain('above 0');
    expect(reasonOf(minimalImportantChange(FOUR, Number.POSITIVE_INFINITY, 'lower'))).toContain('above 0');
  });
});

describe('bounds for non-response', () => {
  it('hold the observed share between worst and best', () => {
    fc.assert(
      fc.property(counts, (given1) => {
        const { worstShare, observedShare, bestShare, responseRate } = given(responseBounds(given1));
        if (observedShare === null) expect(given1.responders).toBe(0);
        else {
          expect(worstShare).toBeLessThanOrEqual(observedShare + 1e-12);
          expect(bestShare).toBeGreaterThanOrEqual(observedShare - 1e-12);
        }
        expect(bestShare - worstShare).toBeCloseTo(1 - responseRate, 12);
      }),
      RUNS,
    );
  });

  it('tip exactly where the share of non-responders says', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), (asked, threshold) => {
        const { worstShare, bestShare } = given(responseBounds(asked));
        const { reached, nonResponderShare } = given(tippingPoint(asked, threshold));
        if (nonResponderShare === null) {
          expect(reached === 'always' ? worstShare : -bestShare).toBeGreaterThanOrEqual(
            (reached === 'always' ? threshold : -threshold) - 1e-12,
          );
          return;
        }
        expect(reached).toBe('depends');
        const silent = asked.eligible - asked.responders;
        expect((asked.successes + nonResponderShare * silent) / asked.eligible).toBeCloseTo(threshold, 12);
      }),
      RUNS,
    );
  });

  it('have no observed share where nobody responded', () => {
    const silent = { eligible: 4, responders: 0, successes: 0 };
    expect(given(responseBounds(silent))).toMatchObject({ observedShare: null, worstShare: 0, bestShare: 1 });
  });

  it('agree with the worked example', () => {
    const asked = { eligible: 100, responders: 60, successes: 45 };
    expect(given(responseBounds(asked))).toMatchObject({
      observedShare: 0.75,
      worstShare: 0.45,
      bestShare: 0.85,
    });
    expect(given(tippingPoint(asked, 0.6)).nonResponderShare).toBeCloseTo(0.375, 12);
  });

  it.each([
    [{ eligible: 0, responders: 0, successes: 0 }, 'Nobody'],
    [{ eligible: 5, responders: 6, successes: 1 }, 'Counts must satisfy'],
    [{ eligible: 5, responders: 3, successes: 4 }, 'Counts must satisfy'],
    [{ eligible: 5, responders: 3, successes: -1 }, 'Counts must satisfy'],
    [{ eligible: 5.5, responders: 3, successes: 1 }, 'whole numbers'],
  ])('refuse %j', (asked, reason) => {
    expect(reasonOf(responseBounds(asked))).toContain(reason);
    expect(reasonOf(tippingPoint(asked, 0.5))).toContain(reason);
  });

  it('refuse a threshold outside 0–1', () => {
    expect(reasonOf(tippingPoint({ eligible: 5, responders: 3, successes: 1 }, 1.5))).toContain(
      'between 0 and 1',
    );
  });
});
