import { courseScale, shareScale } from '@lamina/client/src/charts/course-scale.ts';
import { describe, expect, it } from 'vitest';

describe('the scale of a course', () => {
  it('begins at 0 and has room for the highest value', () => {
    expect(courseScale([3.2, 7.9], [])).toEqual({ lowest: 0, highest: 10, ticks: [0, 2, 4, 6, 8, 10] });
  });

  it('lets limits stretch it, but never to many times the values', () => {
    expect(courseScale([10], [12]).highest).toBeGreaterThanOrEqual(12);
    expect(courseScale([10], [500]).highest).toBeLessThanOrEqual(20);
  });

  it('goes below 0 only for values that do', () => {
    const { lowest, highest, ticks } = courseScale([-7, 4], []);
    expect(lowest).toBeLessThanOrEqual(-7);
    expect(highest).toBeGreaterThanOrEqual(4);
    expect(ticks).toContain(0);
    expect(courseScale([4], [-3]).lowest).toBe(0);
  });

  it('draws something where every value is 0', () => {
    const { lowest, highest } = courseScale([0, 0], []);
    expect(highest).toBeGreaterThan(lowest);
  });

  it('never shows a share above 1', () => {
    expect(shareScale([0.4, 0.98], [1.4]).highest).toBe(1);
  });

  it('hangs high shares from 1, with every one of them inside', () => {
    const { lowest, highest, ticks } = shareScale([0.95, 0.97, 0.99], [0.93, 1]);
    expect(highest).toBe(1);
    expect(lowest).toBeGreaterThan(0.8);
    expect(lowest).toBeLessThanOrEqual(0.93);
    expect([ticks[0], ticks.at(-1)]).toEqual([lowest, 1]);
    expect(shareScale([0.02, 0.97], []).lowest).toBe(0);
  });
});
