import { bracketedRoot, chiSquareQuantile, chiSquareSurvival } from '../distributions.ts';
import type { DesignMatrix } from './design-matrix.ts';
import { maximiseLogistic } from './logistic-maximum.ts';
import { orthonormalWithLast } from './orthonormal-logistic.ts';

export interface ProfileInterval {
  /** Null where the profile never falls far enough: the interval is open on that side. */
  readonly lowerLimit: number | null;
  readonly upperLimit: number | null;
  /** Likelihood-ratio test of coefficient = 0. */
  readonly pValue: number;
}

interface ProfileRequest {
  readonly matrix: DesignMatrix;
  readonly outcome: Float64Array;
  readonly offset?: Float64Array | undefined;
  readonly penalised: boolean;
  readonly confidence: number;
  readonly columnIndex: number;
  readonly estimate: number;
  readonly standardError: number;
}

/** The bracket is widened by doubling this often before the profile is called flat: 2⁴⁰ standard errors. */
const DOUBLINGS = 40;
/** Of a limit, relative to itself or to the standard error: the likelihood does not tell it more finely. */
const ROOT_TOLERANCE = 1e-12;

/**
 * Profile-likelihood interval and likelihood-ratio p of one logistic coefficient, plain or with Firth's penalty.
 *
 * Formula: limits are the β with 2(l_max − max over the others of l(β, ·)) = χ²₁(confidence); p = P(χ²₁ > 2(l_max − l(0, ·))).
 * With the penalty l includes ½ log|I| of the whole model, as Heinze & Schemper and logistf have it.
 * Use: small samples and rare events, where Wald intervals mislead.
 * Assumptions: the estimate is the maximum of the same likelihood.
 * Edge cases: a plain profile may level off before the limit: that side is open, null. Penalised profiles always fall.
 * Source: Venzon & Moolgavkar 1988 Appl Stat 37:87 (the interval; solved here by bracketing); Heinze & Schemper 2002 Stat Med
 * 21:2409; golden vectors logistic.firth.
 * Worked example: Firth, y = 0,0,0,1,1,1 on x = 1…6: slope 1.1289, limits 0.00173 and 6.0700, p = 0.0495.
 */
export function profileInterval(request: ProfileRequest): ProfileInterval {
  const { matrix, columnIndex, confidence, estimate, standardError } = request;
  const orthonormal = orthonormalWithLast(matrix, columnIndex);
  const last = matrix.columns.length - 1;
  const scale = orthonormal.upper.get(last, last);
  const { outcome, offset, penalised } = request;
  const problem = { columns: orthonormal.columns, outcome, offset, penalised };
  const best = maximiseLogistic(problem);
  // Every point starts from the maximum, so that the profile is a function and the bracket keeps its signs.
  const drop = (value: number): number => {
    const point = maximiseLogistic({ ...problem, lastCoefficient: value * scale, start: best.coefficients });
    return 2 * (best.objective - point.objective);
  };
  const tolerance = { relativeTolerance: ROOT_TOLERANCE, absoluteTolerance: ROOT_TOLERANCE * standardError };
  const critical = chiSquareQuantile(confidence, 1);
  const limit = (side: 1 | -1): number | null => {
    let inner = estimate;
    let distance = side * standardError;
    for (let doubling = 0; doubling < DOUBLINGS; doubling += 1) {
      const outer = estimate + distance;
      if (drop(outer) > critical)
        return bracketedRoot((value) => drop(value) - critical, inner, outer, tolerance);
      inner = outer;
      distance *= 2;
    }
    return null;
  };
  const lowerLimit = limit(-1);
  const upperLimit = limit(1);
  return { lowerLimit, upperLimit, pValue: chiSquareSurvival(Math.max(0, drop(0)), 1) };
}
