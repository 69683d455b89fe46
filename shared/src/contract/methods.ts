import { z } from 'zod';
import { IsoDate } from '../domain/period.ts';
import { Procedure } from '../domain/procedure.ts';
import { RiskModel } from './risk-model.ts';

/** A published range with all that decides what it may be compared with. Proportions as 0–1, stays in nights. */
export const MethodReference = z.object({
  id: z.string(),
  /** Ids of the indicators whose definition it shares. */
  comparableWith: z.array(z.string()),
  /** Ids of the indicators beside which it may be read, but not compared; `note` says why. */
  shownBeside: z.array(z.string()),
  defaultFor: z.array(z.string()),
  /** Null for any. */
  procedures: z.array(Procedure).nullable(),
  low: z.number(),
  high: z.number(),
  unit: z.enum(['proportion', 'nights', 'points']),
  label: z.string(),
  population: z.string(),
  definition: z.string(),
  period: z.string(),
  citation: z.string(),
  address: z.string().nullable(),
  note: z.string().nullable(),
});
export type MethodReference = z.infer<typeof MethodReference>;

/** What the catalogue of indicators, which the client has itself, does not say: references and fitted models. */
export const MethodsOutput = z.object({
  contents: z.enum(['empty', 'demo', 'reported']),
  dataCutOff: IsoDate.nullable(),
  dataVersion: z.int(),
  references: z.array(MethodReference),
  /** Why the reader is not told the models, which count cases, in words; null for those who are. */
  modelsSuppressed: z.string().nullable(),
  /** Whether cases and events of the models are rounded to two digits, and groups of few left out: models are fitted to the whole record, and the reader counts the cases of some hospitals only. */
  modelCountsRounded: z.boolean(),
  /** As fitted to the cases that are there, in the order of the catalogue; none while they are being fitted anew. */
  models: z.array(RiskModel),
});
export type MethodsOutput = z.infer<typeof MethodsOutput>;
