import { z } from 'zod';
import { CaseFilter } from '../domain/filter.ts';
import { IsoDate } from '../domain/period.ts';
import { Procedure } from '../domain/procedure.ts';
import { findIndicator } from '../indicators/catalogue.ts';
import { AdjustedFigures } from './adjusted-figures.ts';
import { CountedFigures, ReferenceChoice } from './overview.ts';

export const SurgeonInput = z.object({
  /** Names exactly one surgeon, whose page it is. */
  filter: CaseFilter.refine(({ surgeons }) => surgeons?.length === 1, {
    path: ['surgeons'],
    error: 'expected exactly one surgeon',
  }),
  references: ReferenceChoice.default({}),
});
export type SurgeonInput = z.infer<typeof SurgeonInput>;

/** The other surgeons under the same other filters, as a band: nobody can be told from it. 'suppressed': the reader is not told; `rule` says why, in words. */
export const ColleagueBand = z.discriminatedUnion('state', [
  z.object({ state: z.literal('too-few-colleagues'), colleagues: z.int(), needed: z.int() }),
  z.object({ state: z.literal('suppressed'), rule: z.string() }),
  z.object({
    state: z.literal('band'),
    /** Others with enough judged cases. */
    colleagues: z.int(),
    /** Which percentiles of their steadied rates (of their medians or means, where it is not a rate) the ends are: 10 and 90, or the quartiles for a surgeon. */
    percentiles: z.tuple([z.int(), z.int()]),
    low: z.number(),
    high: z.number(),
    /** All surgeons together, the surgeon included; only the others for a surgeon. */
    pooled: z.number(),
    /** The surgeon's own rate, steadied in the same way; null where it is not a rate. */
    own: z.number().nullable(),
    /** Share of the variance between surgeons' rates that is not chance at this caseload, 0–1; null where it is not a rate. */
    reliability: z.number().nullable(),
    method: z.string(),
  }),
]);
export type ColleagueBand = z.infer<typeof ColleagueBand>;

/** What so many cases would probably reveal, by exact binomial power. */
export const Detectable = z.object({
  cases: z.int(),
  baseline: z.number(),
  baselineIs: z.enum(['reference', 'all-surgeons']),
  power: z.number(),
  /** The nearest rate on the unwanted side that would be noticed; null when none would. */
  rate: z.number().nullable(),
  method: z.string(),
});
export type Detectable = z.infer<typeof Detectable>;

export const OwnIndicator = z.object({
  figures: CountedFigures,
  adjusted: AdjustedFigures,
  colleagues: ColleagueBand,
  /** Null for what is not a rate, and where no rate is known to start from. */
  detectable: Detectable.nullable(),
});
export type OwnIndicator = z.infer<typeof OwnIndicator>;

export const SurgeonOutput = z.object({
  contents: z.enum(['empty', 'demo', 'reported']),
  dataCutOff: IsoDate.nullable(),
  dataVersion: z.int(),
  surgeon: z.string(),
  cases: z.int(),
  firstOperation: IsoDate.nullable(),
  lastOperation: IsoDate.nullable(),
  /** Null where the filter allows several: references of one procedure then do not apply. */
  procedure: Procedure.nullable(),
  procedures: z.array(z.object({ procedure: Procedure, cases: z.int() })),
  indicators: z.array(OwnIndicator),
  /** Ids of the indicators whose expected events a model gives. */
  adjustable: z.array(z.string()),
});
export type SurgeonOutput = z.infer<typeof SurgeonOutput>;

export const OwnVladInput = z.object({
  filter: SurgeonInput.shape.filter,
  indicator: z
    .string()
    .refine((id) => findIndicator(id) !== undefined, { error: 'expected the id of an indicator' }),
});
export type OwnVladInput = z.infer<typeof OwnVladInput>;

export const OwnVladOutput = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-drawn'), reason: z.string() }),
  z.object({
    state: z.literal('drawn'),
    cases: z.int(),
    events: z.int(),
    expected: z.number(),
    points: z.array(z.object({ case: z.int(), date: IsoDate, value: z.number(), event: z.boolean() })),
  }),
]);
export type OwnVladOutput = z.infer<typeof OwnVladOutput>;
