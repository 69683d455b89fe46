import { AFTER_DISCHARGE } from './after-discharge.ts';
import { APPROPRIATENESS } from './appropriateness.ts';
import type { Indicator } from './indicator.ts';
import { INFECTION } from './infection.ts';
import { INTRAOPERATIVE } from './intraoperative.ts';
import { LENGTH_OF_STAY } from './length-of-stay.ts';
import { PATIENT_REPORTED } from './patient-reported.ts';
import { RECOVERY } from './recovery.ts';

/** Every indicator, in the order in which screens list them. An indicator is added in its family's file, not here. */
export const CATALOGUE: readonly Indicator[] = [
  ...INFECTION,
  ...INTRAOPERATIVE,
  ...AFTER_DISCHARGE,
  ...LENGTH_OF_STAY,
  ...RECOVERY,
  ...PATIENT_REPORTED,
  ...APPROPRIATENESS,
];

const BY_ID: ReadonlyMap<string, Indicator> = new Map(
  CATALOGUE.map((indicator) => [indicator.id, indicator]),
);

export function findIndicator(id: string): Indicator | undefined {
  return BY_ID.get(id);
}

/** Throws when no indicator has this id. */
export function getIndicator(id: string): Indicator {
  const indicator = BY_ID.get(id);
  if (indicator === undefined) throw new Error(`No indicator is called "${id}".`);
  return indicator;
}
