import type { Computed } from '@lamina/shared/statistics/computed.ts';
import { standardisedRatio } from '@lamina/shared/statistics/intervals.ts';
import {
  brierScore,
  calibrationInTheLarge,
  calibrationSlope,
  hosmerLemeshow,
  rocArea,
} from '@lamina/shared/statistics/regression.ts';
import type { MethodTable } from './method-table.ts';

interface PerformanceInput {
  readonly y: readonly (number | null)[];
  readonly p: readonly (number | null)[];
}

/** Outcomes and risks of the cases that have both. */
function complete({ y, p }: PerformanceInput): { outcome: number[]; risks: number[] } {
  const rows = y.flatMap((outcome, row) => {
    const risk = p[row] ?? null;
    return outcome === null || risk === null ? [] : [{ outcome, risk }];
  });
  return { outcome: rows.map(({ outcome }) => outcome), risks: rows.map(({ risk }) => risk) };
}

function field<Result extends object, Value>(
  result: Computed<Result>,
  read: (given: Result) => Value,
): Value | null {
  return result.kind === 'computed' ? read(result) : null;
}

export const methods: MethodTable = {
  'performance.auc': (input: PerformanceInput) => {
    const { outcome, risks } = complete(input);
    const result = rocArea(risks, outcome);
    if (result.kind === 'not-computable') return result;
    const { area, variance, lowerLimit, upperLimit } = result;
    return { auc: area, variance, ciLower: lowerLimit, ciUpper: upperLimit };
  },
  'performance.brier': (input: PerformanceInput) => {
    const { outcome, risks } = complete(input);
    const result = brierScore(risks, outcome);
    if (result.kind === 'not-computable') return result;
    const { brier, brierOfMean, scaled, z, pValue } = result;
    return { brier, brierNull: brierOfMean, scaled, z, pValue };
  },
  'performance.hosmerLemeshow': (input: PerformanceInput & { readonly g: number }) => {
    const { outcome, risks } = complete(input);
    const result = hosmerLemeshow(risks, outcome, input.g);
    if (result.kind === 'not-computable') return result;
    return {
      chi2: result.chiSquare,
      df: result.degreesOfFreedom,
      pValue: result.pValue,
      observed: result.groups.map(({ observed }) => observed),
      expected: result.groups.map(({ expected }) => expected),
      n: result.groups.map(({ caseCount }) => caseCount),
    };
  },
  'performance.calibration': (input: PerformanceInput) => {
    const { outcome, risks } = complete(input);
    const slope = calibrationSlope(risks, outcome);
    const inTheLarge = calibrationInTheLarge(risks, outcome);
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    return {
      slope: field(slope, (fit) => fit.slope.estimate),
      slopeSe: field(slope, (fit) => fit.slope.standardError),
      interceptAtSlope: field(slope, (fit) => fit.interceptAtSlope.estimate),
      interceptSe: field(slope, (fit) => fit.interceptAtSlope.standardError),
      citl: field(inTheLarge, ({ estimate }) => estimate),
      citlSe: field(inTheLarge, ({ standardError }) => standardError),
      observedExpected: field(standardisedRatio(sum(outcome), sum(risks)), ({ ratio }) => ratio),
    };
  },
};
