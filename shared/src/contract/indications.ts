import { z } from 'zod';
import { CaseFilter } from '../domain/filter.ts';
import { IsoDate } from '../domain/period.ts';
import { Procedure } from '../domain/procedure.ts';
import { Interval } from './overview.ts';

/** Months of care without surgery, in the order shown; the lower end belongs to the band, save of the last, which is beyond 12. */
export const CARE_BANDS = ['under-3', '3-to-6', '6-to-12', 'over-12'] as const;

/** Walking distance in metres, in the order shown; the lower end belongs to the band. */
export const WALKING_BANDS = ['under-100', '100-to-499', '500-to-999', '1000-and-over'] as const;

/** Days from admission to operation; 3 stands for three or more. */
export const WAITING_DAYS = ['0', '1', '2', '3+'] as const;

export const IndicationsInput = z.object({ filter: CaseFilter.default({}) });
export type IndicationsInput = z.infer<typeof IndicationsInput>;

/** How many are of one level, of those of whom it is reported. */
export const LevelShare = z.object({
  level: z.string(),
  cases: z.int(),
  reported: z.int(),
  notReported: z.int(),
  interval: Interval.nullable(),
});
export type LevelShare = z.infer<typeof LevelShare>;

/** Twelve-month disability of those who did, or did not, meet the criterion before the operation. */
export const OutcomeOfGroup = z.object({
  cases: z.int(),
  /** Followed for long enough to have been asked. */
  asked: z.int(),
  answered: z.int(),
  improved: z.int(),
  improvedInterval: Interval.nullable(),
  /** Points for the better. */
  meanChange: z.number().nullable(),
  meanChangeInterval: Interval.nullable(),
});
export type OutcomeOfGroup = z.infer<typeof OutcomeOfGroup>;

const Difference = z.object({ value: z.number(), interval: Interval });

export const ProcedureIndications = z.object({
  procedure: Procedure,
  cases: z.int(),
  /** The criterion of conservative care, over the cases that it applies to. */
  criterion: z.object({ met: z.int(), judged: z.int(), notReported: z.int() }),
  /** Of the cases that the criterion applies to. */
  months: z.array(LevelShare),
  /** Of elective cases: traction, physiotherapy, injections, medication, and none of them. */
  kinds: z.array(LevelShare),
  /** Of elective cases. */
  walking: z.array(LevelShare),
  /** Of all cases. */
  indications: z.array(LevelShare),
  outcome: z.object({
    met: OutcomeOfGroup,
    notMet: OutcomeOfGroup,
    /** Met less not met, not adjusted; null where either has nobody who answered. */
    improvedDifference: Difference.nullable(),
    meanDifference: Difference.nullable(),
  }),
});
export type ProcedureIndications = z.infer<typeof ProcedureIndications>;

export const CaudaEquina = z.object({
  cases: z.int(),
  urgency: z.array(LevelShare),
  waiting: z.array(LevelShare),
});
export type CaudaEquina = z.infer<typeof CaudaEquina>;

export const IndicationsOutput = z.object({
  contents: z.enum(['empty', 'demo', 'reported']),
  dataCutOff: IsoDate.nullable(),
  dataVersion: z.int(),
  cases: z.int(),
  firstOperation: IsoDate.nullable(),
  lastOperation: IsoDate.nullable(),
  /** Id of the indicator that is the criterion of conservative care. */
  criterion: z.string(),
  procedures: z.array(ProcedureIndications),
  caudaEquina: CaudaEquina,
});
export type IndicationsOutput = z.infer<typeof IndicationsOutput>;
