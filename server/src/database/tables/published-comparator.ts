import type { Generated } from 'kysely';

/** A figure that somebody published about a hospital (or, `pooled`, about a whole state): kept apart from cases, shown beside them. */
export interface PublishedComparatorTable {
  id: Generated<number>;
  publisher: string;
  indicator_id: string;
  procedure: string;
  year: number;
  facility_code: string | null;
  facility_name: string;
  pooled: 0 | 1;
  operations: number;
  observed: number;
  predicted: number | null;
  ratio: number | null;
  ratio_lower: number | null;
  ratio_upper: number | null;
  published_verdict: string | null;
  content_hash: string;
  import_id: number;
}
