import type { Generated } from 'kysely';

export interface HospitalTable {
  id: Generated<number>;
  source_system: string;
  code: string;
  name: string | null;
}
