import { fewestExpectedToPublish, standardisedRatio } from '@lamina/shared/statistics/intervals.ts';
import type { MethodTable } from './method-table.ts';

interface Input {
  readonly observed: number;
  readonly expected: number;
  readonly confidence: number;
}

/** CMS prints no lower limit where nothing was observed. */
function cmsSir({ observed, expected, confidence }: Input) {
  const answer = standardisedRatio(observed, expected, { confidence });
  return answer.kind === 'computed' && observed === 0 ? { ...answer, lower: null } : answer;
}

function cdphSir({ observed, expected, confidence }: Input) {
  const method = expected >= fewestExpectedToPublish ? 'midP' : 'exact';
  const answer = standardisedRatio(observed, expected, { confidence, method });
  if (answer.kind === 'not-computable') return answer;
  const comparison = answer.upper < 1 ? 'Better' : answer.lower > 1 ? 'Worse' : 'Same';
  return { ...answer, comparison };
}

export const methods: MethodTable = { 'published.cmsSir': cmsSir, 'published.cdphSir': cdphSir };
