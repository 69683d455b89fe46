import { z } from 'zod';

/** What can happen to a patient after (or during) the operation. */
export const EVENT_KINDS = [
  'infection',
  'nerve-root-injury',
  'dural-tear',
  'bleeding',
  'vessel-injury',
  'deep-vein-thrombosis',
  'pulmonary-embolism',
  'readmission',
  'return-to-theatre',
  'death',
] as const;

export const EventKind = z.enum(EVENT_KINDS);
export type EventKind = z.infer<typeof EventKind>;

/** Depth of an infection, as surveillance definitions have it. */
export const INFECTION_DEPTHS = ['wound', 'deep', 'organ-space'] as const;
export const InfectionDepth = z.enum(INFECTION_DEPTHS);
export type InfectionDepth = z.infer<typeof InfectionDepth>;

/** How an event came to be known: it decides how completely such events are captured. */
export const EVENT_SOURCES = ['clinician', 'coding', 'laboratory', 'imaging', 'patient', 'registry'] as const;
export const EventSource = z.enum(EVENT_SOURCES);
export type EventSource = z.infer<typeof EventSource>;
