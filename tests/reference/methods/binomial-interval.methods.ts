import {
  binomialMidPInterval,
  clopperPearsonInterval,
  wilsonInterval,
} from '@lamina/shared/statistics/intervals.ts';
import type { MethodTable } from './method-table.ts';

interface Input {
  readonly events: number;
  readonly n: number;
  readonly confidence: number;
}

export const methods: MethodTable = {
  'proportion.wilson': ({ events, n, confidence }: Input) => wilsonInterval(events, n, confidence),
  'proportion.clopperPearson': ({ events, n, confidence }: Input) =>
    clopperPearsonInterval(events, n, confidence),
  'proportion.midP': ({ events, n, confidence }: Input) => binomialMidPInterval(events, n, confidence),
};
