import { z } from 'zod';
import { COVARIATES } from '../indicators/case-mix-term.ts';

/** What one covariate adds to a case's log odds, compared with the average case that the model was fitted to. */
export const RiskContribution = z.object({
  covariate: z.enum(COVARIATES),
  /** 'ASA class' */
  label: z.string(),
  /** '3', '74 years', 'not recorded' */
  value: z.string(),
  /** Above 0: raises the risk. */
  logOdds: z.number(),
  /** exp(logOdds): 1.3 is odds 1.3 times those of the average case. */
  oddsRatio: z.number(),
  /** False when too few such cases were there to estimate: counted as the level that others are compared with. */
  estimated: z.boolean(),
});
export type RiskContribution = z.infer<typeof RiskContribution>;

export const ExpectedRisk = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none'), reason: z.string() }),
  z.object({
    state: z.literal('expected'),
    indicatorId: z.string(),
    modelVersion: z.string(),
    /** Of this case, 0–1. */
    risk: z.number(),
    logOdds: z.number(),
    /** Share of events in all cases that the model was fitted to. */
    overallRate: z.number(),
    /** Log odds and risk of a case that is average in every covariate: where the contributions start from. */
    averageLogOdds: z.number(),
    averageRisk: z.number(),
    /** Largest first, whatever the direction. averageLogOdds plus their sum is logOdds. */
    contributions: z.array(RiskContribution),
  }),
]);
export type ExpectedRisk = z.infer<typeof ExpectedRisk>;
