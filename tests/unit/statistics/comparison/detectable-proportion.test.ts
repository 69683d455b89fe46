import { detectableProportion } from '@lamina/shared/statistics/comparison.ts';
import { binomialSurvival } from '@lamina/shared/statistics/distributions.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, RUNS, reasonOf } from '../given.ts';

describe('what a caseload can show', () => {
  it('gives the worked example: 100 cases from 2 %', () => {
    const { criticalCount, proportion } = given(detectableProportion(100, 0.02));
    expect(criticalCount).toBe(6);
    expect(proportion).toBeCloseTo(0.077911, 6);
  });

  it('has just the power asked for at the proportion found, at the smallest count within the level', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 3000 }),
        fc.double({ min: 0.002, max: 0.6, noNaN: true }),
        (cases, baseline) => {
          const found = detectableProportion(cases, baseline);
          fc.pre(found.kind === 'computed');
          const { criticalCount, proportion } = given(found);
          expect(binomialSurvival(criticalCount - 1, cases, baseline)).toBeLessThanOrEqual(0.025);
          expect(binomialSurvival(criticalCount - 2, cases, baseline)).toBeGreaterThan(0.025);
          expect(binomialSurvival(criticalCount - 1, cases, proportion)).toBeCloseTo(0.8, 6);
          expect(proportion).toBeGreaterThan(baseline);
        },
      ),
      RUNS,
    );
  });

  it('comes nearer to the baseline with ten times the cases', () => {
    const few = given(detectableProportion(40, 0.03)).proportion;
    const many = given(detectableProportion(400, 0.03)).proportion;
    expect(many).toBeLessThan(few);
  });

  it('is not computable where not even events throughout would stand out, or there is nothing to count from', () => {
    expect(reasonOf(detectableProportion(2, 0.3))).toContain('Not even');
    expect(reasonOf(detectableProportion(0, 0.3))).toContain('1 or more');
    expect(reasonOf(detectableProportion(10, 0))).toContain('between 0 and 1');
    expect(reasonOf(detectableProportion(10, 0.1, { power: 1 }))).toContain('between 0 and 1');
  });
});
