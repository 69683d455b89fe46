import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { SharedSearch } from '../../lib/address.ts';
import { casesBehind, comparisonBehind, hrefOf, trendBehind } from '../../lib/links.ts';
import { writeFigureKey } from './figure-key.ts';

export interface CellLinks {
  readonly details: string;
  readonly trend: string;
  readonly funnel: string;
  readonly cases: string;
}

/** Where a cell and its parts lead. */
export function cellLinks(
  { id: indicatorId, kind }: Pick<Indicator, 'id' | 'kind'>,
  procedure: Procedure,
  shared: SharedSearch,
): CellLinks {
  const figure = { shared, indicator: indicatorId, procedure };
  return {
    details: hrefOf({ to: '/', search: { ...shared, open: writeFigureKey({ indicatorId, procedure }) } }),
    trend: hrefOf(trendBehind(figure)),
    funnel: hrefOf(comparisonBehind(figure)),
    cases: hrefOf(casesBehind({ ...figure, counted: kind === 'proportion' ? 'numerator' : 'denominator' })),
  };
}
