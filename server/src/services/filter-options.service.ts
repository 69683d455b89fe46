import type { FilterOptions } from '@lamina/shared/contract/overview.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { scopeOf } from '../auth/scope.ts';
import { getSourcesAndDates, listHospitals, listSurgeons } from '../repositories/provider.repository.ts';
import type { ServiceContext } from './service-context.ts';

/** What the filter bar offers this viewer. */
export async function getFilterOptions(viewer: Viewer, { db }: ServiceContext): Promise<FilterOptions> {
  const scope = scopeOf(viewer);
  const [hospitals, surgeons, sourcesAndDates] = await Promise.all([
    listHospitals(db, scope),
    listSurgeons(db, scope),
    getSourcesAndDates(db, scope),
  ]);
  return { hospitals, surgeons, ...sourcesAndDates };
}
