import { z } from 'zod';
import { CaseFilter } from '../domain/filter.ts';
import { IsoDate } from '../domain/period.ts';
import { Procedure } from '../domain/procedure.ts';

/** Which published reference the reader chose for an indicator and procedure, by reference id; the default one otherwise. */
export const ReferenceChoice = z.record(z.string(), z.string());

export const OverviewInput = z.object({
  filter: CaseFilter.default({}),
  references: ReferenceChoice.default({}),
});
export type OverviewInput = z.infer<typeof OverviewInput>;

export const Interval = z.object({
  lower: z.number(),
  upper: z.number(),
  confidence: z.number(),
  /** As shown to the reader: 'Wilson', 'exact (order statistics)'. */
  method: z.string(),
});
export type Interval = z.infer<typeof Interval>;

/** A published range with its population, definition and citation. Proportions as 0–1, stays in nights. */
export const Reference = z.object({
  id: z.string(),
  indicatorId: z.string(),
  procedure: Procedure.nullable(),
  low: z.number(),
  high: z.number(),
  unit: z.enum(['proportion', 'nights', 'points']),
  label: z.string(),
  population: z.string(),
  definition: z.string(),
  period: z.string(),
  citation: z.string(),
  address: z.string().nullable(),
  isDefault: z.boolean(),
  /** False when the published definition differs from the indicator's: shown, never given a verdict. */
  comparable: z.boolean(),
  comparabilityNote: z.string().nullable(),
});
export type Reference = z.infer<typeof Reference>;

export const Verdict = z.enum(['below', 'within', 'above', 'too-few-to-tell']);
export type Verdict = z.infer<typeof Verdict>;

export const Comparison = z.object({
  referenceId: z.string(),
  verdict: Verdict,
  /** For "too few to tell": how many cases at the observed rate would tell; null when even very many would not (the rate lies inside or at the edge). */
  casesNeeded: z.int().nullable(),
});
export type Comparison = z.infer<typeof Comparison>;

/** What became of all cases that the filter selects, for one indicator: the counts add up to `cases`. */
export const Completeness = z.object({
  cases: z.int(),
  judged: z.int(),
  notApplicable: z.int(),
  excluded: z.int(),
  notYetEligible: z.int(),
  notReported: z.int(),
  followUpTooShort: z.int(),
});
export type Completeness = z.infer<typeof Completeness>;

/** Every quarter of the period is present; `value` is null where no case was judged, and `immature` where some still wait for follow-up. */
export const QuarterPoint = z.object({
  quarter: z.string(),
  numerator: z.number().nullable(),
  denominator: z.int(),
  value: z.number().nullable(),
  immature: z.boolean(),
});
export type QuarterPoint = z.infer<typeof QuarterPoint>;

const Basis = z.object({
  indicatorId: z.string(),
  completeness: Completeness,
  references: z.array(Reference),
  comparison: Comparison.nullable(),
  quarters: z.array(QuarterPoint),
});

/** Null where the role of the reader is told published figures only. */
const PublishedBasis = Basis.extend({ completeness: Completeness.nullable() });

const estimate = {
  /** Proportion 0–1, median nights, or mean change in points. */
  value: z.number(),
  numerator: z.int().nullable(),
  denominator: z.int(),
  interval: Interval.nullable(),
};

/** As IndicatorFigures, for those who may count the cases. */
export const CountedFigures = z.discriminatedUnion('state', [
  Basis.extend({ state: z.literal('no-data') }),
  Basis.extend({ state: z.enum(['figures', 'too-few']), ...estimate }),
]);
export type CountedFigures = z.infer<typeof CountedFigures>;

/**
 * One indicator for one procedure.
 * - 'no-data': no case could be judged; `completeness` says why.
 * - 'too-few': fewer judged than the indicator's minimum; figures are shown, without verdict.
 * - 'figures': value, interval, and a comparison where a comparable reference exists.
 * - 'suppressed': the role of the reader is not told; `rule` says why, in words.
 */
export const IndicatorFigures = z.discriminatedUnion('state', [
  PublishedBasis.extend({ state: z.literal('no-data') }),
  PublishedBasis.extend({ state: z.enum(['figures', 'too-few']), ...estimate }),
  PublishedBasis.extend({ state: z.literal('suppressed'), rule: z.string() }),
]);
export type IndicatorFigures = z.infer<typeof IndicatorFigures>;

export const StayFigures = z.object({
  cases: z.int(),
  median: z.number(),
  medianInterval: Interval.nullable(),
  mean: z.number(),
  geometricMean: z.number(),
  lowerQuartile: z.number(),
  upperQuartile: z.number(),
  percentile99: z.number(),
  /** Cases by whole nights, ascending, nights without cases left out. */
  histogram: z.array(z.object({ nights: z.int(), cases: z.int() })),
  /** Stays that the source gives only as "at least so many nights". */
  atLeast: z.int(),
});
export type StayFigures = z.infer<typeof StayFigures>;

export const ProcedureOverview = z.object({
  procedure: Procedure,
  /** Null where suppressed. */
  cases: z.int().nullable(),
  indicators: z.array(IndicatorFigures),
  /** Null when no stay is reported, and for roles that are told published figures only. */
  stay: StayFigures.nullable(),
});
export type ProcedureOverview = z.infer<typeof ProcedureOverview>;

/** A figure published about others (a hospital, or a state pooled), never mixed with the cases. */
export const PublishedComparator = z.object({
  indicatorId: z.string(),
  procedure: Procedure,
  publisher: z.string(),
  year: z.int(),
  name: z.string(),
  pooled: z.boolean(),
  facilities: z.int(),
  operations: z.int(),
  observed: z.int(),
  predicted: z.number().nullable(),
  rate: z.number(),
  interval: Interval,
  definition: z.string(),
});
export type PublishedComparator = z.infer<typeof PublishedComparator>;

export const OverviewOutput = z.object({
  contents: z.enum(['empty', 'demo', 'reported']),
  /** Null where suppressed. */
  cases: z.int().nullable(),
  /** Earliest and latest operation date among the selected cases, null when none has a date or the reader is not told. */
  firstOperation: IsoDate.nullable(),
  lastOperation: IsoDate.nullable(),
  /** The latest data cut-off of the imports behind the record. */
  dataCutOff: IsoDate.nullable(),
  dataVersion: z.int(),
  procedures: z.array(ProcedureOverview),
  comparators: z.array(PublishedComparator),
});
export type OverviewOutput = z.infer<typeof OverviewOutput>;

/** The choices of the filter bar. */
export const FilterOptions = z.object({
  /** For roles that are told published figures only: why, and the calendar years that they may ask for, one at a time. Null for others. */
  published: z.object({ rule: z.string(), years: z.array(z.int()) }).nullable(),
  /** For surgeons: the same about the cases of all others, as they are compared. Null for others. */
  others: z
    .object({
      rule: z.string(),
      years: z.array(z.int()),
      hospitals: z.array(z.object({ id: z.int(), label: z.string() })),
    })
    .nullable(),
  hospitals: z.array(
    z.object({ id: z.int(), label: z.string(), source: z.string(), cases: z.int().nullable() }),
  ),
  surgeons: z.array(
    z.object({ id: z.int(), label: z.string(), hospitals: z.array(z.int()), cases: z.int() }),
  ),
  sources: z.array(z.object({ id: z.string(), cases: z.int() })),
  firstOperation: IsoDate.nullable(),
  lastOperation: IsoDate.nullable(),
});
export type FilterOptions = z.infer<typeof FilterOptions>;
