import type { Computed, NotComputable } from '@lamina/shared/statistics/computed.ts';
import { expect } from 'vitest';

/** The result of a statistic that must be computable. */
export function resultOf<Result extends object>(answer: Computed<Result>): Result {
  if (answer.kind === 'not-computable')
    throw new Error(`not computable: ${(answer as NotComputable).reason}`);
  return answer;
}

/** The reason of a statistic that must not be computable. */
export function reasonOf(answer: Computed<object>): string {
  if (answer.kind === 'computed') throw new Error(`computed: ${JSON.stringify(answer)}`);
  return answer.reason;
}

/** |got − want| ≤ relative |want| + absolute. */
export function expectNear(got: number | null, want: number, relative: number, absolute = 0): void {
  expect(got).not.toBeNull();
  expect(Math.abs(Number(got) - want)).toBeLessThanOrEqual(relative * Math.abs(want) + absolute);
}
