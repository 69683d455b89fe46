import {
  type CountIntervalMethod,
  riskAdjustedRate,
  standardisedRatio,
} from '@lamina/shared/statistics/intervals.ts';
import type { MethodTable } from './method-table.ts';

interface Input {
  readonly observed: number;
  readonly expected: number;
  readonly confidence: number;
}

interface RateInput extends Input {
  readonly referenceRate: number;
  readonly multiplier: number;
}

function by(method: CountIntervalMethod) {
  return ({ observed, expected, confidence }: Input) =>
    standardisedRatio(observed, expected, { method, confidence });
}

export const methods: MethodTable = {
  'oe.midP': by('midP'),
  'oe.exact': by('exact'),
  'oe.phe': by('phe'),
  'oe.riskAdjustedRate': ({ observed, expected, referenceRate, multiplier, confidence }: RateInput) =>
    riskAdjustedRate(observed, expected, referenceRate, { multiplier, confidence }),
};
