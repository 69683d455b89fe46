import { funnelScale, type ScaledFunnel } from '@lamina/client/src/charts/funnel-scale.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const plain: ScaledFunnel = { points: [], limits: [], centre: 0.02, band: null, ceiling: 1 };
const point = (size: number, value: number, told = true) => ({ size, value, told });

describe('the scale of a funnel', () => {
  it('runs from 0 to beyond the highest value, on ticks that can be read', () => {
    const scale = funnelScale({ ...plain, points: [point(120, 0.01), point(800, 0.043)] });
    expect(scale).toMatchObject({ lowestValue: 0, highestValue: 0.05 });
    expect(scale.valueTicks).toEqual([0, 0.01, 0.02, 0.03, 0.04, 0.05]);
    expect(scale.sizeTicks).toEqual([0, 200, 400, 600, 800]);
    expect(scale.largestSize).toBeGreaterThan(800);
  });

  it('has whole cases on its axis of sizes, however few there are', () => {
    const { sizeTicks } = funnelScale({ ...plain, points: [point(3, 0.5)] });
    expect(sizeTicks).toEqual([0, 1, 2, 3]);
  });

  it('is not stretched by those of whom nothing can be told', () => {
    const told = [point(400, 0.03)];
    const scale = funnelScale({ ...plain, points: told });
    expect(funnelScale({ ...plain, points: [...told, point(2, 1, false)] }).highestValue).toBe(
      scale.highestValue,
    );
  });

  it('is stretched by the limit of the smallest provider, but not to more than its largest share', () => {
    const points = [point(100, 0.02), point(900, 0.02)];
    const withLimit = (upperAlarm: number) =>
      funnelScale({ ...plain, points, limits: [{ size: 100, lowerAlarm: 0, upperAlarm }] }).highestValue;
    expect(withLimit(0.03)).toBeGreaterThanOrEqual(0.03);
    expect(withLimit(0.9)).toBeLessThan(0.05);
  });

  it('hangs from its ceiling where nearly all cases count, and shows everyone who can be told', () => {
    const scale = funnelScale({ ...plain, centre: 0.96, points: [point(100, 0.93), point(500, 0.97)] });
    expect(scale.highestValue).toBe(1);
    expect(scale.lowestValue).toBeGreaterThan(0);
    expect(scale.lowestValue).toBeLessThanOrEqual(0.93);
  });

  it('holds every point and its centre, and never leaves 0 to the ceiling', () => {
    const counted = fc
      .integer({ min: 1, max: 5000 })
      .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size })))
      .map(([size, events]): [number, number] => [size, events / size]);
    fc.assert(
      fc.property(
        fc.array(counted, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000),
        (drawn, centre) => {
          const scale = funnelScale({
            ...plain,
            centre,
            points: drawn.map(([size, value]) => point(size, value)),
          });
          expect(scale.lowestValue).toBeGreaterThanOrEqual(0);
          expect(scale.highestValue).toBeLessThanOrEqual(1 + 1e-9);
          for (const value of [centre, ...drawn.map(([, drawnValue]) => drawnValue)]) {
            expect(value).toBeGreaterThanOrEqual(scale.lowestValue - 1e-5);
            expect(value).toBeLessThanOrEqual(scale.highestValue + 1e-5);
          }
          for (const [size] of drawn) expect(size).toBeLessThan(scale.largestSize);
        },
      ),
      { seed: 20_261_122 },
    );
  });
});
