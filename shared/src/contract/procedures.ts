import { z } from 'zod';
import { CaseFilter } from '../domain/filter.ts';
import { IsoDate } from '../domain/period.ts';
import { PromInstrument, PromTimepoint } from '../domain/prom.ts';
import { Completeness, Interval, StayFigures } from './overview.ts';

export const ProceduresInput = z.object({ filter: CaseFilter.default({}) });
export type ProceduresInput = z.infer<typeof ProceduresInput>;

/** Decompression: laminectomy or discectomy without fusion. */
export const PROCEDURE_GROUPS = {
  decompression: ['laminectomy', 'discectomy'],
  fusion: ['fusion'],
} as const;
export type ProcedureGroup = keyof typeof PROCEDURE_GROUPS;

const pairOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ decompression: schema, fusion: schema });

const Share = z.object({ numerator: z.int(), denominator: z.int() });

/** One level of one characteristic; shares are of the cases of which it is reported. */
export const Characteristic = pairOf(Share).extend({
  characteristic: z.enum([
    'indication',
    'ageBand',
    'sex',
    'asaClass',
    'diabetes',
    'smoker',
    'revision',
    'levels',
    'region',
    'urgency',
  ]),
  level: z.string(),
  /** Fusion minus decompression; null where it cannot be computed. */
  standardisedDifference: z.number().nullable(),
});
export type Characteristic = z.infer<typeof Characteristic>;

/** Fusion against decompression: a difference, or a ratio. */
export const Contrast = z.object({ value: z.number(), interval: Interval });
export type Contrast = z.infer<typeof Contrast>;

/** The ratio after the difference in case mix is taken out, or why there is none. */
export const AdjustedContrast = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-adjusted'), reason: z.string() }),
  z.object({
    state: z.literal('adjusted'),
    ratio: z.number(),
    interval: Interval,
    /** The ratio that the case mix alone would give. */
    ratioOfCaseMix: z.number(),
    modelVersion: z.string(),
  }),
]);
export type AdjustedContrast = z.infer<typeof AdjustedContrast>;

/** One group in one proportion. 'too-few': fewer judged than the indicator's minimum, shown without a contrast. */
export const GroupFigures = z.object({
  state: z.enum(['no-data', 'too-few', 'figures']),
  numerator: z.int(),
  denominator: z.int(),
  value: z.number().nullable(),
  interval: Interval.nullable(),
  completeness: Completeness,
});
export type GroupFigures = z.infer<typeof GroupFigures>;

export const ComparedIndicator = pairOf(GroupFigures).extend({
  indicatorId: z.string(),
  /** Null unless both groups have enough cases. */
  difference: Contrast.nullable(),
  ratio: Contrast.nullable(),
  adjusted: AdjustedContrast,
});
export type ComparedIndicator = z.infer<typeof ComparedIndicator>;

/** Mean change of a score for the better, of the cases that answered before and after. */
export const MeanChange = z.object({
  answered: z.int(),
  asked: z.int(),
  mean: z.number().nullable(),
  interval: Interval.nullable(),
});
export type MeanChange = z.infer<typeof MeanChange>;

export const ComparedChange = pairOf(MeanChange).extend({
  instrument: PromInstrument,
  timepoint: PromTimepoint,
  difference: Contrast.nullable(),
});
export type ComparedChange = z.infer<typeof ComparedChange>;

/** A point of a curve: from `day` on, this share has had the event. */
export const IncidencePoint = z.object({
  day: z.int(),
  incidence: z.number(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
});
export type IncidencePoint = z.infer<typeof IncidencePoint>;

export const IncidenceCurve = z.object({
  cases: z.int(),
  events: z.int(),
  deaths: z.int(),
  /** Of which no follow-up for this event is reported. */
  notFollowed: z.int(),
  points: z.array(IncidencePoint),
  /** At `moments`: under observation, cumulative incidence with death competing, and 1 − Kaplan–Meier with death censoring. */
  atMoments: z.array(
    z.object({
      day: z.int(),
      atRisk: z.int(),
      incidence: z.number().nullable(),
      interval: Interval.nullable(),
      kaplanMeier: z.number().nullable(),
    }),
  ),
});
export type IncidenceCurve = z.infer<typeof IncidenceCurve>;

export const ProceduresOutput = z.object({
  contents: z.enum(['empty', 'demo', 'reported']),
  dataCutOff: IsoDate.nullable(),
  dataVersion: z.int(),
  cases: z.int(),
  firstOperation: IsoDate.nullable(),
  lastOperation: IsoDate.nullable(),
  groups: pairOf(z.int()),
  characteristics: z.array(Characteristic),
  indicators: z.array(ComparedIndicator),
  stays: pairOf(StayFigures.nullable()),
  changes: z.array(ComparedChange),
  returnToTheatre: pairOf(IncidenceCurve).extend({
    logRank: z.object({ chiSquare: z.number(), pValue: z.number() }).nullable(),
  }),
});
export type ProceduresOutput = z.infer<typeof ProceduresOutput>;
