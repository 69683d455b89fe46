/**
 * The one row that says what the database holds. `facts_…` tell for which record and which catalogue the outcome facts were derived,
 * `case_mix_…` for which facts and which formulae the expected risks.
 */
export interface RecordStateTable {
  id: 1;
  contents: 'empty' | 'demo' | 'reported';
  data_version: number;
  /** Tells whether a key is the one that this record's pseudonyms were made with, without holding it. */
  pseudonym_fingerprint: string | null;
  facts_data_version: number | null;
  facts_catalogue_hash: string | null;
  case_mix_data_version: number | null;
  case_mix_hash: string | null;
}
