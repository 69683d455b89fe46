import { type CaseGroup, writeCaseGroup } from '@lamina/shared/contract/case-group.ts';
import type { CaseCounted } from '@lamina/shared/contract/cases.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { intersectPeriods, periodOfMonth, periodOfQuarter } from '@lamina/shared/domain/period.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { type ScreenSearch, type SharedSearch, writeSearch } from './address.ts';

export interface CasesBehind {
  /** The filter and references of the screen that shows the number: `sharedOf(search)`. */
  readonly shared: SharedSearch;
  readonly indicator?: string;
  /** What became of the cases in the indicator; all of them when absent. */
  readonly counted?: CaseCounted;
  /** What else makes a case one of these. */
  readonly group?: CaseGroup;
  /** Narrowed to what the number is about. */
  readonly procedure?: Procedure;
  readonly hospital?: number;
  readonly surgeon?: number;
  /** '2026-Q1' */
  readonly quarter?: string;
  /** '2026-03' */
  readonly month?: string;
}

/**
 * Where exactly the cases behind a number are listed, for a `Link`: `<Link {...casesBehind({ … })}>`. The list's count
 * is that number: a numerator, a denominator, or the cases not counted for a reason.
 */
export function casesBehind({
  shared,
  indicator,
  counted,
  group,
  procedure,
  hospital,
  surgeon,
  quarter,
  month,
}: CasesBehind): { readonly to: '/cases'; readonly search: ScreenSearch } {
  const filter: CaseFilter = {
    ...(procedure === undefined ? {} : { procedures: [procedure] }),
    ...(hospital === undefined ? {} : { hospitals: [hospital] }),
    ...(surgeon === undefined ? {} : { surgeons: [surgeon] }),
  };
  const { from, to, ...rest } = shared;
  const ofQuarter = quarter === undefined ? {} : periodOfQuarter(quarter);
  const ofMonth = month === undefined ? {} : periodOfMonth(month);
  const period = intersectPeriods(intersectPeriods(shared, ofQuarter), ofMonth);
  return {
    to: '/cases',
    search: {
      ...rest,
      ...period,
      ...filter,
      ...(indicator === undefined ? {} : { indicator }),
      ...(indicator === undefined || counted === undefined ? {} : { counted }),
      ...(group === undefined ? {} : { group: writeCaseGroup(group) }),
    },
  };
}

/** Where one case is shown; the list that it was chosen from goes along, so that the way back leads there. */
export function oneCase(
  caseId: number,
  list: ScreenSearch,
): { readonly to: '/cases/$caseId'; readonly params: { caseId: string }; readonly search: ScreenSearch } {
  return { to: '/cases/$caseId', params: { caseId: String(caseId) }, search: list };
}

/** As `oneCase`, as the browser shows it. */
export function hrefOfCase(caseId: number, list: ScreenSearch): string {
  return hrefOf({ to: `/cases/${caseId}`, search: list });
}

export interface FigureBehind {
  readonly shared: SharedSearch;
  readonly indicator: string;
  readonly procedure?: Procedure;
}

/** Where the course of a figure is drawn, quarter by quarter; case by case where it is too rare for that. */
export function trendBehind({
  shared,
  indicator,
  procedure,
  hospital,
  surgeon,
  step = 'quarter',
}: FigureBehind & {
  readonly hospital?: number;
  readonly surgeon?: number;
  readonly step?: 'quarter' | 'case';
}): { readonly to: '/trend'; readonly search: ScreenSearch } {
  return {
    to: '/trend',
    search: {
      ...shared,
      ...(procedure === undefined ? {} : { procedures: [procedure] }),
      ...(hospital === undefined ? {} : { hospitals: [hospital] }),
      ...(surgeon === undefined ? {} : { surgeons: [surgeon] }),
      indicator,
      step,
    },
  };
}

/** Where hospitals or surgeons are compared in a figure, one of them selected. */
export function comparisonBehind({
  shared,
  indicator,
  procedure,
  by = 'hospital',
  selected,
  adjusted = false,
  overdispersion = false,
}: FigureBehind & {
  readonly by?: 'hospital' | 'surgeon';
  readonly selected?: number;
  readonly adjusted?: boolean;
  readonly overdispersion?: boolean;
}): { readonly to: '/compare'; readonly search: ScreenSearch } {
  return {
    to: '/compare',
    search: {
      ...shared,
      ...(procedure === undefined ? {} : { procedures: [procedure] }),
      indicator,
      by,
      ...(selected === undefined ? {} : { selected }),
      ...(adjusted ? { adjusted } : {}),
      ...(overdispersion ? { overdispersion } : {}),
    },
  };
}

/** The address of a link as the browser shows it. */
export function hrefOf({ to, search }: { readonly to: string; readonly search: ScreenSearch }): string {
  return `${to}${writeSearch(search)}`;
}
