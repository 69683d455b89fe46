import { z } from 'zod';
import { Interval } from './overview.ts';

const Basis = z.object({
  observed: z.int(),
  /** Events expected of these cases from their case mix. */
  expected: z.number(),
  /** Of all cases that the model was fitted to, 0–1. */
  overallRate: z.number(),
  modelVersion: z.string(),
});

/** An indicator adjusted for case mix, for one group of cases. */
export const AdjustedFigures = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-adjusted'), reason: z.string() }),
  /** Fewer than one event expected: as NHSN, no ratio is given. */
  Basis.extend({ state: z.literal('too-few-expected') }),
  Basis.extend({
    state: z.literal('figures'),
    /** Observed / expected. */
    ratio: z.number(),
    ratioInterval: Interval,
    /** Ratio × overall rate; of a frequent event it can exceed 1. */
    rate: z.number(),
    rateInterval: Interval.nullable(),
  }),
]);
export type AdjustedFigures = z.infer<typeof AdjustedFigures>;
