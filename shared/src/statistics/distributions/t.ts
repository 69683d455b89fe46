import { betaKernel, regularisedBetaOf } from './incomplete-beta.ts';
import { increasingRoot } from './increasing-root.ts';
import { normalQuantile } from './normal.ts';
import { requireDomain } from './require-domain.ts';

/** Nearer to the median than this, the centre is solved for rather than the tail. */
const nearMedian = 0.1;

/**
 * Student's t distribution. P(T > t) = ½ I_x(df/2, ½) with x = df / (df + t²), t ≥ 0.
 *
 * Source: NIST DLMF 8.17. Worked example: tCdf(−2.5, 9) = 0.01693091384149287; tQuantile(0.975, 9) = 2.262157162798205.
 */
export function tCdf(t: number, degreesOfFreedom: number): number {
  requireDomain(degreesOfFreedom > 0, 'the t distribution needs degreesOfFreedom > 0');
  const tail = 0.5 * tailOf(t * t, degreesOfFreedom);
  return t < 0 ? tail : 1 - tail;
}

/** The t with P(T ≤ t) = probability, 0 < probability < 1. */
export function tQuantile(probability: number, degreesOfFreedom: number): number {
  requireDomain(probability > 0 && probability < 1, 'tQuantile needs 0 < probability < 1');
  requireDomain(degreesOfFreedom > 0, 'the t distribution needs degreesOfFreedom > 0');
  if (probability === 0.5) return 0;
  const tail = Math.min(probability, 1 - probability);
  const useCentre = 0.5 - tail < nearMedian;
  const target = Math.log(2 * (useCentre ? 0.5 - tail : tail));
  const root = increasingRoot(
    (logT) => {
      const square = Math.exp(2 * logT);
      const part = useCentre ? centreOf(square, degreesOfFreedom) : tailOf(square, degreesOfFreedom);
      const slope = (2 * kernelOf(square, degreesOfFreedom)) / part;
      return useCentre
        ? { value: Math.log(part) - target, slope }
        : { value: target - Math.log(part), slope };
    },
    Math.log(-normalQuantile(tail)),
  );
  return probability < 0.5 ? -Math.exp(root) : Math.exp(root);
}

/** df / (df + t²) and t² / (df + t²), from the square of t, which may overflow. */
function shares(square: number, degreesOfFreedom: number): readonly [number, number] {
  return [1 / (1 + square / degreesOfFreedom), 1 / (1 + degreesOfFreedom / square)];
}

/** P(|T| > t). */
function tailOf(square: number, degreesOfFreedom: number): number {
  const [x, y] = shares(square, degreesOfFreedom);
  return regularisedBetaOf(x, y, degreesOfFreedom / 2, 0.5);
}

/** P(|T| ≤ t). */
function centreOf(square: number, degreesOfFreedom: number): number {
  const [x, y] = shares(square, degreesOfFreedom);
  return regularisedBetaOf(y, x, 0.5, degreesOfFreedom / 2);
}

function kernelOf(square: number, degreesOfFreedom: number): number {
  const [x, y] = shares(square, degreesOfFreedom);
  return betaKernel(x, y, degreesOfFreedom / 2, 0.5);
}
