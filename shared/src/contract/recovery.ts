import { z } from 'zod';
import { CaseFilter } from '../domain/filter.ts';
import { IsoDate } from '../domain/period.ts';
import { Procedure } from '../domain/procedure.ts';
import { PromInstrument, PromTimepoint } from '../domain/prom.ts';
import { Interval } from './overview.ts';

export const RecoveryInput = z.object({ filter: CaseFilter.default({}) });
export type RecoveryInput = z.infer<typeof RecoveryInput>;

/** All who answered at one time point. */
export const TrajectoryPoint = z.object({
  timepoint: PromTimepoint,
  asked: z.int(),
  /** Not yet due at the data cut-off. */
  notYetDue: z.int(),
  answered: z.int(),
  mean: z.number().nullable(),
  interval: Interval.nullable(),
});
export type TrajectoryPoint = z.infer<typeof TrajectoryPoint>;

/** At twelve months, of those who answered before and after. */
export const ImportantChange = z.object({
  pairs: z.int(),
  improved: z.int(),
  improvedInterval: Interval.nullable(),
  /** Beyond the measurement error of a single answer. */
  detectablyImproved: z.int(),
  worsened: z.int(),
  asked: z.int(),
  /** What the share would be among all asked if none, or all, of the others had improved; null when nobody was asked. */
  bounds: z.object({ worst: z.number(), best: z.number() }).nullable(),
  /** Of those who did not answer, the share that would have to have improved for half of all to have. */
  tippingPoint: z
    .object({ reached: z.enum(['always', 'never', 'depends']), nonResponderShare: z.number().nullable() })
    .nullable(),
});
export type ImportantChange = z.infer<typeof ImportantChange>;

export const RecoveryInstrument = z.object({
  instrument: PromInstrument,
  points: z.array(TrajectoryPoint),
  change: ImportantChange,
});
export type RecoveryInstrument = z.infer<typeof RecoveryInstrument>;

/** Cumulative share by a day or a week, of the cases judged by the indicator. */
export const ReachedBy = z.object({
  by: z.int(),
  reached: z.int(),
  judged: z.int(),
  interval: Interval.nullable(),
});
export type ReachedBy = z.infer<typeof ReachedBy>;

export const ProcedureRecovery = z.object({
  procedure: Procedure,
  cases: z.int(),
  instruments: z.array(RecoveryInstrument),
  walkedByDay: z.array(ReachedBy),
  activeByWeek: z.array(ReachedBy),
  /** Eligible for each, and not reported. */
  notReported: z.object({ walked: z.int(), active: z.int() }),
});
export type ProcedureRecovery = z.infer<typeof ProcedureRecovery>;

export const RecoveryOutput = z.object({
  contents: z.enum(['empty', 'demo', 'reported']),
  dataCutOff: IsoDate.nullable(),
  dataVersion: z.int(),
  cases: z.int(),
  firstOperation: IsoDate.nullable(),
  lastOperation: IsoDate.nullable(),
  procedures: z.array(ProcedureRecovery),
});
export type RecoveryOutput = z.infer<typeof RecoveryOutput>;
