import { z } from 'zod';

export const ROLES = ['administrator', 'quality-lead', 'surgeon', 'viewer'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Who is asking. Every service takes one first; what the viewer may see is decided from it in one place. */
export interface Viewer {
  readonly name: string;
  readonly role: Role;
  readonly hospitals: 'all' | readonly number[];
}
