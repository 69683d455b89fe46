import type { AdjustedFigures } from '@lamina/shared/contract/adjusted-figures.ts';
import type { CaseFilter, Dimension } from '@lamina/shared/domain/filter.ts';
import { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { scopeOf } from '../auth/scope.ts';
import { getProviderNames } from '../repositories/provider.repository.ts';
import { listCurrentRiskModels } from '../repositories/risk-model.repository.ts';
import type { DimensionValue, TallyCell } from '../tally/tally.ts';
import { adjustedFiguresOf } from './adjusted-figures.service.ts';
import { figuresOf, type PointFigures } from './figures.service.ts';
import type { ServiceContext } from './service-context.ts';

export interface RatesInput {
  readonly filter: CaseFilter;
  readonly by: readonly Dimension[];
  readonly indicators: readonly string[];
}

export interface Rate {
  /** The group: each dimension's value, providers by name; null where the source does not report it. */
  readonly group: Readonly<Partial<Record<Dimension, DimensionValue>>>;
  readonly figures: PointFigures;
  readonly adjusted: AdjustedFigures;
}

/** Every indicator for every group that has cases, as `lamina rates` prints them. */
export async function getRates(
  viewer: Viewer,
  { db, tally, references }: ServiceContext,
  { filter, by, indicators }: RatesInput,
): Promise<Rate[]> {
  const scope = scopeOf(viewer);
  const [cells, names, models] = await Promise.all([
    tally.count({ scope, filter, groupBy: by, indicators }),
    getProviderNames(db, scope),
    listCurrentRiskModels(db),
  ]);
  return cells.flatMap((cell) => {
    const procedure = procedureOf(cell, filter);
    const group = { ...cell.key };
    for (const kind of ['hospital', 'surgeon'] as const) {
      const id = group[kind];
      if (typeof id === 'number') group[kind] = names[kind].get(id) ?? id;
    }
    return indicators.flatMap((id): Rate[] => {
      const counted = cell.indicators[id];
      if (counted === undefined) return [];
      return [
        {
          group,
          figures: figuresOf(getIndicator(id), counted, procedure, references),
          adjusted: adjustedFiguresOf(counted, models.get(id)),
        },
      ];
    });
  });
}

/** The one procedure that all cases of a cell had, by its key or by the filter; null if there may be several. */
function procedureOf(cell: TallyCell, filter: CaseFilter): Procedure | null {
  const grouped = Procedure.safeParse(cell.key.procedure);
  if (grouped.success) return grouped.data;
  return filter.procedures?.length === 1 ? (filter.procedures[0] ?? null) : null;
}
