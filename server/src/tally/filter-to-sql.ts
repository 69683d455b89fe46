import type { Attribution, CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Tables } from '../database/database.ts';
import type { CaseOutcomeTable } from '../database/tables/case-outcome.ts';

const LIST_COLUMNS = {
  procedures: 'procedure',
  hospitals: 'hospital',
  regions: 'region',
  approaches: 'approach',
  urgencies: 'urgency',
  indications: 'indication',
  ageBands: 'age_band',
  asaClasses: 'asa_class',
  sexes: 'sex',
  sources: 'source',
} as const satisfies Partial<Record<keyof CaseFilter, keyof CaseOutcomeTable>>;

const FLAG_COLUMNS = {
  revision: 'revision',
  minimallyInvasive: 'minimally_invasive',
  instrumented: 'instrumented',
  diabetes: 'diabetes',
  smoker: 'smoker',
} as const satisfies Partial<Record<keyof CaseFilter, keyof CaseOutcomeTable>>;

/** The facts' column of the surgeon whom an operation is counted for. */
export const SURGEON_COLUMNS = {
  operating: 'surgeon',
  assisting: 'surgeon_assisting',
  responsible: 'surgeon_responsible',
} as const satisfies Record<Attribution, keyof CaseOutcomeTable>;

type FactsBuilder = ExpressionBuilder<Tables, 'case_outcome'>;

/** The condition that a case of the outcome facts lies in the scope and meets the filter. A scope means the operating surgeon, whatever the filter counts by. A case of which only the year is known is in a period that holds all of that year. */
export function selected(eb: FactsBuilder, scope: Scope, filter: CaseFilter): Expression<SqlBool> {
  const conditions: Expression<SqlBool>[] = [];
  if (scope.hospitals !== 'all') conditions.push(eb('hospital', 'in', [...scope.hospitals]));
  if (scope.surgeon !== null) conditions.push(eb('surgeon', '=', scope.surgeon));
  if (filter.surgeons !== undefined) {
    conditions.push(eb(SURGEON_COLUMNS[filter.attribution ?? 'operating'], 'in', filter.surgeons));
  }
  for (const [field, column] of typedEntries(LIST_COLUMNS)) {
    const values = filter[field];
    if (values !== undefined) conditions.push(eb(column, 'in', values));
  }
  for (const [field, column] of typedEntries(FLAG_COLUMNS)) {
    const value = filter[field];
    if (value !== undefined) conditions.push(eb(column, '=', value ? 1 : 0));
  }
  if (filter.from !== undefined) conditions.push(eb('period_start', '>=', filter.from));
  if (filter.to !== undefined) conditions.push(eb('period_end', '<', filter.to));
  return eb.and(conditions);
}

function typedEntries<Map extends object>(map: Map): [keyof Map, Map[keyof Map]][] {
  return Object.entries(map) as [keyof Map, Map[keyof Map]][];
}
