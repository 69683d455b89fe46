import { MutationCache, notifyManager, QueryCache, QueryClient } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';

const FRESH_FOR_MILLISECONDS = 60_000;

/** What the server answers to somebody who may not ask, or where there is nothing: not worth asking again. */
const REFUSALS: ReadonlySet<unknown> = new Set(['UNAUTHORIZED', 'FORBIDDEN', 'NOT_FOUND']);

/** How tRPC names the question who is signed in. */
export const SESSION_KEY = [['account', 'session']];

export function createQueryClient(): QueryClient {
  // An answer is drawn in the moment in which it is there, not after a timer.
  notifyManager.setScheduler(queueMicrotask);
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError: askWhoIsSignedIn }),
    mutationCache: new MutationCache({ onError: askWhoIsSignedIn }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_FOR_MILLISECONDS,
        // Lamina is often served from the reader's own machine, which answers without a network.
        networkMode: 'always',
        retry: (failures, error) => failures < 1 && !REFUSALS.has(codeOf(error)),
        refetchOnWindowFocus: false,
        // Without a session the sign-in takes the place of the screen, which waits behind it.
        throwOnError: (error) => codeOf(error) !== 'UNAUTHORIZED',
      },
    },
  });

  /** A session that has ended shows in any answer; what follows from it is decided in one place, by the session itself. */
  function askWhoIsSignedIn(error: Error): void {
    if (codeOf(error) !== 'UNAUTHORIZED') return;
    const session = queryClient.getQueryCache().find({ queryKey: SESSION_KEY, exact: false });
    if (session === undefined || session.state.fetchStatus === 'fetching') return;
    if (isNobody(session.state.data)) return;
    void queryClient.invalidateQueries({ queryKey: SESSION_KEY });
  }

  return queryClient;
}

/** 'UNAUTHORIZED', 'FORBIDDEN', …; undefined for what is no answer of the server. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const data: unknown = error.data;
  return typeof data === 'object' && data !== null && 'code' in data ? String(data.code) : undefined;
}

function isNobody(session: unknown): boolean {
  return typeof session === 'object' && session !== null && 'me' in session && session.me === null;
}
