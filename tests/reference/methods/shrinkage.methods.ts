import {
  betaBinomialMle,
  betaBinomialMoments,
  gammaPoissonMle,
  normalRandomEffects,
} from '@lamina/shared/statistics/providers.ts';
import type { MethodTable } from './method-table.ts';

interface ProportionInput {
  readonly events: readonly number[];
  readonly n: readonly number[];
}

interface RatioInput {
  readonly observed: readonly number[];
  readonly expected: readonly number[];
}

function unitsOf({ events, n }: ProportionInput) {
  return events.map((numerator, index) => ({ numerator, denominator: n[index] ?? 0 }));
}

export const methods: MethodTable = {
  'shrinkage.betaBinomial.mle': (input: ProportionInput) => {
    const answer = betaBinomialMle(unitsOf(input));
    return answer.kind === 'computed' ? { ...answer, logLik: answer.logLikelihood } : answer;
  },
  'shrinkage.betaBinomial.moments': (input: ProportionInput) => betaBinomialMoments(unitsOf(input)),
  'shrinkage.gammaPoisson.mle': ({ observed, expected }: RatioInput) => {
    const units = observed.map((count, index) => ({ observed: count, expected: expected[index] ?? 0 }));
    const answer = gammaPoissonMle(units);
    return answer.kind === 'computed' ? { ...answer, logLik: answer.logLikelihood } : answer;
  },
  'shrinkage.normalRandomEffects': (input: ProportionInput) => {
    const answer = normalRandomEffects(unitsOf(input));
    if (answer.kind === 'not-computable') return answer;
    return {
      ...answer,
      mu: answer.mean,
      muSe: answer.standardError,
      q: answer.heterogeneity,
      i2: 100 * answer.i2,
    };
  },
};
