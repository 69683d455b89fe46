import { z } from 'zod';
import { IsoDate } from '../domain/period.ts';
import { Procedure } from '../domain/procedure.ts';
import { OverviewInput } from './overview.ts';
import { Assurance, Meaning, Variation } from './trend.ts';

export const SignalsInput = OverviewInput;
export type SignalsInput = z.infer<typeof SignalsInput>;

/** Variation by the control chart of the quarters: null where there is none, and why. */
export const VariationMark = z.object({ verdict: Variation.nullable(), words: z.string() });
export type VariationMark = z.infer<typeof VariationMark>;

/** The chart's limits beside the reference; null without reference or limits, and why. */
export const AssuranceMark = z.object({ verdict: Assurance.nullable(), words: z.string() });
export type AssuranceMark = z.infer<typeof AssuranceMark>;

/** Whose cases: all together, one hospital's or one surgeon's. */
export const SignalOf = z.object({
  by: z.enum(['all', 'hospital', 'surgeon']),
  /** Null for all together. */
  id: z.int().nullable(),
  name: z.string().nullable(),
});
export type SignalOf = z.infer<typeof SignalOf>;

const Level = z.object({
  /** Proportion 0–1, mean change in points, or geometric mean of nights. */
  value: z.number(),
  /** Events of a proportion; null otherwise. */
  numerator: z.int().nullable(),
  denominator: z.int(),
});
export type Level = z.infer<typeof Level>;

const Basis = z.object({
  indicatorId: z.string(),
  /** Null for all procedures of the filter together. */
  procedure: Procedure.nullable(),
  of: SignalOf,
  meaning: Meaning,
  level: Level,
  pValue: z.number(),
  /** Benjamini–Hochberg: the share of false signals to be expected among those at least as strong. */
  falseDiscoveryRate: z.number(),
  /** Whether expected events come from a case-mix model. */
  adjusted: z.boolean(),
  /** Figures of the same event and provider that signal, too, and are not listed by themselves. */
  also: z.array(z.object({ indicatorId: z.string(), procedure: Procedure.nullable() })),
  variation: VariationMark,
  assurance: AssuranceMark,
});

/** A provider that differs from all together beyond chance, over the whole period of the filter or since a moment in it. */
export const OutsideSignal = Basis.extend({
  kind: z.literal('outside'),
  direction: z.enum(['above', 'below']),
  /** First day of the quarters that the level is of; null for the whole period. */
  since: IsoDate.nullable(),
  /** Events expected of the provider's cases; null for a measurement. */
  expected: z.number().nullable(),
  /** Level of all together. */
  against: Level,
  /** Whether the usual spread between providers is allowed for; too few of them show none. */
  spreadAllowed: z.boolean(),
});
export type OutsideSignal = z.infer<typeof OutsideSignal>;

/** A level that changed and has not come back. */
export const ChangeSignal = Basis.extend({
  kind: z.literal('changed'),
  direction: z.enum(['rose', 'fell']),
  /** First day of the first quarter at the new level. */
  since: IsoDate,
  before: Level,
});
export type ChangeSignal = z.infer<typeof ChangeSignal>;

/** An indicator too rare to show even a doubling for some providers. */
export const TooSmall = z.object({
  indicatorId: z.string(),
  by: z.enum(['hospital', 'surgeon']),
  providers: z.int(),
  /** Of them, those with too few cases. */
  untold: z.int(),
  /** Cases that a provider needs. */
  casesNeeded: z.int(),
});
export type TooSmall = z.infer<typeof TooSmall>;

/** The marks of one cell of the overview. */
export const CellMarks = z.object({
  indicatorId: z.string(),
  procedure: Procedure,
  variation: VariationMark,
  assurance: AssuranceMark,
  /** The latest special cause of the quarters since limits began, with its sentence. */
  lastSpecialCause: z.object({ quarter: z.string(), meaning: Meaning, sentence: z.string() }).nullable(),
});
export type CellMarks = z.infer<typeof CellMarks>;

export const SignalsOutput = z.object({
  dataVersion: z.int(),
  changed: z.array(ChangeSignal),
  outside: z.array(OutsideSignal),
  tooSmall: z.array(TooSmall),
  cells: z.array(CellMarks),
  control: z.object({
    /** Of the listed signals, at most this share is expected to be false. */
    falseDiscoveryRate: z.number(),
    /** Comparisons that were made. */
    changedComparisons: z.int(),
    outsideComparisons: z.int(),
    /** Of a doubling, the power asked for. */
    power: z.number(),
  }),
});
export type SignalsOutput = z.infer<typeof SignalsOutput>;
