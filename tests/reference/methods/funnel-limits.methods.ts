import type { Computed } from '@lamina/shared/statistics/computed.ts';
import {
  arcsineProportionLimits,
  chiSquareRatioLimits,
  drawnPositions,
  exactProportionLimits,
  exactRatioLimits,
  type FunnelLimits,
  normalProportionLimits,
  normalRatioLimits,
  wilsonProportionLimits,
} from '@lamina/shared/statistics/funnel.ts';
import type { MethodTable } from './method-table.ts';
import { namedLimits } from './named-limits.ts';

interface ProportionInput {
  readonly target: number;
  readonly n: readonly number[];
}

interface RatioInput {
  readonly target: number;
  readonly expected: readonly number[];
}

function named(answer: Computed<FunnelLimits>) {
  return answer.kind === 'computed' ? namedLimits(answer.limits) : answer;
}

const positionNames: Readonly<Record<string, string>> = {
  'below-alarm': 'below99.8',
  'below-alert': 'below95',
  inside: 'inside',
  'above-alert': 'above95',
  'above-alarm': 'above99.8',
};

function position({ events, n }: { events: readonly number[]; n: readonly number[] }) {
  const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const target = total(events) / total(n);
  const answer = exactProportionLimits(target, n);
  if (answer.kind === 'not-computable') return answer;
  const values = n.map((cases, index) => (cases > 0 ? (events[index] ?? 0) / cases : null));
  const found = drawnPositions(values, answer);
  if (found.kind === 'not-computable') return found;
  return {
    target,
    ...namedLimits(answer.limits),
    position: found.positions.map((one) => (one === null ? null : positionNames[one])),
  };
}

export const methods: MethodTable = {
  'funnel.proportion.exactInterpolated': ({ target, n }: ProportionInput) =>
    named(exactProportionLimits(target, n)),
  'funnel.proportion.normal': ({ target, n }: ProportionInput) => named(normalProportionLimits(target, n)),
  'funnel.proportion.wilson': ({ target, n }: ProportionInput) => named(wilsonProportionLimits(target, n)),
  'funnel.proportion.arcsine': ({ target, n, tau2 }: ProportionInput & { readonly tau2: number }) =>
    named(arcsineProportionLimits(target, n, { tau2 })),
  'funnel.ratio.exactInterpolated': ({ target, expected }: RatioInput) =>
    named(exactRatioLimits(target, expected)),
  'funnel.ratio.chisq': ({ target, expected }: RatioInput) => named(chiSquareRatioLimits(target, expected)),
  'funnel.ratio.normal': ({ target, expected }: RatioInput) => named(normalRatioLimits(target, expected)),
  'funnel.position': position,
};
