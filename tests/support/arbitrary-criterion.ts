import { EVENT_KINDS, INFECTION_DEPTHS } from '@lamina/shared/domain/event.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import { PROM_INSTRUMENTS } from '@lamina/shared/domain/prom.ts';
import {
  AGE_BANDS,
  APPROACHES,
  INDICATIONS,
  REGIONS,
  SEXES,
  URGENCIES,
  WOUND_CLASSES,
} from '@lamina/shared/domain/surgical-case.ts';
import type { Criterion, FlagField, NumberField } from '@lamina/shared/indicators/criterion.ts';
import fc from 'fast-check';

const FLAG_FIELDS: readonly FlagField[] = [
  'fusion',
  'laminectomy',
  'discectomy',
  'minimallyInvasive',
  'instrumented',
  'revision',
  'diabetes',
  'smoker',
  'transfusion',
  'traction',
  'physiotherapy',
  'injections',
  'medication',
];
const NUMBER_FIELDS: readonly NumberField[] = [
  'age',
  'bodyMassIndex',
  'asaClass',
  'levels',
  'conservativeCareMonths',
  'lengthOfStayNights',
  'firstWalkedDay',
  'strenuousActivityWeek',
];
const CATEGORIES = {
  procedure: PROCEDURES,
  region: REGIONS,
  approach: APPROACHES,
  urgency: URGENCIES,
  indication: INDICATIONS,
  sex: SEXES,
  ageBand: AGE_BANDS,
  woundClass: WOUND_CLASSES,
} as const;

const nonEmpty = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const bound = fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined });

const oneOf = fc
  .constantFrom(...(Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[]))
  .chain((field) =>
    nonEmpty<string>(CATEGORIES[field]).map(
      (values) => ({ kind: 'oneOf', field, values }) as unknown as Criterion,
    ),
  );

const event = fc
  .record({
    kinds: nonEmpty(EVENT_KINDS),
    depths: fc.option(nonEmpty(INFECTION_DEPTHS), { nil: undefined }),
    window: fc.option(
      fc.record({
        days: fc.integer({ min: 0, max: 120 }),
        from: fc.constantFrom('operation' as const, 'discharge' as const),
      }),
      { nil: undefined },
    ),
  })
  .map((pattern) => ({ kind: 'event', ...pattern }) as unknown as Criterion);

/** Any criterion of the grammar, nested a few levels deep. */
export const arbitraryCriterion: fc.Arbitrary<Criterion> = fc.letrec<{ criterion: Criterion }>((tie) => ({
  criterion: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({
      kind: fc.constant('is' as const),
      field: fc.constantFrom(...FLAG_FIELDS),
      value: fc.boolean(),
    }),
    oneOf,
    fc
      .record({ field: fc.constantFrom(...NUMBER_FIELDS), from: bound, to: bound })
      .map((limits) => ({ kind: 'between', ...limits }) as unknown as Criterion),
    fc.record({
      kind: fc.constant('present' as const),
      field: fc.constantFrom(
        ...FLAG_FIELDS,
        ...NUMBER_FIELDS,
        ...(Object.keys(CATEGORIES) as (keyof typeof CATEGORIES)[]),
      ),
    }),
    event,
    fc.record({
      kind: fc.constant('improved' as const),
      instrument: fc.constantFrom(...PROM_INSTRUMENTS),
      at: fc.constantFrom('month-3' as const, 'month-12' as const),
      by: fc.constantFrom(0.1, 2.5, 10, 12.8),
    }),
    fc.record({
      kind: fc.constant('answered' as const),
      instrument: fc.constantFrom(...PROM_INSTRUMENTS),
      at: fc.constantFrom('baseline' as const, 'month-12' as const),
    }),
    fc.record({ kind: fc.constant('not' as const), criterion: tie('criterion') }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      criteria: fc.array(tie('criterion'), { maxLength: 3 }),
    }),
  ),
})).criterion;
