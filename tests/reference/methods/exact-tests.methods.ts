import type { Computed } from '@lamina/shared/statistics/computed.ts';
import { type ExactTest, exactBinomialTest, exactPoissonTest } from '@lamina/shared/statistics/intervals.ts';
import type { MethodTable } from './method-table.ts';

function named(test: Computed<ExactTest>) {
  return test.kind === 'computed' ? { ...test, twoSidedMinlike: test.twoSidedMinimumLikelihood } : test;
}

export const methods: MethodTable = {
  binomialTest: ({ events, n, p0 }: { events: number; n: number; p0: number }) =>
    named(exactBinomialTest(events, n, p0)),
  poissonTest: ({ observed, expected }: { observed: number; expected: number }) =>
    named(exactPoissonTest(observed, expected)),
};
