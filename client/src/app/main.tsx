import './configure-zod.ts';
import '@fontsource-variable/inter/wght.css';
import './styles.css';
import { createBrowserHistory } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApiClient } from '../lib/trpc.ts';
import { App } from './app.tsx';
import { createAppRouter } from './create-router.ts';
import { createQueryClient } from './query-client.ts';

const container = document.getElementById('lamina');
if (container === null) throw new Error('The page has no element called "lamina".');

createRoot(container).render(
  <StrictMode>
    <App
      apiClient={createApiClient()}
      queryClient={createQueryClient()}
      router={createAppRouter(createBrowserHistory())}
    />
  </StrictMode>,
);
