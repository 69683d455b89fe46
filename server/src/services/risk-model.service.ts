import { hash } from 'node:crypto';
import type { FittedRiskModel, RiskModel, RiskPerformance } from '@lamina/shared/contract/risk-model.ts';
import {
  brierScore,
  calibrationCurve,
  calibrationInTheLarge,
  calibrationSlope,
  hosmerLemeshow,
  rocArea,
} from '@lamina/shared/statistics/regression.ts';
import type { ModelWithRisks } from '../repositories/case-mix.repository.ts';
import type { TermColumn } from './case-mix-design.service.ts';
import { estimableColumns, type Fit, fitRisks, sum } from './risk-model-fit.service.ts';

/** No model with fewer events, or fewer cases without: its expected numbers would hardly differ from the overall rate, and its limits could not be shown. A choice. */
export const FEWEST_EVENTS_TO_FIT = 20;

/** Parts of the cross-validation: each is predicted from the others. */
const FOLDS = 5;

/** With more cases than this, one part predicted from the others says as much as all five. */
const MOST_CASES_IN_ALL_FOLDS = 50_000;

/** Points of the smooth calibration curve that are kept. */
const CURVE_POINTS = 20;

export interface CasesToFit {
  readonly indicatorId: string;
  /** Name of the declared formula. */
  readonly model: string;
  /** One for each column of the formula. */
  readonly columns: readonly TermColumn[];
  /** 1 for an event, 0 for none. */
  readonly outcome: Int8Array;
}

/** Fits a model to the cases that count in its indicator and judges it. The risks are those of these cases, in their order. */
export function fitRiskModel({ indicatorId, model, columns, outcome }: CasesToFit): ModelWithRisks {
  const events = sum(outcome);
  const basis = { indicatorId, model, cases: outcome.length, events };
  const unfitted = (reason: string): ModelWithRisks => ({
    model: { ...basis, version: versionOf({ ...basis, reason }), state: 'not-fitted', reason },
    risks: null,
  });
  if (events < FEWEST_EVENTS_TO_FIT) {
    return unfitted(`${events} events; a model needs ${FEWEST_EVENTS_TO_FIT}.`);
  }
  if (outcome.length - events < FEWEST_EVENTS_TO_FIT) {
    return unfitted(
      `${outcome.length - events} cases without the event; a model needs ${FEWEST_EVENTS_TO_FIT}.`,
    );
  }
  const { kept, dropped } = estimableColumns(columns, outcome);
  const fit = fitRisks(kept, outcome);
  if (typeof fit === 'string') return unfitted(fit);
  const { method, coefficients, risks } = fit;
  const used = new Set(coefficients.map(({ column }) => column));
  const dependent = kept
    .filter(({ name }) => !used.has(name))
    .map((column) => ({ column, cases: column.values.filter((value) => value !== 0).length }));
  const test = hosmerLemeshow(risks, outcome);
  const fitted: FittedRiskModel = {
    ...basis,
    version: versionOf({ ...basis, coefficients }),
    state: 'fitted',
    method,
    coefficients: [...coefficients],
    notEstimated: [...dropped, ...dependent].map(({ column: { covariate, name }, cases }) => ({
      covariate,
      column: name,
      cases,
    })),
    apparent: performanceOf(risks, outcome),
    validated: validate(kept, outcome, fit),
    hosmerLemeshow:
      test.kind === 'not-computable'
        ? null
        : { chiSquare: test.chiSquare, degreesOfFreedom: test.degreesOfFreedom, pValue: test.pValue },
    calibration: calibrationOf(risks, outcome),
  };
  return { model: fitted, risks };
}

function versionOf(contents: object): RiskModel['version'] {
  return hash('sha256', JSON.stringify(contents)).slice(0, 10);
}

