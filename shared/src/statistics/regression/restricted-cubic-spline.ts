import { type Computed, computed, notComputable } from '../computed.ts';
import { quantileOfRanks } from '../quantile.ts';

/** Knot places as quantiles of the values, by number of knots (Harrell 2015, table 2.3). */
const KNOT_QUANTILES: Readonly<Record<number, readonly number[]>> = {
  3: [0.1, 0.5, 0.9],
  4: [0.05, 0.35, 0.65, 0.95],
  5: [0.05, 0.275, 0.5, 0.725, 0.95],
};

/**
 * Knots of a restricted cubic spline at Harrell's quantiles.
 *
 * Edge cases: values with so many ties that knots coincide are not computable; take fewer knots or give them yourself.
 */
export function splineKnots(
  values: ArrayLike<number>,
  knotCount: 3 | 4 | 5,
): Computed<{ readonly knots: readonly number[] }> {
  if (values.length === 0) return notComputable('No values to place knots in.');
  const sorted = Float64Array.from(values).sort();
  const knots = (KNOT_QUANTILES[knotCount] as readonly number[]).map((probability) =>
    quantileOfRanks(sorted.length, (rank) => sorted[rank] as number, probability),
  );
  return new Set(knots).size === knots.length
    ? computed({ knots })
    : notComputable(`The values are too often equal for ${knotCount} distinct knots.`);
}

/**
 * Restricted cubic spline: cubic between the knots, a straight line beyond the outer ones.
 *
 * Formula: columns x and, for j = 1 … k − 2, [(x − tⱼ)³₊ − (x − tₖ₋₁)³₊ (tₖ − tⱼ)/(tₖ − tₖ₋₁) + (x − tₖ)³₊ (tₖ₋₁ − tⱼ)/(tₖ − tₖ₋₁)] / (tₖ − t₁)².
 * Use: age and other predictors whose effect on the log odds is not a straight line.
 * Assumptions: at least three knots, strictly ascending.
 * Edge cases: below the first knot all but x are 0.
 * Source: Harrell, Regression Modeling Strategies, 2nd ed. 2015, section 2.4.5 (the scaling is that of rms::rcs).
 * Worked example: knots 0, 1, 2 at x = 1: columns 1 and (1 − 0 + 0)/4 = 0.25; at x = 3: 3 and (27 − 2·8 + 1)/4 = 3.
 */
export function restrictedCubicSpline(value: number, knots: readonly number[]): readonly number[] {
  const first = knots[0] as number;
  const beforeLast = knots[knots.length - 2] as number;
  const last = knots[knots.length - 1] as number;
  const span = last - beforeLast;
  const terms = knots.slice(0, -2).map((knot) => {
    const bent =
      cubeAbove(value, knot) -
      (cubeAbove(value, beforeLast) * (last - knot)) / span +
      (cubeAbove(value, last) * (beforeLast - knot)) / span;
    return bent / (last - first) ** 2;
  });
  return [value, ...terms];
}

function cubeAbove(value: number, knot: number): number {
  return value > knot ? (value - knot) ** 3 : 0;
}
