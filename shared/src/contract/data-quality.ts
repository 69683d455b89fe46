import { z } from 'zod';
import { CaseFilter } from '../domain/filter.ts';
import { IsoDate } from '../domain/period.ts';
import { RECORD_FIELDS } from '../indicators/record-field.ts';

export const CompletenessColumns = z.enum(['quarter', 'month', 'hospital']);
export type CompletenessColumns = z.infer<typeof CompletenessColumns>;

export const DataQualityInput = z.object({
  filter: CaseFilter.default({}),
  columns: CompletenessColumns.default('quarter'),
  /** One field hospital by hospital; every field otherwise. */
  field: z
    .string()
    .refine((id) => RECORD_FIELDS.some((field) => field.id === id), { error: 'expected the id of a field' })
    .nullable()
    .default(null),
});
export type DataQualityInput = z.infer<typeof DataQualityInput>;

export const CompletenessCell = z.object({
  cases: z.int(),
  reported: z.int(),
  /** The field cannot be complete yet: its follow-up was not over at the data cut-off. */
  immature: z.boolean(),
});
export type CompletenessCell = z.infer<typeof CompletenessCell>;

export const CompletenessRow = z.object({
  /** Id of a field, or of a hospital. */
  key: z.string(),
  label: z.string(),
  group: z.string().nullable(),
  total: CompletenessCell,
  /** One a column; null where there are no cases. */
  cells: z.array(CompletenessCell.nullable()),
});
export type CompletenessRow = z.infer<typeof CompletenessRow>;

export const AffectedIndicator = z.object({
  indicatorId: z.string(),
  cases: z.int(),
  /** Cases that the indicator is meant for and that it cannot judge because something is not reported. */
  notReported: z.int(),
  /** Ids of the fields that it reads. */
  fields: z.array(z.string()),
  /** Ids of the fields that its case-mix model reads. */
  adjustedFor: z.array(z.string()),
});
export type AffectedIndicator = z.infer<typeof AffectedIndicator>;

export const ImportEntry = z.object({
  id: z.int(),
  fileName: z.string(),
  format: z.string(),
  source: z.string(),
  importedAt: z.string(),
  cutOff: IsoDate.nullable(),
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
});
export type ImportEntry = z.infer<typeof ImportEntry>;

export const DataQualityOutput = z.object({
  contents: z.enum(['empty', 'demo', 'reported']),
  dataCutOff: IsoDate.nullable(),
  dataVersion: z.int(),
  cases: z.int(),
  firstOperation: IsoDate.nullable(),
  lastOperation: IsoDate.nullable(),
  columns: z.array(z.object({ key: z.string(), label: z.string() })),
  rows: z.array(CompletenessRow),
  affected: z.array(AffectedIndicator),
  /** The latest first; null for a viewer who may not see what was imported. */
  imports: z.array(ImportEntry).nullable(),
});
export type DataQualityOutput = z.infer<typeof DataQualityOutput>;

/** The imports alone, for those who see no case. */
export const ImportLogOutput = DataQualityOutput.pick({
  contents: true,
  dataCutOff: true,
  dataVersion: true,
}).extend({
  /** The latest first. */
  imports: z.array(ImportEntry),
});
export type ImportLogOutput = z.infer<typeof ImportLogOutput>;

export const RejectionsInput = z.object({ importId: z.int().positive() });
export type RejectionsInput = z.infer<typeof RejectionsInput>;

export const RejectionsOutput = z.object({
  total: z.int(),
  /** The first ones of the file. */
  rejections: z.array(
    z.object({
      id: z.int(),
      line: z.int(),
      column: z.string().nullable(),
      /** Null where the column may identify a patient, or there is no value. */
      value: z.string().nullable(),
      reason: z.string(),
    }),
  ),
});
export type RejectionsOutput = z.infer<typeof RejectionsOutput>;