function performanceOf(risks: Float64Array, outcome: Int8Array): RiskPerformance {
  const roc = rocArea(risks, outcome);
  const brier = brierScore(risks, outcome);
  const inTheLarge = calibrationInTheLarge(risks, outcome);
  const slope = calibrationSlope(risks, outcome);
  return {
    auc: roc.kind === 'computed' ? roc.area : null,
    aucLower: roc.kind === 'computed' ? roc.lowerLimit : null,
    aucUpper: roc.kind === 'computed' ? roc.upperLimit : null,
    brier: brier.kind === 'computed' ? brier.brier : null,
    brierScaled: brier.kind === 'computed' ? brier.scaled : null,
    calibrationInTheLarge: inTheLarge.kind === 'computed' ? inTheLarge.estimate : null,
    calibrationSlope: slope.kind === 'computed' ? slope.slope.estimate : null,
    calibrationSlopeLower: slope.kind === 'computed' ? slope.slope.lowerLimit : null,
    calibrationSlopeUpper: slope.kind === 'computed' ? slope.slope.upperLimit : null,
  };
}

/** Every fifth case is predicted from the other four fifths, in turn (Steyerberg, Clinical Prediction Models, 2nd ed. 2019, chapter 17). */
function validate(columns: readonly TermColumn[], outcome: Int8Array, whole: Fit): RiskPerformance {
  const nearby = estimatesOf(whole);
  const folds = outcome.length > MOST_CASES_IN_ALL_FOLDS ? 1 : FOLDS;
  const predicted = new Float64Array(outcome.length);
  for (let fold = 0; fold < folds; fold += 1) {
    const others = rowsWhere(outcome.length, (row) => row % FOLDS !== fold);
    const fit = fitRisks(
      columns.map((column) => ({ ...column, values: pick(column.values, others) })),
      pick(outcome, others),
      nearby,
    );
    if (typeof fit === 'string') return UNKNOWN_PERFORMANCE;
    const estimates = estimatesOf(fit);
    for (let row = fold; row < outcome.length; row += FOLDS) {
      let logOdds = fit.coefficients[0]?.estimate ?? 0;
      for (const { name, values } of columns) logOdds += (estimates.get(name) ?? 0) * (values[row] ?? 0);
      predicted[row] = 1 / (1 + Math.exp(-logOdds));
    }
  }
  const tested = rowsWhere(outcome.length, (row) => row % FOLDS < folds);
  return performanceOf(pick(predicted, tested), pick(outcome, tested));
}

function estimatesOf({ coefficients }: Fit): ReadonlyMap<string, number> {
  return new Map(coefficients.map(({ column, estimate }) => [column, estimate]));
}

const UNKNOWN_PERFORMANCE: RiskPerformance = {
  auc: null,
  aucLower: null,
  aucUpper: null,
  brier: null,
  brierScaled: null,
  calibrationInTheLarge: null,
  calibrationSlope: null,
  calibrationSlopeLower: null,
  calibrationSlopeUpper: null,
};

function calibrationOf(risks: Float64Array, outcome: Int8Array): FittedRiskModel['calibration'] {
  const curve = calibrationCurve(risks, outcome, { pointCount: CURVE_POINTS });
  if (curve.kind === 'not-computable') return { groups: [], curve: [] };
  const { groups, smooth } = curve;
  return {
    groups: groups.map(({ caseCount, observed, expected }) => ({ cases: caseCount, observed, expected })),
    curve:
      smooth.kind === 'not-computable'
        ? []
        : smooth.points.map(({ predictedRisk, observedRisk, lowerLimit, upperLimit }) => ({
            predicted: predictedRisk,
            observed: observedRisk,
            lower: lowerLimit,
            upper: upperLimit,
          })),
  };
}

export function rowsWhere(count: number, holds: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(count);
  let length = 0;
  for (let row = 0; row < count; row += 1) if (holds(row)) rows[length++] = row;
  return rows.slice(0, length);
}

/** The values at these rows. */
export function pick<Values extends Float64Array | Int8Array>(values: Values, rows: Uint32Array): Values {
  const picked = values.slice(0, rows.length) as Values;
  for (let index = 0; index < rows.length; index += 1) picked[index] = values[rows[index] ?? 0] ?? 0;
  return picked;
}
