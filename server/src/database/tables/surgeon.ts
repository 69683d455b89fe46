import type { Generated } from 'kysely';

export interface SurgeonTable {
  id: Generated<number>;
  source_system: string;
  code: string;
}
