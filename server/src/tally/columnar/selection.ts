import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Scope } from '../../auth/scope.ts';
import type { Codes } from './codes.ts';
import { type CaseDimension, type ColumnName, type Snapshot, surgeonDimension } from './snapshot.ts';

const FILTERED_DIMENSIONS = {
  procedures: 'procedure',
  hospitals: 'hospital',
  regions: 'region',
  approaches: 'approach',
  urgencies: 'urgency',
  indications: 'indication',
  ageBands: 'ageBand',
  asaClasses: 'asaClass',
  sexes: 'sex',
  sources: 'source',
  revision: 'revision',
  minimallyInvasive: 'minimallyInvasive',
  instrumented: 'instrumented',
  diabetes: 'diabetes',
  smoker: 'smoker',
} as const satisfies Record<
  Exclude<keyof CaseFilter, 'from' | 'to' | 'surgeons' | 'attribution'>,
  CaseDimension
>;

/** Which codes of a dimension are selected: 1, the others 0. */
export interface Condition {
  readonly dimension: ColumnName;
  readonly codes: Codes;
  readonly allowed: Uint8Array;
}

/** The conditions of scope and filter on the dimensions of a case; the period is not among them. */
export function conditionsOf({ columns }: Snapshot, scope: Scope, filter: CaseFilter): Condition[] {
  const conditions: Condition[] = [];
  const demand = (dimension: ColumnName, wanted: readonly unknown[]) => {
    const { codes, values } = columns[dimension];
    const set = new Set(wanted);
    const allowed = Uint8Array.from(values, (value) => Number(set.has(value)));
    conditions.push({ dimension, codes, allowed });
  };
  if (scope.hospitals !== 'all') demand('hospital', scope.hospitals);
  if (scope.surgeon !== null) demand('surgeon', [scope.surgeon]);
  if (filter.surgeons !== undefined) demand(surgeonDimension(filter.attribution), filter.surgeons);
  for (const [field, dimension] of Object.entries(FILTERED_DIMENSIONS)) {
    const wanted = filter[field as keyof typeof FILTERED_DIMENSIONS];
    if (wanted !== undefined) demand(dimension, Array.isArray(wanted) ? wanted : [wanted]);
  }
  return conditions;
}
