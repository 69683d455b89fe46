import { digamma } from '@lamina/shared/statistics/distributions.ts';
import { digammaRise } from '@lamina/shared/statistics/providers/digamma-rise.ts';
import { expect, it } from 'vitest';

it.each([
  ['small counts, summed term by term', [0, 1, 1, 4, 12]],
  ['large counts, by digamma', [3, 5000]],
  ['counts that are not whole, by digamma', [0.5, 2.25]],
  ['no counts at all', []],
])('is the sum of the digamma differences: %s', (_what, counts: number[]) => {
  const rise = digammaRise(counts);
  for (const x of [1e-3, 0.7, 8.25, 1e6]) {
    const expected = counts.reduce((total, count) => total + digamma(count + x) - digamma(x), 0);
    expect(Math.abs(rise(x) - expected)).toBeLessThanOrEqual(1e-12 + 1e-9 * Math.abs(expected));
  }
});

it('keeps every digit where the differences of digamma lose them', () => {
  expect(digammaRise([2])(1e9)).toBe(1 / (1e9 + 1) + 1 / 1e9);
});
