import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** What mutation testing runs: the statistics' own tests, on the mutated copy of the sources and not on the workspace link. */
export default defineConfig({
  resolve: {
    alias: [{ find: /^@lamina\/shared\/(.*)$/, replacement: join(import.meta.dirname, 'shared/src', '$1') }],
  },
  test: {
    environment: 'node',
    pool: 'forks',
    include: ['tests/unit/statistics/**/*.test.ts', 'tests/reference/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
