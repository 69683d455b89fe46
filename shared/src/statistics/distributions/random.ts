import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';
import { betaQuantile } from './beta.ts';
import { binomialQuantile } from './binomial.ts';
import { gammaQuantile } from './gamma.ts';
import { normalQuantile } from './normal.ts';
import { poissonQuantile } from './poisson.ts';

/** Seeded draws; every draw takes exactly one uniform number, so that two runs stay in step when a parameter changes. */
export interface RandomSource {
  /** 0 ≤ u < 1, a multiple of 2^−53. */
  uniform(): number;
  /** A whole number 0 … size − 1. */
  index(size: number): number;
  bernoulli(probability: number): 0 | 1;
  normal(mean?: number, standardDeviation?: number): number;
  binomial(n: number, probability: number): number;
  poisson(mean: number): number;
  gamma(shape: number, rate: number): number;
  beta(alpha: number, beta: number): number;
}

const smallestUniform = 2 ** -54;

/**
 * Random source from a whole-number seed: Mersenne Twister (pure-rand) and inversion of the distribution functions of this family.
 *
 * Use: simulation that must repeat exactly. Not for secrets.
 * Edge cases: a uniform draw of 0 is taken as 2^−54 before inversion.
 * Source: Matsumoto & Nishimura 1998; Devroye 1986, chapter 2 (inversion).
 * Worked example: createRandomSource(1).binomial(10, 0) = 0.
 */
export function createRandomSource(seed: number): RandomSource {
  const generator = mersenne(seed);
  const uniform = () => uniformFloat64(generator);
  const open = () => uniform() || smallestUniform;
  return {
    uniform,
    index: (size) => Math.floor(uniform() * size),
    bernoulli: (probability) => (uniform() < probability ? 1 : 0),
    normal: (mean = 0, standardDeviation = 1) => mean + standardDeviation * normalQuantile(open()),
    binomial: (n, probability) => binomialQuantile(open(), n, probability),
    poisson: (mean) => poissonQuantile(open(), mean),
    gamma: (shape, rate) => gammaQuantile(open(), shape, rate),
    beta: (alpha, beta) => betaQuantile(open(), alpha, beta),
  };
}
