import type { FilterOptions } from '@lamina/shared/contract/overview.ts';
import { PUBLISHED_FILTERS_ONLY } from '@lamina/shared/domain/disclosure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { scopeOf } from '../auth/scope.ts';
import { getSourcesAndDates, listHospitals, listSurgeons } from '../repositories/provider.repository.ts';
import { listProviderLabels } from '../repositories/provider-label.repository.ts';
import { publishedCellOf, publishedHospitalsOf } from './published-cell.service.ts';
import { getPublishedCube } from './published-cube.service.ts';
import type { ServiceContext } from './service-context.ts';

/** What the filter bar offers this viewer. */
export async function getFilterOptions(viewer: Viewer, services: ServiceContext): Promise<FilterOptions> {
  if (viewer.role === 'viewer') return getPublishedOptions(viewer, services);
  const { db } = services;
  const scope = scopeOf(viewer);
  const [hospitals, surgeons, sourcesAndDates] = await Promise.all([
    listHospitals(db, scope),
    listSurgeons(db, scope),
    getSourcesAndDates(db, scope),
  ]);
  const others = viewer.role === 'surgeon' ? await getOthersOptions(viewer, services) : null;
  return { published: null, others, hospitals, surgeons, ...sourcesAndDates };
}

async function getOthersOptions(
  viewer: Viewer,
  services: ServiceContext,
): Promise<NonNullable<FilterOptions['others']>> {
  const [cube, labels] = await Promise.all([
    getPublishedCube(viewer, services),
    listProviderLabels(services.db),
  ]);
  const offered = publishedHospitalsOf(viewer, cube);
  return {
    rule: PUBLISHED_FILTERS_ONLY,
    years: [...cube.years],
    hospitals: labels.hospitals.filter(({ id }) => offered.includes(id)),
  };
}

/** Hospitals and whole years: no surgeons, no sources, and no day on which anybody was operated on. */
async function getPublishedOptions(viewer: Viewer, services: ServiceContext): Promise<FilterOptions> {
  const [cube, labels] = await Promise.all([
    getPublishedCube(viewer, services),
    listProviderLabels(services.db),
  ]);
  const offered = publishedHospitalsOf(viewer, cube);
  return {
    published: { rule: PUBLISHED_FILTERS_ONLY, years: [...cube.years] },
    others: null,
    hospitals: labels.hospitals
      .filter(({ id }) => offered.includes(id))
      .map((hospital) => ({
        ...hospital,
        source: '',
        cases: publishedCellOf(viewer, cube, { hospitals: [hospital.id] })?.cases ?? null,
      })),
    surgeons: [],
    sources: [],
    firstOperation: firstDayOf(cube.years[0]),
    lastOperation: lastDayOf(cube.years.at(-1)),
  };
}

function firstDayOf(year: number | undefined): string | null {
  return year === undefined ? null : `${year}-01-01`;
}

function lastDayOf(year: number | undefined): string | null {
  return year === undefined ? null : `${year}-12-31`;
}
