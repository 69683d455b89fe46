import type { OverviewInput, OverviewOutput, ProcedureOverview } from '@lamina/shared/contract/overview.ts';
import { PUBLISHED_FILTERS_ONLY } from '@lamina/shared/domain/disclosure.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { publishedCellOf } from './published-cell.service.ts';
import { getPublishedCube } from './published-cube.service.ts';
import { publishedFiguresOf, ruleOf } from './published-figures.service.ts';
import type { ServiceContext } from './service-context.ts';

/** The overview as published: of cells that are safe to tell, without days, courses over time and distributions. */
export async function getPublishedOverview(
  viewer: Viewer,
  services: ServiceContext,
  { filter, references: chosen }: OverviewInput,
): Promise<Omit<OverviewOutput, 'comparators'>> {
  const [state, cube] = await Promise.all([getRecordState(services.db), getPublishedCube(viewer, services)]);
  const asked = publishedCellOf(viewer, cube, filter);
  const rule = asked === undefined ? PUBLISHED_FILTERS_ONLY : ruleOf(cube);
  const overviewOf = (procedure: (typeof PROCEDURES)[number]): ProcedureOverview => {
    const cell =
      asked === undefined ? undefined : publishedCellOf(viewer, cube, { ...filter, procedures: [procedure] });
    const applicable = CATALOGUE.filter(({ id }) => appliesTo(cube, procedure, id));
    return {
      procedure,
      cases: cell?.cases ?? null,
      indicators:
        cell?.cases === 0
          ? []
          : applicable.map((indicator) =>
              publishedFiguresOf(
                indicator,
                cell?.measures.get(indicator.id),
                rule,
                procedure,
                services.references,
                chosen[`${indicator.id}/${procedure}`],
              ),
            ),
      stay: null,
    };
  };
  return {
    ...state,
    cases: asked?.cases ?? null,
    firstOperation: null,
    lastOperation: null,
    procedures: PROCEDURES.filter((procedure) => filter.procedures?.includes(procedure) ?? true).map(
      overviewOf,
    ),
  };
}

/** Whether any case of the procedure was ever judged. */
function appliesTo(
  cube: Awaited<ReturnType<typeof getPublishedCube>>,
  procedure: (typeof PROCEDURES)[number],
  indicatorId: string,
): boolean {
  const { measures } = cube.cellOf({ procedure, hospital: 'all', year: 'all' });
  return measures.get(indicatorId)?.state !== 'no-data';
}
