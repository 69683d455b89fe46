import type { Generated } from 'kysely';

/** What somebody says about a case, seen from one indicator. Person ids are those of the accounts; names are kept beside them. */
export interface CaseReviewTable {
  id: Generated<number>;
  case_id: number;
  indicator_id: string;
  stance: 'confirm' | 'contest' | 'comment';
  /** JSON of a Contest. */
  contest: string | null;
  note: string;
  opened_by_id: string;
  opened_by_name: string;
  opened_by_role: string;
  opened_at: string;
  state: 'open' | 'accepted' | 'rejected' | 'withdrawn' | 'noted';
  decided_by_id: string | null;
  decided_by_name: string | null;
  decided_at: string | null;
  decision_reason: string | null;
  /** JSON of a ReviewEffect: the figures before and after, as they were when it was decided. */
  effect: string | null;
}

export interface ReviewCommentTable {
  id: Generated<number>;
  review_id: number;
  person_id: string;
  person_name: string;
  person_role: string;
  written_at: string;
  text: string;
}

/**
 * A version of one fact of a case (`fact`: 'events:infection', 'surgeon:operating', 'stay' …). `reported` is what the source had when it was
 * decided, `delivered` what it delivered last, `corrected` what the figures follow while the state is 'in-force' or 'conflict' and it is applied.
 */
export interface CaseAmendmentTable {
  id: Generated<number>;
  review_id: number;
  case_id: number;
  fact: string;
  version: number;
  reported: string;
  delivered: string;
  corrected: string;
  state: 'in-force' | 'conflict' | 'superseded' | 'ended';
  applied: 0 | 1;
  decided_by_id: string;
  decided_by_name: string;
  decided_at: string;
  reason: string;
  ended_by_name: string | null;
  ended_at: string | null;
  ended_reason: string | null;
}
