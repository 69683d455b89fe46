import { type Computed, computed, notComputable } from '../computed.ts';
import { allFinite } from './dot-product.ts';

/** The columns of a regression, the intercept (all ones) always first. Each column has `rowCount` finite numbers. */
export interface DesignMatrix {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly rowCount: number;
}

export interface PredictorColumn {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

export const INTERCEPT_NAME = 'intercept';

/**
 * Design matrix from predictors that are numeric already.
 *
 * Use: models whose columns are ready; {@link designFromFormula} codes categories, splines and missing values.
 * Edge cases: no predictors gives the intercept alone; a length other than `rowCount` or a value that is not a
 * finite number is refused by name, because a regression would otherwise return nothing but missing numbers.
 * Worked example: rowCount 2, age [60, 70] gives columns intercept [1, 1] and age [60, 70].
 */
export function designFromPredictors(
  rowCount: number,
  predictors: readonly PredictorColumn[],
): Computed<{ readonly matrix: DesignMatrix }> {
  for (const { name, values } of predictors) {
    if (values.length !== rowCount)
      return notComputable(`${name} has ${values.length} values for ${rowCount} cases.`);
    if (!allFinite(new Float64Array(values)))
      return notComputable(`${name} holds values that are not finite numbers.`);
  }
  return computed({ matrix: withIntercept(rowCount, predictors) });
}

/** The same for predictors known to be finite and of the right length. */
export function withIntercept(rowCount: number, predictors: readonly PredictorColumn[]): DesignMatrix {
  return {
    names: [INTERCEPT_NAME, ...predictors.map(({ name }) => name)],
    columns: [
      new Float64Array(rowCount).fill(1),
      ...predictors.map(({ values }) => new Float64Array(values)),
    ],
    rowCount,
  };
}
