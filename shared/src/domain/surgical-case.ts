import { z } from 'zod';
import { EventKind, EventSource, InfectionDepth } from './event.ts';
import { IsoDate } from './period.ts';
import { PROM_SCALES, PromInstrument, PromTimepoint } from './prom.ts';

export const REGIONS = ['cervical', 'thoracic', 'lumbar'] as const;
export const Region = z.enum(REGIONS);
export type Region = z.infer<typeof Region>;

export const APPROACHES = ['anterior', 'posterior', 'lateral', 'combined'] as const;
export const Approach = z.enum(APPROACHES);
export type Approach = z.infer<typeof Approach>;

export const URGENCIES = ['elective', 'urgent', 'emergency'] as const;
export const Urgency = z.enum(URGENCIES);
export type Urgency = z.infer<typeof Urgency>;

export const INDICATIONS = [
  'disc-herniation',
  'stenosis',
  'spondylolisthesis',
  'degenerative-disc-disease',
  'scoliosis',
  'cauda-equina-syndrome',
  'other',
] as const;
export const Indication = z.enum(INDICATIONS);
export type Indication = z.infer<typeof Indication>;

export const SEXES = ['female', 'male', 'other'] as const;
export const Sex = z.enum(SEXES);
export type Sex = z.infer<typeof Sex>;

/** The bands of New York's inpatient data, so that sources that carry bands only can be compared with those that carry ages. */
export const AGE_BANDS = ['0-17', '18-29', '30-49', '50-69', '70+'] as const;
export const AgeBand = z.enum(AGE_BANDS);
export type AgeBand = z.infer<typeof AgeBand>;

const AGE_BAND_STARTS: readonly (readonly [number, AgeBand])[] = [
  [70, '70+'],
  [50, '50-69'],
  [30, '30-49'],
  [18, '18-29'],
  [0, '0-17'],
];

export function ageBandOf(age: number): AgeBand {
  return AGE_BAND_STARTS.find(([start]) => age >= start)?.[1] ?? '0-17';
}

export const WOUND_CLASSES = ['clean', 'clean-contaminated', 'contaminated', 'dirty'] as const;
export const WoundClass = z.enum(WOUND_CLASSES);
export type WoundClass = z.infer<typeof WoundClass>;

export const CONSERVATIVE_CARE = ['traction', 'physiotherapy', 'injections', 'medication'] as const;
export const ConservativeCare = z.enum(CONSERVATIVE_CARE);
export type ConservativeCare = z.infer<typeof ConservativeCare>;

export const CaseEvent = z
  .object({
    kind: EventKind,
    depth: InfectionDepth.nullable().default(null),
    onsetDate: IsoDate.nullable().default(null),
    /** 'at-latest': the event is known to have happened by `onsetDate`, the day itself is not reported. */
    onsetPrecision: z.enum(['day', 'at-latest']).default('day'),
    source: EventSource.nullable().default(null),
    presentAtSurgery: z.boolean().nullable().default(null),
  })
  .refine((event) => event.depth === null || event.kind === 'infection', {
    path: ['depth'],
    error: 'only an infection has a depth',
  });
export type CaseEvent = z.infer<typeof CaseEvent>;

export const PromScore = z
  .object({
    instrument: PromInstrument,
    timepoint: PromTimepoint,
    score: z.number(),
    answeredOn: IsoDate.nullable().default(null),
  })
  .superRefine((prom, context) => {
    const { lowest, highest } = PROM_SCALES[prom.instrument];
    if (prom.score < lowest || prom.score > highest) {
      context.addIssue({ code: 'custom', path: ['score'], message: `expected ${lowest} to ${highest}` });
    }
  });
export type PromScore = z.infer<typeof PromScore>;

/**
 * How long after the operation a kind of event (or patient-reported scores) was looked for: a number of days, or
 * 'cut-off' when up to the data cut-off of the import. A kind that is absent was not looked for: its absence from
 * `events` says nothing.
 */
export const Observed = z.partialRecord(
  z.union([EventKind, z.literal('proms')]),
  z.union([z.int().min(0), z.literal('cut-off')]),
);
export type Observed = z.infer<typeof Observed>;

const wholeNumber = (highest: number) => z.int().min(0).max(highest).nullable().default(null);
const flag = z.boolean().nullable().default(null);
const identifier = z.string().trim().min(1).max(200);

