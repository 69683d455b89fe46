import type { AppRouter } from '@lamina/server/trpc/root.router.ts';
import { createTRPCClient, httpBatchLink, splitLink, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { createTRPCContext } from '@trpc/tanstack-react-query';

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

/** For a question that leaves before anything else happens; others wait for those asked in the same moment, and travel together. */
export const AT_ONCE = { trpc: { context: { atOnce: true } } };

export function createApiClient(address = '/trpc') {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type, context }) => type === 'query' && context.atOnce === true,
        true: linkAtOnce(address),
        false: httpBatchLink({ url: address }),
      }),
    ],
  });
}

/** tRPC's own link for single questions lets others go first, among them the screen, which is then drawn before the question leaves. */
function linkAtOnce(address: string): TRPCLink<AppRouter> {
  return () =>
    ({ op: { path, input } }) =>
      observable((observer) => {
        const leaving = new AbortController();
        const fail = (cause: unknown) =>
          observer.error(TRPCClientError.from(cause instanceof Error ? cause : new Error(String(cause))));
        fetch(`${address}/${path}?input=${encodeURIComponent(JSON.stringify(input ?? {}))}`, {
          signal: leaving.signal,
        })
          .then((response) => response.json())
          .then((answer) => {
            if (!('result' in answer)) return observer.error(TRPCClientError.from(answer));
            observer.next({ result: { type: 'data', ...answer.result } });
            observer.complete();
          })
          .catch(fail);
        return () => leaving.abort();
      });
}
