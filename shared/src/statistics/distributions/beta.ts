import { betaKernel, regularisedBeta, regularisedBetaOf } from './incomplete-beta.ts';
import { increasingRoot } from './increasing-root.ts';
import { logBeta } from './log-gamma.ts';
import { normalQuantile } from './normal.ts';
import { requireDomain } from './require-domain.ts';

/**
 * Beta distribution on 0–1 with density x^(alpha−1) (1−x)^(beta−1) / B(alpha, beta).
 *
 * Edge cases: x below 0 or above 1 is taken as 0 or 1.
 * Source: see incomplete-beta.ts. Worked example: betaQuantile(0.975, 19, 130) = 0.1853903699703251.
 */
export function betaCdf(x: number, alpha: number, beta: number): number {
  return regularisedBeta(Math.min(1, Math.max(0, x)), alpha, beta);
}

/** Density at x, 0 < x < 1. */
export function betaPdf(x: number, alpha: number, beta: number): number {
  requireDomain(
    x > 0 && x < 1 && alpha > 0 && beta > 0,
    'the beta density needs 0 < x < 1, alpha > 0 and beta > 0',
  );
  return betaKernel(x, 1 - x, alpha, beta) / (x * (1 - x));
}

/**
 * The x with P(X ≤ x) = probability, 0 < probability < 1.
 *
 * Newton's method for ln I_x against logit x (concave), on the smaller tail.
 */
export function betaQuantile(probability: number, alpha: number, beta: number): number {
  requireDomain(probability > 0 && probability < 1, 'betaQuantile needs 0 < probability < 1');
  requireDomain(alpha > 0 && beta > 0, 'the beta distribution needs alpha > 0 and beta > 0');
  const upper = probability > 0.5;
  const target = Math.log(upper ? 1 - probability : probability);
  const root = increasingRoot(
    (logit) => {
      const x = 1 / (1 + Math.exp(-logit));
      const y = 1 / (1 + Math.exp(logit));
      const tail = upper ? regularisedBetaOf(y, x, beta, alpha) : regularisedBetaOf(x, y, alpha, beta);
      const slope = betaKernel(x, y, alpha, beta) / tail;
      return upper ? { value: target - Math.log(tail), slope } : { value: Math.log(tail) - target, slope };
    },
    betaLogitStart(probability, alpha, beta),
  );
  return 1 / (1 + Math.exp(-root));
}

/**
 * First guess of the logit of a beta quantile: the cube-root approximation of Abramowitz & Stegun 26.5.22, or the leading
 * term of the series where a parameter is below 1.
 */
export function betaLogitStart(probability: number, alpha: number, beta: number): number {
  if (alpha >= 1 && beta >= 1) {
    const z = -normalQuantile(probability);
    const lambda = (z * z - 3) / 6;
    const shareA = 1 / (2 * alpha - 1);
    const shareB = 1 / (2 * beta - 1);
    const harmonic = 2 / (shareA + shareB);
    const root = Math.sqrt(Math.max(0, harmonic + lambda));
    const w = (z * root) / harmonic - (shareB - shareA) * (lambda + 5 / 6 - 2 / (3 * harmonic));
    return Math.log(alpha / beta) - 2 * w;
  }
  const logB = logBeta(alpha, beta);
  const fromBelow = (Math.log(probability * alpha) + logB) / alpha;
  const fromAbove = -(Math.log((1 - probability) * beta) + logB) / beta;
  return probability <= 0.5 ? Math.min(fromBelow, 0) : Math.max(fromAbove, 0);
}
