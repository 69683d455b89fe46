import {
  type DesignMatrix,
  designFromPredictors,
  detectSeparation,
  fitFirth,
  fitLogistic,
} from '@lamina/shared/statistics/regression.ts';
import type { GoldenContext, MethodTable } from './method-table.ts';

interface RegressionInput {
  readonly dataset: string | null;
  readonly data: Readonly<Record<string, readonly unknown[]>> | null;
  readonly outcome: string;
  readonly predictors: readonly string[];
  readonly rows?: { readonly from: number; readonly to: number } | null;
}

/** The cases of a vector, without those that lack the outcome or a predictor, as R's model functions leave them out. */
function regressionData(
  input: RegressionInput,
  context: GoldenContext,
): { matrix: DesignMatrix; outcome: number[] } {
  const source = input.dataset === null ? (input.data ?? {}) : context.dataset(input.dataset).columns;
  const names = [input.outcome, ...input.predictors];
  const from = (input.rows?.from ?? 1) - 1;
  const table = names.map((name) => (source[name] ?? []).slice(from, input.rows?.to ?? undefined));
  const complete = (table[0] ?? []).map((_, row) => table.every((column) => typeof column[row] === 'number'));
  const [outcome = [], ...predictors] = table.map(
    (column) => column.filter((_, row) => complete[row]) as number[],
  );
  const design = designFromPredictors(
    outcome.length,
    input.predictors.map((name, index) => ({ name, values: predictors[index] ?? [] })),
  );
  if (design.kind === 'not-computable') throw new Error(design.reason);
  return { matrix: design.matrix, outcome };
}

export const methods: MethodTable = {
  'logistic.ml': (input: RegressionInput, context: GoldenContext) => {
    const { matrix, outcome } = regressionData(input, context);
    const fit = fitLogistic(matrix, outcome);
    if (fit.kind === 'not-computable') return fit;
    return {
      coefficients: fit.coefficients.map(({ estimate }) => estimate),
      se: fit.coefficients.map(({ standardError }) => standardError),
      z: fit.coefficients.map(({ z }) => z),
      p: fit.coefficients.map(({ pValue }) => pValue),
      ciLower: fit.coefficients.map(({ lowerLimit }) => lowerLimit),
      ciUpper: fit.coefficients.map(({ upperLimit }) => upperLimit),
      covariance: fit.covariance,
      deviance: fit.deviance,
      nullDeviance: fit.nullDeviance,
      logLik: fit.logLikelihood,
      aic: fit.aic,
      fittedHead: [...fit.fittedRisks.slice(0, 10)],
      sumFitted: fit.fittedRisks.reduce((sum, risk) => sum + risk, 0),
    };
  },
  'logistic.separation': (input: RegressionInput, context: GoldenContext) => {
    const { matrix, outcome } = regressionData(input, context);
    return detectSeparation(matrix, outcome);
  },
  'logistic.firth': (input: RegressionInput, context: GoldenContext) => {
    const { matrix, outcome } = regressionData(input, context);
    const fit = fitFirth(matrix, outcome);
    if (fit.kind === 'not-computable') return fit;
    return {
      coefficients: fit.coefficients.map(({ estimate }) => estimate),
      se: fit.coefficients.map(({ standardError }) => standardError),
      seAugmented: fit.coefficients.map(({ standardErrorAugmented }) => standardErrorAugmented),
      ciLower: fit.coefficients.map(({ profile }) => profile?.lowerLimit),
      ciUpper: fit.coefficients.map(({ profile }) => profile?.upperLimit),
      p: fit.coefficients.map(({ profile }) => profile?.pValue),
      penalizedLogLik: fit.penalisedLogLikelihood,
    };
  },
};
