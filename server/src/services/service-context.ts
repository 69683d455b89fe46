import type { Database } from '../database/database.ts';
import type { PublishedReference } from '../repositories/reference.repository.ts';
import type { Tally } from '../tally/tally.ts';

/** What every service works with, besides the viewer who asks. */
export interface ServiceContext {
  readonly db: Database;
  readonly tally: Tally;
  readonly references: readonly PublishedReference[];
}
