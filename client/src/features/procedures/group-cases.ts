import { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import {
  type Characteristic,
  PROCEDURE_GROUPS,
  type ProcedureGroup,
} from '@lamina/shared/contract/procedures.ts';
import { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { SharedSearch } from '../../lib/address.ts';
import type { CasesBehind } from '../../lib/links.ts';

/** The address narrowed to the procedures of one group, for the links to its cases. */
export function groupOf(shared: SharedSearch, group: ProcedureGroup): SharedSearch {
  const procedures = PROCEDURE_GROUPS[group].filter(
    (procedure) => shared.procedures === undefined || shared.procedures.includes(procedure),
  );
  return { ...shared, procedures };
}

const FILTERS = {
  indication: 'indications',
  ageBand: 'ageBands',
  sex: 'sexes',
  asaClass: 'asaClasses',
  diabetes: 'diabetes',
  smoker: 'smoker',
  revision: 'revision',
  region: 'regions',
  urgency: 'urgencies',
} as const satisfies Partial<Record<Characteristic['characteristic'], keyof CaseFilter>>;

/** The cases with one level of a characteristic: a filter narrows to them, save for the levels operated on. */
export function casesOfLevel(
  shared: SharedSearch,
  characteristic: Characteristic['characteristic'],
  level: string,
): CasesBehind {
  if (characteristic === 'levels') {
    return { shared, group: CaseGroup.parse({ kind: 'levels', levels: level }) };
  }
  const value = level === 'true' ? true : [characteristic === 'asaClass' ? Number(level) : level];
  return { shared: { ...shared, ...CaseFilter.parse({ [FILTERS[characteristic]]: value }) } };
}
