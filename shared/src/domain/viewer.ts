import { z } from 'zod';

/**
 * - administrator: people, settings, imports; no cases.
 * - quality-lead: every case of their hospitals.
 * - surgeon: their own cases in full; others only as suppressed aggregates, colleagues never named.
 * - viewer: suppressed aggregates only.
 */
export const ROLES = ['administrator', 'quality-lead', 'surgeon', 'viewer'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Who is asking. Every service takes one first; what the viewer may see is decided from it in one place. */
export interface Viewer {
  /** Null for the command line, whose user reads the database anyway. */
  readonly personId: string | null;
  readonly name: string;
  readonly role: Role;
  readonly hospitals: 'all' | readonly number[];
  /** The surgeon of the record that an administrator bound a surgeon's account to; null for every other role. */
  readonly surgeon: number | null;
}
