import { type CountIntervalMethod, rateInterval } from '@lamina/shared/statistics/intervals.ts';
import type { MethodTable } from './method-table.ts';

interface Input {
  readonly events: number;
  readonly exposure: number;
  readonly confidence: number;
  readonly multiplier: number;
}

function by(method: CountIntervalMethod) {
  return ({ events, exposure, confidence, multiplier }: Input) =>
    rateInterval(events, exposure, { method, confidence, multiplier });
}

export const methods: MethodTable = {
  'rate.exact': by('exact'),
  'rate.midP': by('midP'),
  'rate.byar': by('byar'),
  'rate.pheHybrid': by('phe'),
};
