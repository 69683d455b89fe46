import { z } from 'zod';
import { DisclosureProfile } from '../domain/disclosure.ts';

/** The roles whose profile an administrator sets; those who treat and review count every case. */
export const SUPPRESSED_ROLES = ['viewer', 'surgeon'] as const;
export const SuppressedRole = z.enum(SUPPRESSED_ROLES);
export type SuppressedRole = z.infer<typeof SuppressedRole>;

export const Settings = z.object({
  /** What viewers are told, and surgeons about the cases of others. */
  disclosure: z.record(SuppressedRole, DisclosureProfile),
});
export type Settings = z.infer<typeof Settings>;

export const ChangeDisclosureInput = z.object({ role: SuppressedRole, profile: DisclosureProfile });
export type ChangeDisclosureInput = z.infer<typeof ChangeDisclosureInput>;
