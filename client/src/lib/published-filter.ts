import type { FilterOptions } from '@lamina/shared/contract/overview.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Period } from '@lamina/shared/domain/period.ts';

/** A whole calendar year, half-open. */
export function periodOfYear(year: number): Required<Period> {
  return { from: `${year}-01-01`, to: `${year + 1}-01-01` };
}

/** Of a filter, what a reader of published figures is answered about: one procedure, one hospital, one whole calendar year. */
export function publishedPart(
  { from, to, procedures = [], hospitals = [] }: CaseFilter,
  { years }: NonNullable<FilterOptions['published']>,
): CaseFilter {
  const year = years.map(periodOfYear).find((period) => period.from === from && period.to === to);
  return {
    ...year,
    ...(procedures.length === 1 ? { procedures } : {}),
    ...(hospitals.length === 1 ? { hospitals } : {}),
  };
}

/** Whether the filter asks for more than is answered. */
export function asksForMore(filter: CaseFilter, { published }: Pick<FilterOptions, 'published'>): boolean {
  if (published === null) return false;
  const fieldsOf = (each: CaseFilter) => Object.values(each).filter((value) => value !== undefined).length;
  return fieldsOf(publishedPart(filter, published)) < fieldsOf(filter);
}

/** The choices about the cases of all others, as a surgeon has them beside the choices about their own. */
export function othersOptions(options: FilterOptions): FilterOptions {
  const { others } = options;
  if (others === null) return options;
  return {
    ...options,
    published: others,
    hospitals: others.hospitals.map((hospital) => ({ ...hospital, source: '', cases: null })),
    surgeons: [],
    sources: [],
  };
}
