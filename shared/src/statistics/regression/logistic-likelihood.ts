import { CholeskyDecomposition, inverse, Matrix } from 'ml-matrix';
import { addMultiple, dotProduct, multiplyInto } from './dot-product.ts';

export interface LogisticData {
  readonly columns: readonly Float64Array[];
  readonly outcome: Float64Array;
  readonly penalised: boolean;
}

export interface LogisticEvaluation {
  readonly logLikelihood: number;
  /** The quantity maximised: the log-likelihood, with its penalty when there is one. */
  readonly objective: number;
  readonly score: readonly number[];
  readonly information: Matrix;
  /** With weights w(1 + h); equal to `information` without a penalty. */
  readonly augmentedInformation: Matrix;
}

/** Columns as long as the cases, kept between evaluations. */
export interface LogisticWorkspace {
  readonly weight: Float64Array;
  readonly residual: Float64Array;
}

/** One less than a power of two: the number of cases whose probabilities are multiplied before a logarithm is taken. */
const LOGARITHM_BLOCK = 255;
/** Rows taken at a time, so that a block of every column stays in the processor's cache. */
const ROW_BLOCK = 512;

/** η = offset + Σ coefficient × column. */
export function linearPredictor(
  columns: readonly Float64Array[],
  coefficients: readonly number[],
  offset: Float64Array | undefined,
  rowCount: number,
): Float64Array {
  const predictor = offset === undefined ? new Float64Array(rowCount) : offset.slice();
  for (let from = 0; from < rowCount; from += ROW_BLOCK) {
    const to = Math.min(rowCount, from + ROW_BLOCK);
    columns.forEach((column, index) => {
      addMultiple(predictor, coefficients[index] as number, column, from, to);
    });
  }
  return predictor;
}

/**
 * The log-likelihood, its slope and its information at a linear predictor η, in one pass for each.
 *
 * Formula: l = Σ y log p + (1 − y) log(1 − p), p = 1 / (1 + exp(−η)); score Xᵀ(y − p); information XᵀWX, W = diag(p(1 − p)).
 * Penalised (Firth): objective l + ½ log|XᵀWX|, residuals y − p + h(½ − p), augmented weights w(1 + h), h the hat diagonal.
 * Use: the tight loop under every logistic fit.
 * Assumptions: outcome 0 or 1; `workspace` is overwritten.
 * Edge cases: penalised information that is not positive definite gives an objective of −∞, for a search to step back from.
 * Source: McCullagh & Nelder, Generalized Linear Models, 2nd ed. 1989; Firth 1993 Biometrika 80:27.
 * Worked example: one column of 1s, y = 1, 0, η = 0: l = −2 log 2, score 0, information ½.
 */
export function evaluateLogistic(
  { columns, outcome, penalised }: LogisticData,
  predictor: Float64Array,
  workspace: LogisticWorkspace,
): LogisticEvaluation {
  const { residual, weight } = workspace;
  const logLikelihood = residualsAndWeights(predictor, outcome, residual, weight);
  const information = weightedCrossProduct(columns, weight);
  if (!penalised) {
    const score = columns.map((column) => dotProduct(column, residual));
    return { logLikelihood, objective: logLikelihood, score, information, augmentedInformation: information };
  }
  const decomposition = new CholeskyDecomposition(information);
  if (!decomposition.isPositiveDefinite()) {
    return {
      logLikelihood,
      objective: Number.NEGATIVE_INFINITY,
      score: columns.map(() => 0),
      information,
      augmentedInformation: information,
    };
  }
  const lower = decomposition.lowerTriangularMatrix;
  const halfLogDeterminant = lower.diagonal().reduce((sum, value) => sum + Math.log(value), 0);
  const hat = hatDiagonal(columns, weight, inverse(lower));
  for (let row = 0; row < outcome.length; row += 1) {
    const leverage = hat[row] as number;
    // ½ − p from the residual y − p keeps the digits that 1 − p would lose.
    residual[row] =
      (residual[row] as number) + leverage * (0.5 - (outcome[row] as number) + (residual[row] as number));
    weight[row] = (weight[row] as number) * (1 + leverage);
  }
  return {
    logLikelihood,
    objective: logLikelihood + halfLogDeterminant,
    score: columns.map((column) => dotProduct(column, residual)),
    information,
    augmentedInformation: weightedCrossProduct(columns, weight),
  };
}

/** Fills residual y − p and weight p(1 − p), both to full relative precision in the tails; returns the log-likelihood. */
function residualsAndWeights(
  predictor: Float64Array,
  outcome: Float64Array,
  residual: Float64Array,
  weight: Float64Array,
): number {
  let logLikelihood = 0;
  let product = 1;
  for (let row = 0; row < predictor.length; row += 1) {
    const sign = outcome[row] === 1 ? 1 : -1;
    const margin = sign * (predictor[row] as number);
    const tail = Math.exp(-Math.abs(margin));
    const likelier = 1 / (1 + tail);
    const unlikelier = tail * likelier;
    residual[row] = sign * (margin > 0 ? unlikelier : likelier);
    weight[row] = likelier * unlikelier;
    if (margin < 0) logLikelihood += margin;
    // One logarithm for many cases: each factor is at least ½, so the product cannot underflow.
    product *= likelier;
    if ((row & LOGARITHM_BLOCK) === LOGARITHM_BLOCK) {
      logLikelihood += Math.log(product);
      product = 1;
    }
  }
  return logLikelihood + Math.log(product);
}

function weightedCrossProduct(columns: readonly Float64Array[], weight: Float64Array): Matrix {
  const product = Matrix.zeros(columns.length, columns.length);
  const weighted = new Float64Array(Math.min(ROW_BLOCK, weight.length));
  for (let from = 0; from < weight.length; from += ROW_BLOCK) {
    const to = Math.min(weight.length, from + ROW_BLOCK);
    columns.forEach((left, row) => {
      multiplyInto(weighted, weight, left, from, to);
      for (let column = row; column < columns.length; column += 1) {
        const share = dotProduct(weighted, columns[column] as Float64Array, 0, to - from, from);
        product.set(row, column, product.get(row, column) + share);
      }
    });
  }
  for (let row = 1; row < columns.length; row += 1) {
    for (let column = 0; column < row; column += 1) product.set(row, column, product.get(column, row));
  }
  return product;
}

/** h = w · |L⁻¹ q|² case by case. */
function hatDiagonal(
  columns: readonly Float64Array[],
  weight: Float64Array,
  lowerInverse: Matrix,
): Float64Array {
  const hat = new Float64Array(weight.length);
  columns.forEach((_, row) => {
    const projected = linearPredictor(
      columns.slice(0, row + 1),
      lowerInverse.getRow(row),
      undefined,
      weight.length,
    );
    for (let index = 0; index < hat.length; index += 1) {
      hat[index] = (hat[index] as number) + (weight[index] as number) * (projected[index] as number) ** 2;
    }
  });
  return hat;
}
