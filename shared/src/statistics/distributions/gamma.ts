import { regularisedGammaLower, regularisedGammaUpper } from './incomplete-gamma.ts';
import { increasingRoot } from './increasing-root.ts';
import { logGamma } from './log-gamma.ts';
import { normalQuantile } from './normal.ts';
import { requireDomain } from './require-domain.ts';
import { poissonMass } from './saddle-point.ts';

/**
 * Gamma distribution with density rate^shape x^(shape−1) e^(−rate x) / Γ(shape).
 *
 * Edge cases: x ≤ 0 has probability 0 below it; a quantile too small for a double is 0.
 * Source: see incomplete-gamma.ts. Worked example: gammaCdf(2, 1, 1) = 1 − e^−2 = 0.8646647167633873.
 */
export function gammaCdf(x: number, shape: number, rate: number): number {
  requireDomain(rate > 0, 'the gamma distribution needs rate > 0');
  return regularisedGammaLower(shape, Math.max(0, x * rate));
}

/** P(X > x). */
export function gammaSurvival(x: number, shape: number, rate: number): number {
  requireDomain(rate > 0, 'the gamma distribution needs rate > 0');
  return regularisedGammaUpper(shape, Math.max(0, x * rate));
}

/**
 * The x with P(X ≤ x) = probability, 0 < probability < 1.
 *
 * Newton's method for ln P against ln x (concave), on the smaller tail, from Wilson and Hilferty's cube root or, where that
 * fails, the leading term of the series.
 */
export function gammaQuantile(probability: number, shape: number, rate: number): number {
  requireDomain(probability > 0 && probability < 1, 'gammaQuantile needs 0 < probability < 1');
  requireDomain(shape > 0 && rate > 0, 'the gamma distribution needs shape > 0 and rate > 0');
  const upper = probability > 0.5;
  const target = Math.log(upper ? 1 - probability : probability);
  const root = increasingRoot(
    (logX) => {
      const x = Math.exp(logX);
      const tail = upper ? regularisedGammaUpper(shape, x) : regularisedGammaLower(shape, x);
      const slope = (shape * poissonMass(shape, x)) / tail;
      return upper ? { value: target - Math.log(tail), slope } : { value: Math.log(tail) - target, slope };
    },
    firstLogQuantile(probability, shape),
  );
  return Math.exp(root) / rate;
}

function firstLogQuantile(probability: number, shape: number): number {
  const cubeRoot = 1 - 1 / (9 * shape) + normalQuantile(probability) / (3 * Math.sqrt(shape));
  if (cubeRoot > 0.3) return Math.log(shape) + 3 * Math.log(cubeRoot);
  return (Math.log(probability) + logGamma(shape + 1)) / shape;
}
