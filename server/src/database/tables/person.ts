import type { Role } from '@lamina/shared/domain/viewer.ts';

/** Somebody with an account. Moments are ISO strings. */
export interface PersonTable {
  id: string;
  name: string;
  email: string;
  email_verified: 0 | 1;
  image: string | null;
  created_at: string;
  updated_at: string;
  two_factor_enabled: 0 | 1 | null;
}

/** What an administrator decided about a person. `demo` marks an account that counts only while the record holds the demo network. */
export interface PersonRightTable {
  person_id: string;
  role: Role;
  all_hospitals: 0 | 1;
  surgeon_id: number | null;
  demo: 0 | 1;
  disabled_at: string | null;
  last_signed_in_at: string | null;
}

export interface PersonHospitalTable {
  person_id: string;
  hospital_id: number;
}
