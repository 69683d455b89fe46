import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const apiServer = 'http://127.0.0.1:4000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    // No asset becomes a data: address and no helper an inline script, so that the server can forbid both.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Zod and what configures it share a file, so that it is configured before any schema is made, whichever screen makes it.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|app\/configure-zod/ }] },
      },
    },
    // Everything is served from the same machine: one chunk is not worth warning about.
    chunkSizeWarningLimit: 2000,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    proxy: { '/trpc': apiServer, '/auth': apiServer, '/health': apiServer },
  },
});
