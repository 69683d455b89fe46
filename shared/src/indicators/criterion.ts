import type { EventKind, InfectionDepth } from '../domain/event.ts';
import type { Procedure } from '../domain/procedure.ts';
import type { PromInstrument, PromTimepoint } from '../domain/prom.ts';
import type {
  AgeBand,
  Approach,
  Indication,
  Region,
  Sex,
  Urgency,
  WoundClass,
} from '../domain/surgical-case.ts';

export type FlagField =
  | 'fusion'
  | 'laminectomy'
  | 'discectomy'
  | 'minimallyInvasive'
  | 'instrumented'
  | 'revision'
  | 'diabetes'
  | 'smoker'
  | 'transfusion'
  | 'traction'
  | 'physiotherapy'
  | 'injections'
  | 'medication';

export interface CategoryFields {
  readonly procedure: Procedure;
  readonly region: Region;
  readonly approach: Approach;
  readonly urgency: Urgency;
  readonly indication: Indication;
  readonly sex: Sex;
  readonly ageBand: AgeBand;
  readonly woundClass: WoundClass;
}
export type CategoryField = keyof CategoryFields;

export type NumberField =
  | 'age'
  | 'bodyMassIndex'
  | 'asaClass'
  | 'levels'
  | 'conservativeCareMonths'
  | 'walkingDistanceMetres'
  | 'durationMinutes'
  | 'bloodLossMillilitres'
  | 'lengthOfStayNights'
  | 'firstWalkedDay'
  | 'strenuousActivityWeek';

/** A stretch of days that begins with the operation or with the discharge; its last day belongs to it. */
export interface Window {
  readonly days: number;
  readonly from: 'operation' | 'discharge';
}

/** An event of one of these kinds (for infections: of one of these depths) that was not present at surgery, at any time or within a window. */
export interface EventPattern {
  readonly kinds: readonly [EventKind, ...EventKind[]];
  readonly depths?: readonly [InfectionDepth, ...InfectionDepth[]];
  readonly window?: Window;
}

/**
 * A statement about one case, in three-valued logic: true, false, or unknown where what it needs is not reported.
 * The grammar is closed: it is compiled to SQL in one place and read aloud in another.
 *
 * - `all`, `any`, `not`: Kleene's logic (unknown unless the known parts decide).
 * - `is`, `oneOf`, `between` (both ends included): unknown when the field is not reported.
 * - `present`: whether the field is reported at all; never unknown.
 * - `event`: true if a matching event is recorded; unknown if one is recorded whose depth or day is missing and could match;
 *   otherwise false. Whether events were looked for at all is the indicator's follow-up, not the criterion's.
 * - `improved`: the score changed for the better by at least `by` from baseline to `at`; unknown if either is missing.
 * - `answered`: whether a score at that time is recorded; never unknown.
 */
export type Criterion =
  | { readonly kind: 'all'; readonly criteria: readonly Criterion[] }
  | { readonly kind: 'any'; readonly criteria: readonly Criterion[] }
  | { readonly kind: 'not'; readonly criterion: Criterion }
  | { readonly kind: 'is'; readonly field: FlagField; readonly value: boolean }
  | {
      readonly [Field in CategoryField]: {
        readonly kind: 'oneOf';
        readonly field: Field;
        readonly values: readonly CategoryFields[Field][];
      };
    }[CategoryField]
  | { readonly kind: 'between'; readonly field: NumberField; readonly from?: number; readonly to?: number }
  | { readonly kind: 'present'; readonly field: FlagField | CategoryField | NumberField }
  | ({ readonly kind: 'event' } & EventPattern)
  | {
      readonly kind: 'improved';
      readonly instrument: PromInstrument;
      readonly at: PromTimepoint;
      readonly by: number;
    }
  | { readonly kind: 'answered'; readonly instrument: PromInstrument; readonly at: PromTimepoint };

/** The criterion that holds for every case. */
export const EVERY_CASE: Criterion = { kind: 'all', criteria: [] };
