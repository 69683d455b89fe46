import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { addMultiple, isConstant, sumOf } from './dot-product.ts';
import {
  evaluateLogistic,
  type LogisticData,
  type LogisticEvaluation,
  type LogisticWorkspace,
  linearPredictor,
} from './logistic-likelihood.ts';

/**
 * Maximum of the logistic log-likelihood, plain or with Firth's penalty, over coefficients of orthonormal columns.
 *
 * Formula: l(γ) = Σ y log p + (1 − y) log(1 − p), p = 1 / (1 + exp(−η)), η = offset + Qγ; penalised: l + ½ log|QᵀWQ|,
 * W = diag(p(1 − p)). Newton steps I⁻¹Qᵀ(y − p); penalised: residuals y − p + h(½ − p), h the hat diagonal, and weights
 * w(1 + h) in the step; steps are halved until the objective does not fall.
 * Use: the one engine under maximum likelihood, Firth and both kinds of profile.
 * Assumptions: columns orthonormal (so the step size in η is a fair measure of convergence); outcome 0 or 1.
 * Edge cases: separation is proved, not guessed: a direction d with (2y − 1)·(Qd) ≥ 0 for every case and > 0 for one means
 * that the likelihood has no maximum (Albert & Anderson). Newton's steps tend to such a direction when there is one, and
 * shrink to nothing when there is none, which is the proof of the contrary.
 * Source: McCullagh & Nelder, Generalized Linear Models, 2nd ed. 1989; Firth 1993 Biometrika 80:27; Heinze & Schemper 2002
 * Stat Med 21:2409; Albert & Anderson 1984 Biometrika 71:1.
 * Worked example: one column of 1/√n, 3 events of 4: γ/√4 = log 3 = 1.0986 plain, log(3.5/1.5) = 0.8473 penalised.
 */
interface LogisticProblem extends LogisticData {
  readonly offset?: Float64Array | undefined;
  /** Holds the coefficient of the last column at this value: one point of a profile. */
  readonly lastCoefficient?: number | undefined;
  readonly start?: readonly number[] | undefined;
}

interface LogisticMaximum extends Omit<LogisticEvaluation, 'score'> {
  readonly status: 'converged' | 'separated' | 'not-converged';
  readonly coefficients: readonly number[];
  readonly iterations: number;
}

/** Last change of the linear predictor: Newton squares the error, so that rounding is all that remains after it. */
const CONVERGED_STEP = 1e-8;
/** Penalised steps, which leave the change of h out of the slope, shrink by a constant factor only. */
const CONVERGED_PENALISED_STEP = 1e-11;
/** Below this a step that no longer shrinks is rounding noise. */
const STAGNATION_STEP = 1e-7;
/** Largest change of the linear predictor in a penalised step (logistf limits its steps likewise). */
const LARGEST_PENALISED_STEP = 5;
const PLAIN_ITERATIONS = 60;
const PENALISED_ITERATIONS = 500;
/** A step is halved no further than to this share of itself. */
const SMALLEST_FRACTION = 2 ** -30;
/** Room for rounding when two objectives are compared. */
const OBJECTIVE_SLACK = 1e-12;
/** Separation is looked for from this iteration on; ordinary data have converged by then. */
const SEPARATION_FROM_ITERATION = 6;
const SEPARATION_SMALLEST_STEP = 0.1;
const SEPARATION_TOLERANCE = 1e-8;

