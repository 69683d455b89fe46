import { getOperationalState } from '../repositories/operations.repository.ts';
import type { Tally } from '../tally/tally.ts';
import type { ServiceContext } from './service-context.ts';

/** Where answers come from: 'loading' means by SQL until the cases are in memory. */
export type TallyState = 'loading' | 'memory' | 'sql';

export interface Readiness {
  readonly ready: boolean;
  readonly database: 'answers' | 'does not answer';
  readonly tally: TallyState;
}

/** Whether a server may be sent requests: its database answers and its cases are loaded. */
export async function getReadiness({ db, tally }: ServiceContext): Promise<Readiness> {
  const state = stateOf(tally);
  try {
    await getOperationalState(db);
  } catch {
    return { ready: false, database: 'does not answer', tally: state };
  }
  return { ready: state !== 'loading', database: 'answers', tally: state };
}

export function stateOf(tally: Tally): TallyState {
  return tally.state?.() ?? 'sql';
}
