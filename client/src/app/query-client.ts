import { QueryClient } from '@tanstack/react-query';

const FRESH_FOR_MILLISECONDS = 60_000;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_FOR_MILLISECONDS,
        // Lamina is often served from the reader's own machine, which answers without a network.
        networkMode: 'always',
        retry: 1,
        refetchOnWindowFocus: false,
        throwOnError: true,
      },
    },
  });
}
