import type { AppRouter } from '@lamina/server/trpc/root.router.ts';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';

export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

export function createApiClient(address = '/trpc') {
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: address })] });
}
