import type { RiskCoefficient } from '@lamina/shared/contract/risk-model.ts';
import {
  type DesignMatrix,
  designFromPredictors,
  detectSeparation,
  fitFirth,
  fitLogistic,
  recalibrateIntercept,
} from '@lamina/shared/statistics/regression.ts';
import type { TermColumn } from './case-mix-design.service.ts';

/** With fewer events for each coefficient, maximum likelihood gives effects that are too large (Peduzzi et al. 1996, J Clin Epidemiol 49:1373). */
export const FEWEST_EVENTS_A_PARAMETER = 10;

/** A column is estimated only where at least so many events, and so many cases without, would be expected at the overall rate: decided from the number of cases, never from their outcomes. A choice, as the rule of five for expected counts. */
export const FEWEST_EXPECTED_IN_COLUMN = 5;

export interface Fit {
  readonly method: 'maximum-likelihood' | 'firth';
  readonly coefficients: readonly RiskCoefficient[];
  readonly risks: Float64Array;
}

/** The columns that the cases bear, and those that they do not with their number of cases. */
export function estimableColumns(
  columns: readonly TermColumn[],
  outcome: Int8Array,
): {
  readonly kept: readonly TermColumn[];
  readonly dropped: readonly { column: TermColumn; cases: number }[];
} {
  const events = sum(outcome);
  const rarer = Math.min(events, outcome.length - events) / outcome.length;
  const judged = columns.map((column) => {
    const isFlag = column.values.every((value) => value === 0 || value === 1);
    const cases = isFlag ? sum(column.values) : outcome.length;
    const smaller = isFlag ? Math.min(cases, outcome.length - cases) : cases;
    return { column, cases, kept: smaller * rarer >= FEWEST_EXPECTED_IN_COLUMN };
  });
  return {
    kept: judged.filter(({ kept }) => kept).map(({ column }) => column),
    dropped: judged.filter(({ kept }) => !kept),
  };
}

/**
 * Fits the columns to the outcome (1 or 0): maximum likelihood, or Firth's likelihood where events are few or the columns
 * separate them. The risks of the cases add up to the events either way. Returns the reason when there is no fit.
 * `nearby`: coefficients to start from by column, as of a fit to nearly the same cases: they save half the steps and change nothing.
 */
export function fitRisks(
  columns: readonly TermColumn[],
  outcome: Int8Array,
  nearby?: ReadonlyMap<string, number>,
): Fit | string {
  const design = designFromPredictors(outcome.length, columns);
  if (design.kind === 'not-computable') return design.reason;
  const { matrix } = design;
  const events = sum(outcome);
  const rarer = Math.min(events, outcome.length - events);
  const enough = rarer >= FEWEST_EVENTS_A_PARAMETER * columns.length;
  // An offset that is itself a combination of the columns moves where the search starts, and by as much what it finds.
  const starts = matrix.names.map((name) => nearby?.get(name) ?? 0);
  const offset = nearby === undefined ? {} : { offset: combined(matrix, starts) };
  const likelihood = enough ? fitLogistic(matrix, outcome, offset) : undefined;
  if (likelihood?.kind === 'computed') {
    const coefficients = likelihood.coefficients.map(({ estimate, standardError }, index) => ({
      estimate: estimate + (starts[index] ?? 0),
      standardError,
    }));
    return fit('maximum-likelihood', columns, matrix, coefficients, likelihood.fittedRisks);
  }
  const separation = detectSeparation(matrix, outcome);
  if (separation.kind === 'not-computable') return separation.reason;
  if (separation.rankDeficient) {
    const dependent = new Set(separation.dependentColumns);
    return fitRisks(
      columns.filter(({ name }) => !dependent.has(name)),
      outcome,
    );
  }
  return fitPenalised(columns, matrix, outcome);
}

/** Firth's risks are drawn towards ½; the intercept is fitted again by maximum likelihood (FLIC: Puhr et al. 2017, Stat Med 36:2302). */
function fitPenalised(
  columns: readonly TermColumn[],
  matrix: DesignMatrix,
  outcome: Int8Array,
): Fit | string {
  const firth = fitFirth(matrix, outcome, { profile: false });
  if (firth.kind === 'not-computable') return firth.reason;
  const logOdds = firth.fittedRisks.map((risk) => Math.log(risk) - Math.log1p(-risk));
  const shift = recalibrateIntercept(logOdds, outcome);
  if (shift.kind === 'not-computable') return shift.reason;
  const { estimate } = shift.intercept;
  return fit(
    'firth',
    columns,
    matrix,
    firth.coefficients.map((each, index) =>
      index === 0 ? { ...each, estimate: each.estimate + estimate } : each,
    ),
    logOdds.map((value) => 1 / (1 + Math.exp(-value - estimate))),
  );
}

function fit(
  method: Fit['method'],
  columns: readonly TermColumn[],
  matrix: DesignMatrix,
  coefficients: readonly { readonly estimate: number; readonly standardError: number }[],
  risks: Float64Array,
): Fit {
  return {
    method,
    risks,
    coefficients: coefficients.map(({ estimate, standardError }, index) => ({
      covariate: columns[index - 1]?.covariate ?? null,
      column: matrix.names[index] ?? '',
      estimate,
      standardError,
      mean: sum(matrix.columns[index] ?? []) / matrix.rowCount,
    })),
  };
}

function combined({ columns, rowCount }: DesignMatrix, weights: readonly number[]): Float64Array {
  const total = new Float64Array(rowCount);
  columns.forEach((values, index) => {
    const weight = weights[index] ?? 0;
    for (let row = 0; row < rowCount; row += 1) total[row] = (total[row] ?? 0) + weight * (values[row] ?? 0);
  });
  return total;
}

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < values.length; index += 1) total += values[index] ?? 0;
  return total;
}
