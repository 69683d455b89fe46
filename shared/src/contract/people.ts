import { z } from 'zod';
import { Role } from '../domain/viewer.ts';
import { NamedProvider } from './account.ts';

/** What an administrator decides about a person. */
export const PersonRights = z
  .object({
    role: Role,
    hospitals: z.union([z.literal('all'), z.array(z.int().positive()).max(500)]),
    surgeon: z.int().positive().nullable(),
  })
  .refine(({ role, surgeon }) => role === 'surgeon' || surgeon === null, {
    path: ['surgeon'],
    error: 'only the account of a surgeon is bound to a surgeon of the record',
  });
export type PersonRights = z.infer<typeof PersonRights>;

export const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  hospitals: z.union([z.literal('all'), z.array(NamedProvider)]),
  surgeon: NamedProvider.nullable(),
  twoFactor: z.boolean(),
  disabled: z.boolean(),
  createdAt: z.string(),
  /** Null until the first sign-in. */
  lastSignedInAt: z.string().nullable(),
});
export type Person = z.infer<typeof Person>;

export const AddPersonInput = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(200),
  rights: PersonRights,
});
export type AddPersonInput = z.infer<typeof AddPersonInput>;

export const ChangePersonInput = z.object({ id: z.string(), rights: PersonRights });
export type ChangePersonInput = z.infer<typeof ChangePersonInput>;

export const PersonInput = z.object({ id: z.string() });
export type PersonInput = z.infer<typeof PersonInput>;

/** Lamina sends no mail: the administrator passes on the address, at which the person chooses a password. It works once. */
export const PasswordLink = z.object({ address: z.string(), expiresAt: z.string() });
export type PasswordLink = z.infer<typeof PasswordLink>;

/** The hospitals and surgeons of the record that rights can name. */
export const RightsOptions = z.object({
  hospitals: z.array(NamedProvider),
  surgeons: z.array(NamedProvider),
});
export type RightsOptions = z.infer<typeof RightsOptions>;
