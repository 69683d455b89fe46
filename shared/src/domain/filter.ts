import { z } from 'zod';
import { Period } from './period.ts';
import { Procedure } from './procedure.ts';
import { AgeBand, Approach, Indication, Region, Sex, Urgency } from './surgical-case.ts';

/** Whom an operation is counted for where surgeons are meant. */
export const ATTRIBUTIONS = ['operating', 'assisting', 'responsible'] as const;
export const Attribution = z.enum(ATTRIBUTIONS);
export type Attribution = z.infer<typeof Attribution>;

const providerIds = z.array(z.int().positive()).min(1).max(500).optional();

/** Which cases are meant. A list means any of its values; an absent field means all cases, those with an unknown value included. */
export const CaseFilter = Period.extend({
  procedures: z.array(Procedure).min(1).optional(),
  hospitals: providerIds,
  surgeons: providerIds,
  /** Which surgeon of a case `surgeons` and the dimension 'surgeon' mean; the operating one when absent. */
  attribution: Attribution.optional(),
  regions: z.array(Region).min(1).optional(),
  approaches: z.array(Approach).min(1).optional(),
  urgencies: z.array(Urgency).min(1).optional(),
  indications: z.array(Indication).min(1).optional(),
  ageBands: z.array(AgeBand).min(1).optional(),
  asaClasses: z.array(z.int().min(1).max(5)).min(1).optional(),
  sexes: z.array(Sex).min(1).optional(),
  sources: z.array(z.string().min(1)).min(1).optional(),
  revision: z.boolean().optional(),
  minimallyInvasive: z.boolean().optional(),
  instrumented: z.boolean().optional(),
  diabetes: z.boolean().optional(),
  smoker: z.boolean().optional(),
}).refine((filter) => filter.from === undefined || filter.to === undefined || filter.from < filter.to, {
  path: ['to'],
  error: 'the period must end after it begins',
});
export type CaseFilter = z.infer<typeof CaseFilter>;

/** What a tally can be grouped by. Month and quarter are unknown (null) for cases whose source gives only a year. */
export const DIMENSIONS = [
  'procedure',
  'hospital',
  'surgeon',
  'region',
  'approach',
  'urgency',
  'indication',
  'ageBand',
  'asaClass',
  'sex',
  'source',
  'revision',
  'minimallyInvasive',
  'instrumented',
  'diabetes',
  'smoker',
  'month',
  'quarter',
  'year',
] as const;
export const Dimension = z.enum(DIMENSIONS);
export type Dimension = z.infer<typeof Dimension>;

/** A tally may be grouped by at most this many dimensions at once. */
export const MAXIMUM_GROUPING = 3;