const CaseFields = z.object({
  sourceSystem: identifier,
  /** As the source has it; pseudonymised before it is stored. */
  sourceCaseId: identifier,
  /** As the source has it; pseudonymised before it is stored. */
  patientId: identifier.nullable().default(null),
  hospital: z.object({ code: identifier, name: z.string().trim().min(1).max(200).nullable().default(null) }),
  operatingSurgeon: identifier.nullable().default(null),
  assistingSurgeon: identifier.nullable().default(null),
  responsibleSurgeon: identifier.nullable().default(null),
  fusion: z.boolean(),
  laminectomy: z.boolean(),
  discectomy: z.boolean(),
  region: Region.nullable().default(null),
  levels: z.int().min(1).max(20).nullable().default(null),
  approach: Approach.nullable().default(null),
  minimallyInvasive: flag,
  instrumented: flag,
  revision: flag,
  urgency: Urgency.nullable().default(null),
  admissionDate: IsoDate.nullable().default(null),
  operationDate: IsoDate.nullable().default(null),
  /** Needed where the source gives no operation date; otherwise the year of that date. */
  operationYear: z.int().min(1980).max(2100),
  dischargeDate: IsoDate.nullable().default(null),
  /** Nights from admission to discharge; 0 for a same-day stay. */
  lengthOfStayNights: wholeNumber(3650),
  /** True when the source says "120 or more": the stay is at least `lengthOfStayNights`. */
  lengthOfStayIsAtLeast: z.boolean().default(false),
  age: wholeNumber(120),
  ageBand: AgeBand.nullable().default(null),
  sex: Sex.nullable().default(null),
  bodyMassIndex: z.number().min(8).max(120).nullable().default(null),
  asaClass: z.int().min(1).max(5).nullable().default(null),
  diabetes: flag,
  smoker: flag,
  indication: Indication.nullable().default(null),
  conservativeCareMonths: z.number().min(0).max(600).nullable().default(null),
  traction: flag,
  physiotherapy: flag,
  injections: flag,
  medication: flag,
  walkingDistanceMetres: wholeNumber(100_000),
  durationMinutes: wholeNumber(2880),
  bloodLossMillilitres: wholeNumber(50_000),
  transfusion: flag,
  woundClass: WoundClass.nullable().default(null),
  observed: Observed.default({}),
  events: z.array(CaseEvent).default([]),
  /** Day after the operation on which the patient first walked; 0 is the day of the operation. */
  firstWalkedDay: wholeNumber(365),
  /** Week after the operation in which the patient was back at strenuous activity. */
  strenuousActivityWeek: wholeNumber(520),
  proms: z.array(PromScore).default([]),
});

function checkOrder(
  record: z.infer<typeof CaseFields>,
  earlier: 'admissionDate' | 'operationDate',
  later: 'operationDate' | 'dischargeDate',
  context: z.RefinementCtx,
): void {
  const first = record[earlier];
  const second = record[later];
  if (first !== null && second !== null && second < first) {
    context.addIssue({
      code: 'custom',
      path: [later],
      message: `expected a date on or after ${earlier === 'admissionDate' ? 'the admission' : 'the operation'}, ${first}`,
    });
  }
}

/** One operation as a source reports it: what every intake format delivers. `null` is "not reported", never "no". */
export const SurgicalCase = CaseFields.superRefine((record, context) => {
  if (!record.fusion && !record.laminectomy && !record.discectomy) {
    context.addIssue({
      code: 'custom',
      path: ['fusion'],
      message: 'expected a fusion, a laminectomy or a discectomy',
    });
  }
  checkOrder(record, 'admissionDate', 'operationDate', context);
  checkOrder(record, 'operationDate', 'dischargeDate', context);
  checkOrder(record, 'admissionDate', 'dischargeDate', context);
  if (record.operationDate !== null && Number(record.operationDate.slice(0, 4)) !== record.operationYear) {
    context.addIssue({
      code: 'custom',
      path: ['operationYear'],
      message: 'expected the year of the operation date',
    });
  }
  record.events.forEach((event, index) => {
    if (
      event.onsetDate !== null &&
      record.operationDate !== null &&
      event.presentAtSurgery !== true &&
      event.onsetDate < record.operationDate
    ) {
      context.addIssue({
        code: 'custom',
        path: ['events', index, 'onsetDate'],
        message: `expected a date on or after the operation, ${record.operationDate}`,
      });
    }
  });
});
export type SurgicalCase = z.infer<typeof SurgicalCase>;
export type SurgicalCaseInput = z.input<typeof SurgicalCase>;
