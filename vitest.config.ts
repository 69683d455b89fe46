import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Once before the files, which run side by side and would otherwise each build the client into the same place, and the same networks. */
const SHARED = ['tests/support/built-client.ts', 'tests/support/network-directory.ts'];

/** Once for the project: the server and the database that each test copies. */
const POSTGRES = 'tests/support/postgres-for-project.ts';

/**
 * Projects run in the order given, so that a browser never competes with a calculation for the processor. Those with the same number run
 * together: the last long file of one does not leave a processor idle until the next begins.
 */
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

/** What says nothing new on another database: tests of files and of commands that are given none, those that bring their own PostgreSQL, and a long attack on figures that others ask for too. */
const SAME_AGAIN = [
  'tests/integration/auth/commands.test.ts',
  'tests/integration/disclosure/attack.test.ts',
  'tests/integration/intake/import-command.test.ts',
  'tests/integration/operations/backup-restore.test.ts',
  'tests/integration/operations/failures.test.ts',
  'tests/integration/operations/server-kill.test.ts',
  'tests/integration/operations/serving.test.ts',
  'tests/integration/postgres/**',
  'tests/integration/statistics/**',
  'tests/integration/tally/three-engines.test.ts',
];

/** The integration tests: on SQLite or on the server that LAMINA_TEST_POSTGRES_URL names, and as `postgres` on one that the run starts. */
function integration(name: 'integration' | 'postgres', groupOrder: number) {
  const { extends: fromRoot, test } = project(name, 300, groupOrder, [...SHARED, POSTGRES]);
  const include = ['tests/integration/**/*.test.ts'];
  const exclude = name === 'postgres' ? SAME_AGAIN : [];
  const setupFiles = ['tests/support/use-postgres.ts'];
  return { extends: fromRoot, test: { ...test, include, exclude, setupFiles } };
}

/** Longer than their size lets expect: begun last, they would keep one processor busy while another has nothing left to do. */
const LONG = ['tests/screens/pictures.test.ts', 'tests/journeys/overview.test.ts'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((name) => moduleId.endsWith(name));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    environment: 'node',
    pool: 'forks',
    // All of them: Vitest's own choice leaves one idle, which is half of a computer with two.
    maxWorkers: '100%',
    // Loading the server anew for every file takes longer than most files; each test opens a database of its own.
    isolate: false,
    // A busy machine may take its time to draw what a test looks for.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      project('unit', 60, 1),
      project('reference', 120, 2),
      project('architecture', 120, 3),
      integration('integration', 4),
      integration('postgres', 4),
      project('screens', 180, 5, SHARED),
      project('journeys', 300, 5, SHARED),
    ],
    coverage: {
      provider: 'v8',
      include: ['shared/src/statistics/**/*.ts'],
      reporter: ['text', 'json-summary'],
    },
  },
});
