import { EVENT_KINDS, EVENT_SOURCES, INFECTION_DEPTHS } from '@lamina/shared/domain/event.ts';
import { addDays, daysBetween } from '@lamina/shared/domain/period.ts';
import { PROM_INSTRUMENTS, PROM_TIMEPOINTS } from '@lamina/shared/domain/prom.ts';
import {
  AGE_BANDS,
  APPROACHES,
  INDICATIONS,
  REGIONS,
  SEXES,
  SurgicalCase,
  URGENCIES,
  WOUND_CLASSES,
} from '@lamina/shared/domain/surgical-case.ts';
import fc from 'fast-check';

const FIRST_DAY = '2022-06-01';
export const ARBITRARY_CUT_OFF = '2024-06-30';
const DAYS = daysBetween(FIRST_DAY, ARBITRARY_CUT_OFF);

const unknown = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 });
const flag = unknown(fc.boolean());
const wholeUpTo = (highest: number) => unknown(fc.integer({ min: 0, max: highest }));

const arbitraryEvent = fc.record({
  kind: fc.constantFrom(...EVENT_KINDS),
  depth: unknown(fc.constantFrom(...INFECTION_DEPTHS)),
  onsetDay: unknown(fc.integer({ min: 0, max: 130 })),
  onsetPrecision: fc.constantFrom('day' as const, 'at-latest' as const),
  source: unknown(fc.constantFrom(...EVENT_SOURCES)),
  presentAtSurgery: flag,
});

/** Cases of two years with about a quarter of everything not reported, windows and depths that do and do not match, and some cases without dates. */
export const arbitraryCase: fc.Arbitrary<SurgicalCase> = fc
  .record({
    identity: fc.uuid(),
    hospital: fc.constantFrom('H1', 'H2', 'H3'),
    surgeon: unknown(fc.constantFrom('S1', 'S2', 'S3', 'S4')),
    assisting: unknown(fc.constantFrom('S2', 'S3', 'S5')),
    responsible: unknown(fc.constantFrom('S1', 'S4', 'S6')),
    procedures: fc.subarray(['fusion', 'laminectomy', 'discectomy'] as const, { minLength: 1 }),
    operationDay: unknown(fc.integer({ min: 0, max: DAYS })),
    year: fc.constantFrom(2022, 2023, 2024),
    daysBefore: unknown(fc.integer({ min: 0, max: 3 })),
    daysAfter: unknown(fc.integer({ min: 0, max: 12 })),
    fields: fc.record({
      region: unknown(fc.constantFrom(...REGIONS)),
      approach: unknown(fc.constantFrom(...APPROACHES)),
      urgency: unknown(fc.constantFrom(...URGENCIES)),
      indication: unknown(fc.constantFrom(...INDICATIONS)),
      sex: unknown(fc.constantFrom(...SEXES)),
      woundClass: unknown(fc.constantFrom(...WOUND_CLASSES)),
      ageBand: unknown(fc.constantFrom(...AGE_BANDS)),
      age: wholeUpTo(95),
      asaClass: unknown(fc.integer({ min: 1, max: 5 })),
      levels: unknown(fc.integer({ min: 1, max: 6 })),
      lengthOfStayNights: wholeUpTo(9),
      lengthOfStayIsAtLeast: fc.boolean(),
      conservativeCareMonths: unknown(fc.integer({ min: 0, max: 8 })),
      firstWalkedDay: wholeUpTo(3),
      strenuousActivityWeek: wholeUpTo(10),
      bodyMassIndex: unknown(fc.integer({ min: 18, max: 45 })),
      minimallyInvasive: flag,
      instrumented: flag,
      revision: flag,
      diabetes: flag,
      smoker: flag,
      transfusion: flag,
      traction: flag,
      physiotherapy: flag,
      injections: flag,
      medication: flag,
    }),
    observed: fc.uniqueArray(
      fc.tuple(
        fc.constantFrom(...EVENT_KINDS, 'proms' as const),
        fc.oneof(fc.constant('cut-off' as const), fc.integer({ min: 0, max: 120 })),
      ),
      { selector: ([kind]) => kind, minLength: 3, maxLength: 11 },
    ),
    events: fc.array(arbitraryEvent, { maxLength: 4 }),
    proms: fc.uniqueArray(
      fc.record({
        instrument: fc.constantFrom(...PROM_INSTRUMENTS),
        timepoint: fc.constantFrom(...PROM_TIMEPOINTS),
        share: fc.integer({ min: 0, max: 20 }),
      }),
      { selector: ({ instrument, timepoint }) => `${instrument}${timepoint}`, maxLength: 8 },
    ),
  })
  .map((draft) => {
    const operationDate = draft.operationDay === null ? null : addDays(FIRST_DAY, draft.operationDay);
    return SurgicalCase.parse({
      ...draft.fields,
      sourceSystem: 'arbitrary',
      sourceCaseId: draft.identity,
      hospital: { code: draft.hospital },
      operatingSurgeon: draft.surgeon,
      assistingSurgeon: draft.assisting,
      responsibleSurgeon: draft.responsible,
      fusion: draft.procedures.includes('fusion'),
      laminectomy: draft.procedures.includes('laminectomy'),
      discectomy: draft.procedures.includes('discectomy'),
      operationDate,
      operationYear: operationDate === null ? draft.year : Number(operationDate.slice(0, 4)),
      admissionDate:
        operationDate === null || draft.daysBefore === null
          ? null
          : addDays(operationDate, -draft.daysBefore),
      dischargeDate:
        operationDate === null || draft.daysAfter === null ? null : addDays(operationDate, draft.daysAfter),
      observed: Object.fromEntries(draft.observed),
      events: draft.events.map(({ onsetDay, ...event }) => ({
        ...event,
        depth: event.kind === 'infection' ? event.depth : null,
        onsetDate: onsetDay === null || operationDate === null ? null : addDays(operationDate, onsetDay),
      })),
      proms: draft.proms.map(({ instrument, timepoint, share }) => ({
        instrument,
        timepoint,
        score: instrument === 'odi' ? share * 5 : instrument === 'eq-5d' ? share / 20 : share / 2,
      })),
    });
  });
