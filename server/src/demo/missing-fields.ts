import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';

/** Fields that a source may leave empty. */
type OptionalField = {
  [Field in keyof SurgicalCase]: null extends SurgicalCase[Field] ? Field : never;
}[keyof SurgicalCase];

/** Share of cases in which a field is missing, on average over hospitals. ASA class 2–5 % and body mass index 3–10 % as published ranges, the rest choices. */
const MISSING: readonly (readonly [readonly OptionalField[], number])[] = [
  [['operatingSurgeon', 'responsibleSurgeon', 'assistingSurgeon'], 0.002],
  [['region'], 0.002],
  [['levels'], 0.006],
  [['approach'], 0.01],
  [['minimallyInvasive'], 0.012],
  [['instrumented'], 0.006],
  [['revision'], 0.01],
  [['urgency'], 0.003],
  [['sex'], 0.001],
  [['bodyMassIndex'], 0.06],
  [['asaClass'], 0.032],
  [['diabetes'], 0.015],
  [['smoker'], 0.035],
  [['indication'], 0.01],
  [['conservativeCareMonths'], 0.06],
  [['traction', 'physiotherapy', 'injections', 'medication'], 0.05],
  [['walkingDistanceMetres'], 0.12],
  [['durationMinutes'], 0.012],
  [['bloodLossMillilitres'], 0.04],
  [['transfusion'], 0.015],
  [['woundClass'], 0.02],
  [['firstWalkedDay'], 0.06],
];

/** Blanks fields of the case as a hospital leaves them out, `factor` times as often as the average. */
export function leaveOutFields(random: RandomSource, surgicalCase: SurgicalCase, factor: number): void {
  for (const [fields, share] of MISSING) {
    if (random.uniform() >= share * factor) continue;
    for (const field of fields) surgicalCase[field] = null;
  }
}
