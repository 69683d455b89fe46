import { defineConfig } from 'vitest/config';

function project(name: string, timeoutSeconds: number) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      testTimeout: timeoutSeconds * 1000,
      hookTimeout: timeoutSeconds * 1000,
    },
  };
}

export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    projects: [
      project('unit', 60),
      project('reference', 120),
      project('integration', 300),
      project('architecture', 120),
      project('screens', 120),
      project('journeys', 300),
    ],
    coverage: {
      provider: 'v8',
      include: ['shared/src/statistics/**/*.ts'],
      reporter: ['text', 'json-summary'],
    },
  },
});
