import { z } from 'zod';
import { CaseFilter } from '../domain/filter.ts';
import { IsoDate } from '../domain/period.ts';
import { Procedure } from '../domain/procedure.ts';
import { findIndicator } from '../indicators/catalogue.ts';
import { Completeness, Interval, Reference, ReferenceChoice, StayFigures } from './overview.ts';

export const ProviderKind = z.enum(['hospital', 'surgeon']);
export type ProviderKind = z.infer<typeof ProviderKind>;

export const CompareInput = z.object({
  filter: CaseFilter.default({}),
  indicator: z
    .string()
    .refine((id) => findIndicator(id) !== undefined, { error: 'expected the id of an indicator' }),
  by: ProviderKind.default('hospital'),
  /** Observed over expected where the indicator has a case-mix model; the crude figures otherwise. */
  adjusted: z.boolean().default(false),
  references: ReferenceChoice.default({}),
});
export type CompareInput = z.infer<typeof CompareInput>;

/**
 * What is compared: shares of cases (0–1), observed over expected events scaled to 1 for all cases shown, median nights,
 * or mean points.
 */
export const Measure = z.enum(['proportion', 'ratio', 'median', 'mean']);
export type Measure = z.infer<typeof Measure>;

/** Inside chance, or beyond the 95 % (alert) or 99.8 % limits (alarm). */
export const Position = z.enum(['below-alarm', 'below-alert', 'inside', 'above-alert', 'above-alarm']);
export type Position = z.infer<typeof Position>;

export const Classification = z.object({
  position: Position,
  /** Two-sided, twice the smaller exact tail: at most 0.05 for an alert and 0.002 for an alarm. Null where an interval decided. */
  pValue: z.number().nullable(),
});
export type Classification = z.infer<typeof Classification>;

export const ComparedProvider = z.object({
  id: z.int(),
  name: z.string(),
  /** Events, for proportions and ratios. */
  numerator: z.int().nullable(),
  /** Cases judged. */
  denominator: z.int(),
  /** Events expected of this case mix, scaled so that the sum over all cases shown is that of the events seen; null when crude. */
  expected: z.number().nullable(),
  /** In the unit of the measure; null where no case was judged. */
  value: z.number().nullable(),
  interval: Interval.nullable(),
  /** Null where the role of the reader is told published figures only. */
  completeness: Completeness.nullable(),
  /** By chance alone; null when there are too few cases to tell. */
  byChance: Classification.nullable(),
  /** With the spread between providers allowed for; null when there are too few cases, or the spread is not estimated. */
  allowingForSpread: Classification.nullable(),
  /** The whole distribution, for stays. */
  stay: StayFigures.nullable(),
});
export type ComparedProvider = z.infer<typeof ComparedProvider>;

/** A provider of whom the role of the reader is not told; `rule` says why, in words. */
export const SuppressedProvider = z.object({ id: z.int(), name: z.string(), rule: z.string() });
export type SuppressedProvider = z.infer<typeof SuppressedProvider>;

/** The limits of a provider of one size (cases judged; expected events for ratios). */
export const LimitPoint = z.object({
  size: z.number(),
  lowerAlarm: z.number(),
  lowerAlert: z.number(),
  upperAlert: z.number(),
  upperAlarm: z.number(),
});
export type LimitPoint = z.infer<typeof LimitPoint>;

/** How far providers scatter beyond chance. */
export const Spread = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('estimated'),
    /** Mean squared z: 1 where there is chance alone. */
    phi: z.number(),
    /** Variance between the providers' true figures, in the square of the measure's unit. */
    tau2: z.number(),
    limits: z.array(LimitPoint),
  }),
  /** Fewer providers than an estimate needs. */
  z.object({ state: z.literal('too-few-providers'), needed: z.int() }),
  /** The measure has no funnel, or nothing scatters. */
  z.object({ state: z.literal('not-applicable') }),
]);
export type Spread = z.infer<typeof Spread>;

/** One published hospital's figure: never mixed with the cases. */
export const ComparatorMark = z.object({
  publisher: z.string(),
  year: z.int(),
  name: z.string(),
  operations: z.int(),
  observed: z.int(),
  value: z.number(),
});
export type ComparatorMark = z.infer<typeof ComparatorMark>;

export const CompareOutput = z.object({
  contents: z.enum(['empty', 'demo', 'reported']),
  dataCutOff: IsoDate.nullable(),
  dataVersion: z.int(),
  /** All cases of the filter, null where suppressed, and those of which the provider is not reported. */
  cases: z.int().nullable(),
  unattributedCases: z.int(),
  firstOperation: IsoDate.nullable(),
  lastOperation: IsoDate.nullable(),
  indicatorId: z.string(),
  by: ProviderKind,
  /** The one procedure that all cases had; null when there may be several. */
  procedure: Procedure.nullable(),
  measure: Measure,
  /** 'no-model': adjusted figures were asked for, and the indicator has no case-mix model. */
  adjustment: z.enum(['crude', 'adjusted', 'no-model']),
  /** All cases shown together: the centre line. */
  network: z.object({
    /** Why the reader is not told, in words: then there is nothing else in here. Null otherwise. */
    suppressed: z.string().nullable(),
    numerator: z.int().nullable(),
    /** 0 where suppressed. */
    denominator: z.int(),
    expected: z.number().nullable(),
    value: z.number().nullable(),
    interval: Interval.nullable(),
    completeness: Completeness.nullable(),
    stay: StayFigures.nullable(),
  }),
  /** By name. */
  providers: z.array(ComparedProvider),
  /** By name; empty for roles that are told every count. */
  suppressedProviders: z.array(SuppressedProvider),
  /** Published cases of all others than the surgeon who asks: 'others'. */
  counted: z.enum(['all', 'others']),
  /** Limits by chance alone, ascending by size; empty where the measure has no funnel. */
  limits: z.array(LimitPoint),
  spread: Spread,
  /** Providers judged, and how many alerts and alarms chance alone would give among them. */
  byChanceExpected: z.object({
    judged: z.int(),
    alerts: z.number(),
    alarms: z.number(),
    /** Whether as many alerts, and as many alarms, as there are would be no surprise among so many providers all alike: by chance alone, and with the spread allowed for. */
    explains: z.object({ byChance: z.boolean(), allowingForSpread: z.boolean() }),
  }),
  /** The fewest cases with which a provider is judged at all, and with which one without any event can be told to lie below; null where there is no such number. */
  fewestCases: z.object({ judged: z.int().nullable(), belowWithoutEvent: z.int().nullable() }),
  references: z.array(Reference),
  /** The reference that is drawn; null when none is comparable. */
  referenceId: z.string().nullable(),
  comparators: z.array(ComparatorMark),
});
export type CompareOutput = z.infer<typeof CompareOutput>;
