import type { Generated } from 'kysely';

export interface EventTable {
  id: Generated<number>;
  case_id: number;
  kind: string;
  depth: string | null;
  onset_date: string | null;
  onset_precision: 'day' | 'at-latest';
  source: string | null;
  present_at_surgery: 0 | 1 | null;
}

export interface RecoveryTable {
  case_id: number;
  first_walked_day: number | null;
  strenuous_activity_week: number | null;
}

export interface PromScoreTable {
  case_id: number;
  instrument: string;
  timepoint: string;
  score: number;
  answered_on: string | null;
}
