import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import type { PublishedCell, PublishedCube } from '../disclosure/published-cube.ts';
import { publishedSelectionOf } from '../disclosure/published-selection.ts';

/** The cell that a filter asks for; undefined where the viewer may not ask so, or there is no such hospital or year. */
export function publishedCellOf(
  viewer: Viewer,
  cube: PublishedCube,
  filter: CaseFilter,
): PublishedCell | undefined {
  const selection = publishedSelectionOf(filter);
  if (selection === undefined) return undefined;
  const { hospital, year } = selection;
  if (hospital !== 'all' && !publishedHospitalsOf(viewer, cube).includes(hospital)) return undefined;
  if (year !== 'all' && !cube.years.includes(year)) return undefined;
  return cube.cellOf(selection);
}

/** The hospitals that are told one by one: all, or those that the account is for. All of them together are always told. */
export function publishedHospitalsOf({ role, hospitals }: Viewer, cube: PublishedCube): readonly number[] {
  if (role === 'surgeon' || hospitals === 'all') return cube.hospitals;
  return cube.hospitals.filter((hospital) => hospitals.includes(hospital));
}
