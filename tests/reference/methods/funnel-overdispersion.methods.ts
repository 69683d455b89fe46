import {
  arcsineOverdispersion,
  type FunnelUnit,
  logOverdispersion,
  pearsonOverdispersion,
  ratioOfCountsOverdispersion,
  squareRootOverdispersion,
} from '@lamina/shared/statistics/funnel.ts';
import type { MethodTable } from './method-table.ts';
import { namedLimits } from './named-limits.ts';

interface Input {
  readonly numerator: readonly number[];
  readonly denominator: readonly number[];
  readonly trim: number;
}

function unitsOf({ numerator, denominator }: Input): FunnelUnit[] {
  return numerator.map((count, index) => ({ numerator: count, denominator: denominator[index] ?? 0 }));
}

export const methods: MethodTable = {
  'funnel.od.proportion.arcsine': (input: Input) => {
    const answer = arcsineOverdispersion(unitsOf(input), { trim: input.trim });
    return answer.kind === 'computed' ? { ...answer, ...namedLimits(answer.limits) } : answer;
  },
  'funnel.od.ratio.cqc': (input: Input) => {
    const answer = squareRootOverdispersion(unitsOf(input), { trim: input.trim });
    return answer.kind === 'computed' ? { ...answer, ...namedLimits(answer.limits) } : answer;
  },
  'funnel.od.ratio.shmi': (input: Input) => {
    const answer = logOverdispersion(unitsOf(input), { trim: input.trim });
    if (answer.kind === 'not-computable') return answer;
    const kept = answer.kept.map(Number);
    const nKept = kept.filter((one) => one === 1).length;
    return { ...answer, kept, nKept, ...namedLimits(answer.limits) };
  },
  'funnel.od.ratioOfCounts': (input: Input) =>
    ratioOfCountsOverdispersion(unitsOf(input), { trim: input.trim }),
  'funnel.od.pearson': (input: Input & { readonly kind: 'proportion' | 'ratio' }) => {
    const answer = pearsonOverdispersion(input.kind, unitsOf(input), { trim: input.trim });
    if (answer.kind === 'not-computable') return answer;
    return {
      ...answer,
      multiplicative: namedLimits(answer.multiplicative),
      additive: namedLimits(answer.additive),
    };
  },
};
