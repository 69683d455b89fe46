import { z } from 'zod';
import { EventKind } from '../domain/event.ts';
import { IsoDate } from '../domain/period.ts';
import { Procedure } from '../domain/procedure.ts';
import { PromInstrument, PromTimepoint } from '../domain/prom.ts';
import {
  AgeBand,
  Approach,
  CaseEvent,
  Indication,
  Region,
  Sex,
  Urgency,
  WoundClass,
} from '../domain/surgical-case.ts';
import { NOT_COUNTED_REASONS } from '../indicators/indicator.ts';
import { ExpectedRisk } from './expected-risk.ts';

export const CaseInput = z.object({ caseId: z.int().positive() });
export type CaseInput = z.infer<typeof CaseInput>;

const flag = z.boolean().nullable();
const number = z.number().nullable();
const date = IsoDate.nullable();

/** One operation as the record has it; null where the source does not report a field. */
export const RecordedCase = z.object({
  procedure: Procedure,
  fusion: z.boolean(),
  laminectomy: z.boolean(),
  discectomy: z.boolean(),
  region: Region.nullable(),
  levels: number,
  approach: Approach.nullable(),
  minimallyInvasive: flag,
  instrumented: flag,
  revision: flag,
  urgency: Urgency.nullable(),
  admissionDate: date,
  operationDate: date,
  operationYear: z.int(),
  dischargeDate: date,
  lengthOfStayNights: number,
  lengthOfStayIsAtLeast: z.boolean(),
  age: number,
  ageBand: AgeBand.nullable(),
  sex: Sex.nullable(),
  bodyMassIndex: number,
  asaClass: number,
  diabetes: flag,
  smoker: flag,
  indication: Indication.nullable(),
  conservativeCareMonths: number,
  traction: flag,
  physiotherapy: flag,
  injections: flag,
  medication: flag,
  walkingDistanceMetres: number,
  durationMinutes: number,
  bloodLossMillilitres: number,
  transfusion: flag,
  woundClass: WoundClass.nullable(),
  firstWalkedDay: number,
  strenuousActivityWeek: number,
  /** Days after the operation through which each kind was looked for; a kind that is absent was not looked for. */
  observed: z.partialRecord(z.union([EventKind, z.literal('proms')]), z.int().min(0)),
  events: z.array(CaseEvent),
  proms: z.array(
    z.object({ instrument: PromInstrument, timepoint: PromTimepoint, score: z.number(), answeredOn: date }),
  ),
});
export type RecordedCase = z.infer<typeof RecordedCase>;

/** What an indicator makes of the case, and why in a sentence; dates in it are ISO dates. */
export const ExplainedJudgement = z.object({
  indicatorId: z.string(),
  /** 1 event, 0 none, nights, a change in points, or why the case does not count. */
  judgement: z.union([z.number(), z.enum(NOT_COUNTED_REASONS)]),
  sentence: z.string(),
});
export type ExplainedJudgement = z.infer<typeof ExplainedJudgement>;

/** One answer; `improvement` is the change from baseline, positive for the better, null without a baseline. */
export const ScoreChange = z.object({
  instrument: PromInstrument,
  timepoint: PromTimepoint,
  score: z.number(),
  answeredOn: date,
  improvement: number,
});
export type ScoreChange = z.infer<typeof ScoreChange>;

export const CaseOutput = z.object({
  contents: z.enum(['empty', 'demo', 'reported']),
  id: z.int(),
  /** Short form of the pseudonymous key. */
  key: z.string(),
  hospital: z.object({ id: z.int(), label: z.string() }),
  /** Those named by the source; the operating surgeon is who the case is counted for. */
  surgeons: z.array(
    z.object({ id: z.int(), label: z.string(), role: z.enum(['operating', 'assisting', 'responsible']) }),
  ),
  source: z.string(),
  /** The last day on which the source could have reported anything about this case. */
  cutOff: date,
  record: RecordedCase,
  scores: z.array(ScoreChange),
  /** One for every indicator, in the order of the catalogue. */
  judgements: z.array(ExplainedJudgement),
  /** One for every indicator that has a case-mix model and applies to the case, in the order of the catalogue. */
  risks: z.array(ExpectedRisk),
});
export type CaseOutput = z.infer<typeof CaseOutput>;
