import type {
  AffectedIndicator,
  CompletenessCell,
  CompletenessRow,
  DataQualityInput,
  DataQualityOutput,
  ImportLogOutput,
  RejectionsInput,
  RejectionsOutput,
} from '@lamina/shared/contract/data-quality.ts';
import {
  addDays,
  type IsoDate,
  periodOfMonth,
  periodOfQuarter,
  quartersBetween,
} from '@lamina/shared/domain/period.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import {
  fieldsAdjustedFor,
  fieldsRead,
  RECORD_FIELDS,
  type RecordField,
} from '@lamina/shared/indicators/record-field.ts';
import { maySeeImports, scopeOf } from '../auth/scope.ts';
import { LaminaError } from '../lamina-error.ts';
import { countReportedFields, type FieldCounts } from '../repositories/field-completeness.repository.ts';
import { listImports, listRejections } from '../repositories/import-log.repository.ts';
import { getProviderNames } from '../repositories/provider.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import type { ServiceContext } from './service-context.ts';

const MOST_IMPORTS = 50;
const MOST_REJECTIONS = 500;
const YEAR_ONLY = 'year-only';

/** What was imported, of how many cases each field is reported, and which indicators cannot judge cases for want of it. */
export async function getDataQuality(
  viewer: Viewer,
  { db, tally }: ServiceContext,
  { filter, columns: wanted, field: fieldId }: DataQualityInput,
): Promise<DataQualityOutput> {
  const scope = scopeOf(viewer);
  const field = RECORD_FIELDS.find(({ id }) => id === fieldId);
  const by = field !== undefined && wanted === 'hospital' ? 'quarter' : wanted;
  const fields = field === undefined ? RECORD_FIELDS : [field];
  const groupBy = field === undefined ? ([by] as const) : (['hospital', by] as const);
  const [state, [total], counts, names, imports] = await Promise.all([
    getRecordState(db),
    tally.count({
      scope,
      filter,
      groupBy: [],
      indicators: CATALOGUE.map(({ id }) => id),
      countsOnly: true,
    }),
    countReportedFields(db, scope, filter, fields, groupBy),
    getProviderNames(db, scope),
    maySeeImports(viewer) ? listImports(db, MOST_IMPORTS) : null,
  ]);
  const columns = columnsOf(counts, by, names.hospital);
  const place = new Map(columns.map(({ key }, index) => [key, index]));
  const rowOf = (
    row: Pick<CompletenessRow, 'key' | 'label' | 'group'>,
    counted: readonly FieldCounts[],
    index: number,
    of: RecordField,
  ): CompletenessRow => {
    const cells: (CompletenessCell | null)[] = columns.map(() => null);
    for (const { key, cases, reported } of counted) {
      const column = columnKey(key[by]);
      cells[place.get(column) ?? 0] = {
        cases,
        reported: reported[index] ?? 0,
        immature: by !== 'hospital' && isImmature(column, of, state.dataCutOff),
      };
    }
    return { ...row, total: sumOf(cells), cells };
  };
  const hospitals = [...new Set(counts.map(({ key }) => Number(key.hospital)))];
  return {
    ...state,
    cases: total?.cases ?? 0,
    firstOperation: total?.periodStart ?? null,
    lastOperation: total?.periodEnd ?? null,
    columns,
    rows:
      field === undefined
        ? fields.map((of, index) =>
            rowOf({ key: of.id, label: of.label, group: of.group }, counts, index, of),
          )
        : hospitals.map((hospital) =>
            rowOf(
              { key: String(hospital), label: names.hospital.get(hospital) ?? String(hospital), group: null },
              counts.filter(({ key }) => key.hospital === hospital),
              0,
              field,
            ),
          ),
    affected: CATALOGUE.map((indicator): AffectedIndicator => {
      const notCounted = total?.indicators[indicator.id]?.notCounted;
      return {
        indicatorId: indicator.id,
        cases: (total?.cases ?? 0) - (notCounted?.['not-applicable'] ?? 0),
        notReported: notCounted?.['not-reported'] ?? 0,
        fields: [...fieldsRead(indicator)],
        adjustedFor: [...fieldsAdjustedFor(indicator)],
      };
    }),
    imports,
  };
}

/** What was imported, without anything of a case: for administrators, who see none. */
export async function getImportLog(viewer: Viewer, { db }: ServiceContext): Promise<ImportLogOutput> {
  assertMaySeeImports(viewer);
  const [state, imports] = await Promise.all([getRecordState(db), listImports(db, MOST_IMPORTS)]);
  return { ...state, imports };
}

/** The lines of a file that were left out and why. */
export async function getRejections(
  viewer: Viewer,
  { db }: ServiceContext,
  { importId }: RejectionsInput,
): Promise<RejectionsOutput> {
  assertMaySeeImports(viewer);
  return listRejections(db, importId, MOST_REJECTIONS);
}

function assertMaySeeImports(viewer: Viewer): void {
  if (maySeeImports(viewer)) return;
  throw new LaminaError(
    'not-allowed',
    'Only administrators and quality leads of all hospitals may see what was imported and rejected.',
  );
}

function columnsOf(
  counts: readonly FieldCounts[],
  by: 'hospital' | 'quarter' | 'month',
  hospitals: ReadonlyMap<number, string>,
): DataQualityOutput['columns'] {
  const keys = [...new Set(counts.map(({ key }) => columnKey(key[by])))].toSorted();
  if (by === 'hospital') {
    return keys
      .map((key) => ({ key, label: hospitals.get(Number(key)) ?? key }))
      .toSorted((one, other) => one.label.localeCompare(other.label, 'en-GB', { numeric: true }));
  }
  const dated = keys.filter((key) => key !== YEAR_ONLY);
  const [first, last] = [dated[0], dated.at(-1)];
  const all = first === undefined || last === undefined ? [] : allBetween(first, last, by);
  return [...all, ...keys.filter((key) => key === YEAR_ONLY)].map((key) => ({ key, label: key }));
}

/** Every period from the first to the last, those without cases as well. */
function allBetween(first: string, last: string, by: 'quarter' | 'month'): string[] {
  if (by === 'quarter') return quartersBetween(startOf(first), startOf(last));
  const months: string[] = [];
  for (let month = first; month <= last; month = endOf(month).slice(0, 7)) months.push(month);
  return months;
}

function startOf(column: string): IsoDate {
  return (column.includes('Q') ? periodOfQuarter(column) : periodOfMonth(column)).from ?? column;
}

/** The first day after a column. */
function endOf(column: string): IsoDate {
  return (column.includes('Q') ? periodOfQuarter(column) : periodOfMonth(column)).to ?? column;
}

function columnKey(value: string | number | null | undefined): string {
  return value === null || value === undefined ? YEAR_ONLY : String(value);
}

function isImmature(column: string, { knownAfterDays }: RecordField, cutOff: IsoDate | null): boolean {
  if (knownAfterDays === 0 || cutOff === null || column === YEAR_ONLY) return false;
  return addDays(endOf(column), knownAfterDays - 1) > cutOff;
}

function sumOf(cells: readonly (CompletenessCell | null)[]): CompletenessCell {
  let cases = 0;
  let reported = 0;
  for (const cell of cells) {
    cases += cell?.cases ?? 0;
    reported += cell?.reported ?? 0;
  }
  return { cases, reported, immature: false };
}
