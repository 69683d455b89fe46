import {
  averageRunLength,
  bernoulliCusum,
  riskAdjustedCusum,
  steinerWeights,
  vlad,
} from '@lamina/shared/statistics/cusum.ts';
import type { MethodTable } from './method-table.ts';

interface CasesInput {
  readonly p: readonly number[];
  readonly y: readonly (0 | 1)[];
}

interface TwoChartsInput extends CasesInput {
  readonly raUp: number;
  readonly raDown: number;
  readonly hUp: number;
  readonly hDown: number;
  readonly reset: boolean;
}

interface BernoulliInput {
  readonly p0: number;
  readonly y: readonly (0 | 1)[];
  readonly oddsMultiplier: number;
  readonly h: number;
}

interface RunLengthInput {
  readonly weight: readonly number[];
  readonly p: readonly number[];
  readonly ra: number;
  readonly rq: number;
  readonly h: number;
}

function fromOne(positions: readonly number[]): readonly number[] {
  return positions.map((position) => position + 1);
}

export const methods: MethodTable = {
  'sequential.steinerWeights': ({
    p,
    y,
    r0,
    ra,
  }: CasesInput & { readonly r0: number; readonly ra: number }) => ({
    weights: p.map((risk, index) => {
      const { event, noEvent } = steinerWeights(risk, ra, r0);
      return y[index] === 1 ? event : noEvent;
    }),
  }),
  'sequential.raCusum': ({ p, y, raUp, raDown, hUp, hDown, reset }: TwoChartsInput) => {
    const result = riskAdjustedCusum({
      risks: p,
      outcomes: y,
      up: { oddsRatio: raUp, decisionLimit: hUp },
      down: { oddsRatio: raDown, decisionLimit: hDown },
      reset: reset ? 'next-case' : 'none',
    });
    if (result.kind === 'not-computable') return result;
    return {
      upper: result.up.path,
      lower: result.down.path,
      signalsUp: fromOne(result.up.signals),
      signalsDown: fromOne(result.down.signals),
    };
  },
  'sequential.vlad': ({ p, y }: CasesInput) => {
    const result = vlad({ risks: p, outcomes: y });
    if (result.kind === 'not-computable') return result;
    const { path, cumulativeObserved, cumulativeExpected } = result;
    return { vlad: path, cumulativeObserved, cumulativeExpected };
  },
  'sequential.bernoulliCusum': ({ p0, y, oddsMultiplier, h }: BernoulliInput) => {
    const result = bernoulliCusum({
      inControlProbability: p0,
      outcomes: y,
      oddsRatio: oddsMultiplier,
      decisionLimit: h,
    });
    if (result.kind === 'not-computable') return result;
    return { path: result.path, signals: fromOne(result.signals) };
  },
  'sequential.raCusumArl': ({ weight, p, ra, rq, h }: RunLengthInput) => {
    const result = averageRunLength({
      caseMix: { risks: p, weights: weight },
      oddsRatio: ra,
      trueOddsRatio: rq,
      decisionLimit: h,
    });
    return result.kind === 'not-computable' ? result : { arl: result.runLength };
  },
};
