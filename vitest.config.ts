import { defineConfig } from 'vitest/config';

/** Once before the files, which run side by side and would otherwise each build it into the same place. */
const BUILT_CLIENT = ['tests/support/built-client.ts'];

/** Projects run in the order given, so that a browser never competes with a calculation for the processor. */
function project(name: string, timeoutSeconds: number, groupOrder: number, globalSetup: string[] = []) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`tests/${name}/**/*.test.{ts,tsx}`],
      testTimeout: timeoutSeconds * 1000,
      hookTimeout: timeoutSeconds * 1000,
      sequence: { groupOrder },
      globalSetup,
    },
  };
}

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    // A busy machine may take its time to draw what a test looks for.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      project('unit', 60, 1),
      project('reference', 120, 2),
      project('architecture', 120, 3),
      project('integration', 300, 4, BUILT_CLIENT),
      project('screens', 180, 5, BUILT_CLIENT),
      project('journeys', 300, 6, BUILT_CLIENT),
    ],
    coverage: {
      provider: 'v8',
      include: ['shared/src/statistics/**/*.ts'],
      reporter: ['text', 'json-summary'],
    },
  },
});
