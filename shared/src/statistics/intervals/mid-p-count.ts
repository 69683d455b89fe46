import { type Computed, computed, notComputable } from '../computed.ts';
import { increasingRoot, normalQuantile, poissonTails } from '../distributions.ts';
import { type CountInterval, countProblem, defaultConfidence } from './interval.ts';

/** The cube root of Wilson and Hilferty is not trusted below this. */
const smallestCubeRoot = 0.3;

/**
 * Central mid-P interval of the mean of a Poisson count.
 *
 * Formula: the lower limit solves P(X > k) + ½ P(X = k) = α/2, the upper P(X < k) + ½ P(X = k) = α/2, X Poisson.
 * Use: the limits of NHSN's standardised infection ratio (published for every observed count, with converged roots).
 * Assumptions: events occur independently at one rate.
 * Edge cases: k = 0 gives lower limit 0 and upper limit −ln α (2.9957 at 95 %, where the exact method gives 3.6889).
 * Source: Berry & Armitage 1995, The Statistician 44:417; CDC, The NHSN Standardized Infection Ratio, a guide to the SIR.
 * Worked example: 1 event at 95 % gives 0.05002 to 4.93186.
 */
export function midPCountInterval(count: number, confidence = defaultConfidence): Computed<CountInterval> {
  const problem = countProblem(count, confidence);
  if (problem !== undefined) return notComputable(problem);
  const alpha = 1 - confidence;
  if (count === 0) return computed({ lower: 0, upper: -Math.log(alpha) });
  return computed({ lower: limit(count, alpha, 'lower'), upper: limit(count, alpha, 'upper') });
}

/** Newton's method for the logarithm of the tail against the logarithm of the mean. */
function limit(count: number, alpha: number, side: 'lower' | 'upper'): number {
  const isLower = side === 'lower';
  const target = Math.log(alpha / 2);
  const z = normalQuantile(isLower ? alpha / 2 : 1 - alpha / 2);
  const shape = count + 0.5;
  const cubeRoot = Math.max(smallestCubeRoot, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape)));
  const root = increasingRoot(
    (logMean) => {
      const mean = Math.exp(logMean);
      const { below, at, above } = poissonTails(count, mean);
      const tail = (isLower ? above : below) + at / 2;
      const slope = (at * (mean + count)) / 2 / tail;
      const excess = Math.log(tail) - target;
      return { value: isLower ? excess : -excess, slope };
    },
    Math.log(shape) + 3 * Math.log(cubeRoot),
  );
  return Math.exp(root);
}
