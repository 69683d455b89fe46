import { getPublishedCube } from '@lamina/server/services/published-cube.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';

/** How many of a role's figures are hidden: '53 %' of those in which a case was judged, by how many of procedure, hospital and year are "all". */
export async function shareHidden(asker: Viewer, services: ServiceContext) {
  const cube = await getPublishedCube(asker, services);
  const figures = [0, 0, 0, 0];
  const hidden = [0, 0, 0, 0];
  for (const procedure of [...PROCEDURES, 'all'] as const) {
    for (const hospital of [...cube.hospitals, 'all'] as const) {
      for (const year of [...cube.years, 'all'] as const) {
        const margins = [procedure, hospital, year].filter((coordinate) => coordinate === 'all').length;
        for (const { state } of cube.cellOf({ procedure, hospital, year }).measures.values()) {
          if (state === 'no-data') continue;
          figures[margins] = (figures[margins] ?? 0) + 1;
          if (state === 'suppressed') hidden[margins] = (hidden[margins] ?? 0) + 1;
        }
      }
    }
  }
  const [inner, oneMargin, twoMargins, total] = figures.map(
    (count, margins) => `${Math.round((100 * (hidden[margins] ?? 0)) / count)} %`,
  );
  return { inner, oneMargin, twoMargins, total };
}
