import type { Generated } from 'kysely';

/** One run of the intake over one file. `cut_off` is the last day on which the source could have reported anything. */
export interface ImportTable {
  id: Generated<number>;
  format: string;
  source_system: string;
  file_name: string;
  file_sha256: string;
  imported_at: string;
  cut_off: string | null;
  rows_added: number;
  rows_updated: number;
  rows_unchanged: number;
  rows_rejected: number;
}

/** `value` is left out (null) for columns that may identify a patient. */
export interface ImportRejectionTable {
  id: Generated<number>;
  import_id: number;
  line: number;
  column_name: string | null;
  value: string | null;
  reason: string;
}
