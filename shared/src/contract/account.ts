import { z } from 'zod';
import { Role } from '../domain/viewer.ts';

export const NamedProvider = z.object({ id: z.int(), label: z.string() });

/** Who is signed in, and what they are here. */
export const Me = z.object({
  name: z.string(),
  email: z.string(),
  role: Role,
  hospitals: z.union([z.literal('all'), z.array(NamedProvider)]),
  surgeon: NamedProvider.nullable(),
  twoFactor: z.boolean(),
});
export type Me = z.infer<typeof Me>;

/** One click signs in as one of these; only while the data are the demo network and the server listens on loopback. */
export const DemoAccount = z.object({
  role: Role,
  name: z.string(),
  email: z.string(),
  password: z.string(),
  /** What this account sees: 'Every case of all hospitals'. */
  sees: z.string(),
});
export type DemoAccount = z.infer<typeof DemoAccount>;

/** All that somebody who has not signed in may ask. `me` is null then. */
export const Session = z.object({
  me: Me.nullable(),
  demoAccounts: z.array(DemoAccount),
  /** The name of the single sign-on on its button; null where none is configured. */
  singleSignOn: z.string().nullable(),
});
export type Session = z.infer<typeof Session>;
