import type { Computed } from '@lamina/shared/statistics/computed.ts';

/** The result that a test relies on; fails the test with the reason when there is none. */
export function resultOf<Result extends object>(
  result: Computed<Result>,
): { readonly kind: 'computed' } & Result {
  if (result.kind === 'not-computable') throw new Error(`Not computable: ${result.reason}`);
  return result as { readonly kind: 'computed' } & Result;
}
