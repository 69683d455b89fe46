/** One thing that somebody did. Append-only: the database itself refuses to change or delete an entry. */
export interface AuditEntryTable {
  /** 1, 2, 3 … without a gap. */
  sequence: number;
  /** ISO 8601 in UTC. */
  at: string;
  /** Null for the command line and for somebody who has not signed in. */
  person_id: string | null;
  actor: string;
  role: string | null;
  action: string;
  subject: string | null;
  /** JSON exactly as hashed: text, not a JSON column, so that no database rewrites it. */
  detail: string;
  request_id: string | null;
  address: string | null;
  previous_hash: string;
  hash: string;
}

/** The one row that says how long the chain is and how it ends. */
export interface AuditHeadTable {
  id: 1;
  entries: number;
  hash: string;
}
