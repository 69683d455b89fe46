import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import { type DesignMatrix, designFromPredictors } from '@lamina/shared/statistics/regression.ts';
import { given } from '../given.ts';

export interface LogisticData {
  readonly matrix: DesignMatrix;
  readonly outcome: readonly number[];
  readonly predictors: readonly (readonly number[])[];
}

/** Cases simulated from a logistic model: one predictor for each slope, uniform on −1 to 1. */
export function simulatedLogistic(
  seed: number,
  caseCount: number,
  intercept: number,
  slopes: readonly number[],
): LogisticData {
  const random = createRandomSource(seed);
  const predictors = slopes.map(() => Array.from({ length: caseCount }, () => 2 * random.uniform() - 1));
  const outcome = Array.from({ length: caseCount }, (_, row) => {
    const logOdds = slopes.reduce(
      (sum, slope, index) => sum + slope * (predictors[index]?.[row] as number),
      intercept,
    );
    return random.uniform() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
  });
  return { matrix: designOf(caseCount, predictors), outcome, predictors };
}

/** Design with the predictors named x1, x2, … */
export function designOf(caseCount: number, predictors: readonly (readonly number[])[]): DesignMatrix {
  const columns = predictors.map((values, index) => ({ name: `x${index + 1}`, values }));
  return given(designFromPredictors(caseCount, columns)).matrix;
}

/** The ten patients of golden vector logistic.ml/s006. */
export const TEN_OUTCOMES = [0, 0, 1, 0, 1, 1, 0, 1, 1, 0];
export const TEN_VALUES = [1.2, 2.3, 2.9, 3.1, 3.8, 4.4, 4.6, 5.2, 6, 2];
