/**
 * The outcome facts, one row a case, derived from the record and the catalogue: the dimensions below and, for every
 * indicator, two columns named after its id: the value (NULL = does not count) and `…_reason` (why it does not count,
 * as an index into NOT_COUNTED_REASONS plus 1). `period_start` and `period_end` are both the operation date, or the
 * first and last day of its year where only the year is reported.
 */
export interface CaseOutcomeTable {
  case_id: number;
  source: string;
  hospital: number;
  /** Who operated. */
  surgeon: number | null;
  surgeon_assisting: number | null;
  surgeon_responsible: number | null;
  procedure: string;
  region: string | null;
  approach: string | null;
  urgency: string | null;
  indication: string | null;
  age_band: string | null;
  asa_class: number | null;
  sex: string | null;
  revision: 0 | 1 | null;
  minimally_invasive: 0 | 1 | null;
  instrumented: 0 | 1 | null;
  diabetes: 0 | 1 | null;
  smoker: 0 | 1 | null;
  period_start: string;
  period_end: string;
  month: string | null;
  quarter: string | null;
  year: number;
  stay_is_at_least: 0 | 1;
}
