import { EVENT_KINDS, type EventKind, INFECTION_DEPTHS } from '@lamina/shared/domain/event.ts';
import type { IsoDate } from '@lamina/shared/domain/period.ts';
import {
  type CaseEvent,
  INDICATIONS,
  type Indication,
  REGIONS,
  type Region,
} from '@lamina/shared/domain/surgical-case.ts';
import { z } from 'zod';
import { byLongestPrefix, readCodeList } from '../code-list.ts';

const COMPLICATIONS = readCodeList(
  'icd10-complications',
  z.object({ event: z.enum(EVENT_KINDS), depth: z.enum([...INFECTION_DEPTHS, '']) }),
);

const REASONS = readCodeList(
  'icd10-indications',
  z.object({ indication: z.enum(INDICATIONS), region: z.enum([...REGIONS, '']) }),
);

/** Fifth character of the dorsopathies (WHO ICD-10, chapter XIII): the site. Those that span two regions are left out. */
const SITES = new Map<string, Region>([
  ['1', 'cervical'],
  ['2', 'cervical'],
  ['4', 'thoracic'],
  ['6', 'lumbar'],
  ['7', 'lumbar'],
]);
const DORSOPATHY_WITH_SITE = /^M(?:4[0-35-9]|53)\.\d(\d)/;

const DIABETES = /^E1[0-4]/;
const SMOKING = /^(?:F17|Z72\.0)/;
const CAUDA_EQUINA = /^G83\.4/;

/**
 * Complications among the secondary diagnoses of a stay. The day is not coded: by discharge at the latest. A kind that is the
 * principal diagnosis is why the patient came, and so no complication of this stay.
 */
export function codedComplications(
  principal: string | null,
  secondary: readonly string[],
  dischargeDate: IsoDate | null,
): z.input<typeof CaseEvent>[] {
  const before = principal === null ? undefined : byLongestPrefix(COMPLICATIONS, principal)?.event;
  const found = new Map<EventKind, (typeof INFECTION_DEPTHS)[number] | null>();
  for (const code of secondary) {
    const entry = byLongestPrefix(COMPLICATIONS, code);
    if (entry === undefined || entry.event === before) continue;
    found.set(entry.event, found.get(entry.event) ?? (entry.depth || null));
  }
  return [...found].map(([kind, depth]) => ({
    kind,
    depth,
    onsetDate: dischargeDate,
    onsetPrecision: 'at-latest',
    source: 'coding',
  }));
}

/** The reason for the operation. In an emergency admission a cauda equina syndrome is that reason even as a secondary diagnosis. */
export function codedIndication(
  principal: string | null,
  secondary: readonly string[],
  emergency: boolean,
): Indication | null {
  if (emergency && secondary.some((code) => CAUDA_EQUINA.test(code))) return 'cauda-equina-syndrome';
  if (principal === null) return null;
  return byLongestPrefix(REASONS, principal)?.indication ?? 'other';
}

export function codedRegion(principal: string | null): Region | null {
  if (principal === null) return null;
  const site = DORSOPATHY_WITH_SITE.exec(principal)?.[1];
  return SITES.get(site ?? '') ?? (byLongestPrefix(REASONS, principal)?.region || null);
}

export function hasDiabetes(codes: readonly string[]): boolean {
  return codes.some((code) => DIABETES.test(code));
}

/** Smoking is coded only when it is noticed, so that its absence says nothing. */
export function smokes(codes: readonly string[]): true | null {
  return codes.some((code) => SMOKING.test(code)) ? true : null;
}
