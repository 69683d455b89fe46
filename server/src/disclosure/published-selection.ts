import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Selection } from './published-cube.ts';

/** A calendar year and nothing else, as a half-open period. */
const FIRST_DAY = /^(\d{4})-01-01$/;

/**
 * The cell of a cube that a filter asks for; undefined for every filter that is not one procedure or all, one hospital or
 * all, and one whole calendar year or all. So no two filters that are answered differ by one provider or one month.
 */
export function publishedSelectionOf({
  from,
  to,
  procedures,
  hospitals,
  ...rest
}: CaseFilter): Selection | undefined {
  if (Object.values(rest).some((value) => value !== undefined)) return undefined;
  const year = yearOf(from, to);
  const [procedure = 'all', ...moreProcedures] = procedures ?? [];
  const [hospital = 'all', ...moreHospitals] = hospitals ?? [];
  if (year === undefined || moreProcedures.length > 0 || moreHospitals.length > 0) return undefined;
  return { procedure, hospital, year };
}

function yearOf(from: string | undefined, to: string | undefined): number | 'all' | undefined {
  if (from === undefined && to === undefined) return 'all';
  const first = FIRST_DAY.exec(from ?? '')?.[1];
  const next = FIRST_DAY.exec(to ?? '')?.[1];
  if (first === undefined || next === undefined) return undefined;
  return Number(next) === Number(first) + 1 ? Number(first) : undefined;
}
