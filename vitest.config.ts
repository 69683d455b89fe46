import { defineConfig } from 'vitest/config';

/** Projects run in the order given, so that a browser never competes with a calculation for the processor. */
function project(name: string, timeoutSeconds: number, groupOrder: number) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`tests/${name}/**/*.test.{ts,tsx}`],
      testTimeout: timeoutSeconds * 1000,
      hookTimeout: timeoutSeconds * 1000,
      sequence: { groupOrder },
    },
  };
}

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    projects: [
      project('unit', 60, 1),
      project('reference', 120, 2),
      project('architecture', 120, 3),
      project('integration', 300, 4),
      project('screens', 120, 5),
      project('journeys', 300, 6),
    ],
    coverage: {
      provider: 'v8',
      include: ['shared/src/statistics/**/*.ts'],
      reporter: ['text', 'json-summary'],
    },
  },
});
