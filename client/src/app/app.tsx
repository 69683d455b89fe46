import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type createApiClient, TRPCProvider } from '../lib/trpc.ts';
import type { AppRouterOfScreens } from './create-router.ts';
import { theme, themeVariables } from './theme.ts';

export interface AppProps {
  readonly apiClient: ReturnType<typeof createApiClient>;
  readonly queryClient: QueryClient;
  readonly router: AppRouterOfScreens;
}

export function App({ apiClient, queryClient, router }: AppProps) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={themeVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={apiClient} queryClient={queryClient}>
          <RouterProvider router={router} />
        </TRPCProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
