import { whiskerScale } from '@lamina/client/src/charts/whisker-scale.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const figure = (
  value: number,
  lower: number,
  upper: number,
  bands: { low: number; high: number }[] = [],
) => ({
  value,
  interval: { lower, upper },
  bands,
});

describe('the scale of a row of whiskers', () => {
  it('begins at zero and holds every value and band', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
        (pairs) => {
          const figures = pairs.map(([value, high]) =>
            figure(value, value / 2, 1, [{ low: high / 2, high }]),
          );
          const scale = whiskerScale(figures, 'proportion');
          expect(scale.minimum).toBe(0);
          expect(scale.maximum).toBeGreaterThanOrEqual(Math.max(...pairs.flat()));
          expect(scale.maximum).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('is not stretched without end by the interval of a few cases', () => {
    expect(whiskerScale([figure(0.02, 0.001, 0.4)], 'proportion').maximum).toBe(0.05);
  });

  it('shows the interval where nothing was counted', () => {
    expect(whiskerScale([figure(0, 0, 0.104)], 'proportion').maximum).toBe(0.15);
  });

  it('goes below zero only for figures that do', () => {
    expect(whiskerScale([figure(-3, -5, -1)], 'points')).toEqual({ minimum: -6, maximum: 0 });
  });

  it('is one unit long without figures', () => {
    expect(whiskerScale([], 'nights')).toEqual({ minimum: 0, maximum: 1 });
  });
});
