import { createRandomSource, type RandomSource } from '@lamina/shared/statistics/distributions.ts';
import { describe, expect, it } from 'vitest';

const draws = 20_000;

/** Mean and variance of many draws, and by how many standard errors the mean misses its expectation. */
function momentsOf(draw: (random: RandomSource) => number) {
  const random = createRandomSource(20260401);
  const values = Array.from({ length: draws }, () => draw(random));
  const mean = values.reduce((a, b) => a + b, 0) / draws;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / (draws - 1);
  return { mean, variance };
}

describe('random source', () => {
  it('repeats itself from its seed, and not from another', () => {
    const take = (seed: number) => {
      const random = createRandomSource(seed);
      return [random.uniform(), random.normal(), random.beta(2, 3), random.poisson(4), random.index(1000)];
    };
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
  });

  it.each<[string, (random: RandomSource) => number, number, number]>([
    ['uniform', (r) => r.uniform(), 0.5, 1 / 12],
    ['index', (r) => r.index(10), 4.5, 99 / 12],
    ['bernoulli', (r) => r.bernoulli(0.3), 0.3, 0.21],
    ['standard normal', (r) => r.normal(), 0, 1],
    ['normal', (r) => r.normal(5, 2), 5, 4],
    ['binomial', (r) => r.binomial(20, 0.1), 2, 1.8],
    ['poisson', (r) => r.poisson(3.5), 3.5, 3.5],
    ['gamma', (r) => r.gamma(4, 2), 2, 1],
    ['beta', (r) => r.beta(2, 6), 0.25, 1 / 48],
  ])('draws %s with its mean and variance', (_, draw, mean, variance) => {
    const found = momentsOf(draw);
    expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / draws));
    expect(Math.abs(found.variance / variance - 1)).toBeLessThan(0.06);
  });
});
