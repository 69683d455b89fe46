import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  holm,
} from '@lamina/shared/statistics/providers.ts';
import type { MethodTable } from './method-table.ts';

function adjustAll({ p }: { readonly p: readonly (number | null)[] }) {
  const by = (method: typeof holm) => {
    const answer = method(p);
    if (answer.kind === 'not-computable') throw new RangeError(answer.reason);
    return answer.adjusted;
  };
  return {
    bh: by(benjaminiHochberg),
    by: by(benjaminiYekutieli),
    holm: by(holm),
    bonferroni: by(bonferroni),
  };
}

export const methods: MethodTable = { 'multiplicity.pAdjust': adjustAll };
