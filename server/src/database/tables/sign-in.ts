// Written and read by better-auth; the columns here are those that we read or delete by.

export interface SessionTable {
  id: string;
  person_id: string;
  expires_at: string;
}

export interface AccountTable {
  id: string;
  person_id: string;
  provider_id: string;
}

/** A one-time secret that was handed out; `value` is the person's id for a password link, a pending second factor and a trusted browser. */
export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: string;
}

export interface TwoFactorTable {
  id: string;
  person_id: string;
}