export function maximiseLogistic(problem: LogisticProblem): LogisticMaximum {
  const { columns, outcome, offset, penalised, lastCoefficient } = problem;
  const caseCount = outcome.length;
  const freeCount = lastCoefficient === undefined ? columns.length : columns.length - 1;
  const workspace: LogisticWorkspace = {
    weight: new Float64Array(caseCount),
    residual: new Float64Array(caseCount),
  };
  let coefficients = startingCoefficients(problem);
  let predictor = linearPredictor(columns, coefficients, offset, caseCount);
  let current = evaluateLogistic(problem, predictor, workspace);
  const finish = (status: LogisticMaximum['status'], iterations: number): LogisticMaximum => ({
    status,
    coefficients,
    information: current.information,
    augmentedInformation: current.augmentedInformation,
    logLikelihood: current.logLikelihood,
    objective: current.objective,
    iterations,
  });
  if (freeCount === 0) return finish('converged', 0);

  const iterationLimit = penalised ? PENALISED_ITERATIONS : PLAIN_ITERATIONS;
  // In a profile only the height of the maximum is wanted, whose error is the square of the step's.
  const convergedStep =
    penalised && lastCoefficient === undefined ? CONVERGED_PENALISED_STEP : CONVERGED_STEP;
  let previousSize = Number.POSITIVE_INFINITY;
  for (let iteration = 1; iteration <= iterationLimit; iteration += 1) {
    const direction = newtonDirection(current, freeCount);
    if (direction === undefined) return finish('not-converged', iteration);
    const change = linearPredictor(columns.slice(0, freeCount), direction, undefined, caseCount);
    let size = largestMagnitude(change);
    if (
      !penalised &&
      iteration >= SEPARATION_FROM_ITERATION &&
      size >= SEPARATION_SMALLEST_STEP &&
      (separates(change, outcome) || separates(withoutOffset(predictor, problem), outcome))
    ) {
      return finish('separated', iteration);
    }
    let fraction = penalised ? Math.min(1, LARGEST_PENALISED_STEP / size) : 1;
    const lowest = current.objective - OBJECTIVE_SLACK * (1 + Math.abs(current.objective));
    const before = predictor;
    for (;;) {
      predictor = before.slice();
      addMultiple(predictor, fraction, change);
      current = evaluateLogistic(problem, predictor, workspace);
      if (current.objective >= lowest || fraction < SMALLEST_FRACTION) break;
      fraction /= 2;
    }
    coefficients = coefficients.map((value, index) => value + fraction * (direction[index] ?? 0));
    size *= fraction;
    if (size <= convergedStep || (size < STAGNATION_STEP && size > previousSize / 2)) {
      return finish('converged', iteration);
    }
    previousSize = size;
  }
  return finish('not-converged', iterationLimit);
}
function startingCoefficients({
  columns,
  outcome,
  offset,
  lastCoefficient,
  start,
}: LogisticProblem): number[] {
  const coefficients = start === undefined ? columns.map(() => 0) : [...start];
  if (lastCoefficient !== undefined) coefficients[columns.length - 1] = lastCoefficient;
  const first = columns[0];
  if (start !== undefined || lastCoefficient !== undefined || offset !== undefined || first === undefined) {
    return coefficients;
  }
  // The overall log odds on the constant column save two or three steps when events are rare.
  const events = sumOf(outcome);
  if (isConstant(first))
    coefficients[0] = Math.log((events + 0.5) / (outcome.length - events + 0.5)) / (first[0] as number);
  return coefficients;
}

function newtonDirection(current: LogisticEvaluation, freeCount: number): number[] | undefined {
  const last = freeCount - 1;
  const decomposition = new CholeskyDecomposition(current.augmentedInformation.subMatrix(0, last, 0, last));
  if (!decomposition.isPositiveDefinite()) return undefined;
  return decomposition.solve(Matrix.columnVector(current.score.slice(0, freeCount))).to1DArray();
}

function withoutOffset(predictor: Float64Array, { offset }: LogisticProblem): Float64Array {
  return offset === undefined ? predictor : predictor.map((value, row) => value - (offset[row] as number));
}

function separates(direction: Float64Array, outcome: Float64Array): boolean {
  const slack = SEPARATION_TOLERANCE * largestMagnitude(direction);
  return direction.every((value, row) => (outcome[row] === 1 ? value : -value) >= -slack);
}

function largestMagnitude(values: Float64Array): number {
  let largest = 0;
  for (let index = 0; index < values.length; index += 1) {
    const magnitude = Math.abs(values[index] as number);
    if (magnitude > largest) largest = magnitude;
  }
  return largest;
}
