import { type Computed, computed, notComputable } from '../computed.ts';
import { normalQuantile } from '../distributions.ts';
import { logOddsOfRisks } from './calibration.ts';
import { withIntercept } from './design-matrix.ts';
import { fitLogistic } from './logistic-regression.ts';
import { riskFault } from './outcome-fault.ts';
import { restrictedCubicSpline, splineKnots } from './restricted-cubic-spline.ts';
import { type RiskGroup, riskGroups } from './risk-groups.ts';

export interface CalibrationGroup extends RiskGroup {
  readonly meanRisk: number;
  readonly observedRate: number;
}

/** One point of the smooth curve; all are proportions 0–1. */
export interface CalibrationPoint {
  readonly predictedRisk: number;
  readonly observedRisk: number;
  readonly lowerLimit: number;
  readonly upperLimit: number;
}

export interface CalibrationCurve {
  readonly groups: readonly CalibrationGroup[];
  readonly smooth: Computed<{ readonly points: readonly CalibrationPoint[] }>;
}

export interface CalibrationCurveOptions {
  readonly groupCount?: number;
  readonly pointCount?: number;
  readonly confidence?: number;
}

const KNOTS = 3;

/**
 * Calibration curve: observed against predicted risk, in groups and as a smooth curve with a pointwise band.
 *
 * Formula: groups as riskGroups; smooth: logit P(y = 1) = restricted cubic spline of logit p with three knots, at points
 * evenly spaced in logit p between the lowest and highest risk; limits from the covariance on the log odds scale.
 * Use: where on the scale of risk a model is off. The diagonal is perfect calibration.
 * Assumptions: independent cases; enough events for three coefficients.
 * Edge cases: groups exist whenever there are cases; the smooth curve gives its reason where risks are tied, 0 or 1, or the
 * classes are separated.
 * Source: Harrell, Regression Modeling Strategies, 2nd ed. 2015; Van Calster et al. 2016 J Clin Epidemiol 74:167.
 * Worked example: risks 0.1 (10 cases, 1 event) and 0.3 (10 cases, 3 events): groups on the diagonal; too tied for a curve.
 */
export function calibrationCurve(
  risks: ArrayLike<number>,
  outcome: ArrayLike<number>,
  options: CalibrationCurveOptions = {},
): Computed<CalibrationCurve> {
  const fault = riskFault(risks, outcome);
  if (fault !== undefined) return notComputable(fault);
  const groups = riskGroups(risks, outcome, options.groupCount ?? 10).map((group) => ({
    ...group,
    meanRisk: group.expected / group.caseCount,
    observedRate: group.observed / group.caseCount,
  }));
  const smooth = smoothCurve(risks, outcome, options.pointCount ?? 50, options.confidence ?? 0.95);
  return computed({ groups, smooth });
}

function smoothCurve(
  risks: ArrayLike<number>,
  outcome: ArrayLike<number>,
  pointCount: number,
  confidence: number,
): Computed<{ readonly points: readonly CalibrationPoint[] }> {
  const logits = logOddsOfRisks(risks, outcome);
  if (logits.kind === 'not-computable') return logits;
  const knotPlaces = splineKnots(logits.logOdds, KNOTS);
  if (knotPlaces.kind === 'not-computable') return knotPlaces;
  const { knots } = knotPlaces;
  const bent = logits.logOdds.map((value) => restrictedCubicSpline(value, knots)[1] as number);
  const matrix = withIntercept(bent.length, [
    { name: 'log odds', values: logits.logOdds },
    { name: 'bend', values: bent },
  ]);
  const fit = fitLogistic(matrix, outcome);
  if (fit.kind === 'not-computable') return fit;
  const critical = -normalQuantile((1 - confidence) / 2);
  const sorted = logits.logOdds.toSorted();
  const lowest = sorted[0] as number;
  const highest = sorted[sorted.length - 1] as number;
  const points = Array.from({ length: pointCount }, (_, index) => {
    const logOdds = lowest + ((highest - lowest) * index) / (pointCount - 1);
    const row = [1, ...restrictedCubicSpline(logOdds, knots)];
    const centre = weightedSum(
      row,
      fit.coefficients.map(({ estimate }) => estimate),
    );
    const margin =
      critical *
      Math.sqrt(
        weightedSum(
          row,
          fit.covariance.map((line) => weightedSum(row, line)),
        ),
      );
    return {
      predictedRisk: riskOf(logOdds),
      observedRisk: riskOf(centre),
      lowerLimit: riskOf(centre - margin),
      upperLimit: riskOf(centre + margin),
    };
  });
  return computed({ points });
}

function weightedSum(weights: readonly number[], values: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (values[index] as number), 0);
}

function riskOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
