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
  readonly allowed: Uint8Array;
}

/** Which rows are selected: those with 1 for their code. */
export interface RowCondition {
  readonly codes: Codes;
  readonly allowed: Uint8Array;
}

/** The conditions of scope and filter on the dimensions of a case; the period is not among them. */
export function conditionsOf({ columns }: Snapshot, scope: Scope, filter: CaseFilter): Condition[] {
  const conditions: Condition[] = [];
  const demand = (dimension: ColumnName, wanted: readonly unknown[]) => {
    const set = new Set(wanted);
    const allowed = Uint8Array.from(columns[dimension].values, (value) => Number(set.has(value)));
    conditions.push({ dimension, allowed });
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

/** The same of rows: all conditions on what a profile has are one. */
export function conditionsOfRows(
  { columns, profiles }: Snapshot,
  conditions: readonly Condition[],
): RowCondition[] {
  const ofRows: RowCondition[] = [];
  let ofProfiles: Uint8Array | undefined;
  for (const { dimension, allowed } of conditions) {
    const { of, codes } = columns[dimension];
    if (of === 'row') {
      ofRows.push({ codes, allowed });
      continue;
    }
    ofProfiles ??= new Uint8Array(codes.length).fill(1);
    for (let profile = 0; profile < codes.length; profile += 1) {
      ofProfiles[profile] = (ofProfiles[profile] ?? 0) & (allowed[codes[profile] ?? 0] ?? 0);
    }
  }
  return ofProfiles === undefined ? ofRows : [{ codes: profiles, allowed: ofProfiles }, ...ofRows];
}
