import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  // The packages export "./*", so that one may import any file of another. Knip takes each such file for an
  // entry, whose exports it would believe used; this makes it look at what is really imported.
  includeEntryExports: true,
  ignoreExportsUsedInFile: true,
  // What a family of statistics offers is for anyone's use, ours or not. That nothing there is left over
  // is checked in tests/architecture/statistics-exports.test.ts.
  ignoreIssues: {
    'shared/src/statistics/**': ['exports', 'types'],
    // `up` and `down` are called by Kysely's migrator, by name.
    'server/src/database/migrations/*.ts': ['exports'],
    // Stryker reads the default export.
    'stryker.vitest.config.ts': ['exports'],
  },
  // Commands of the operating system: a test fills a small disk of its own.
  ignoreBinaries: ['mount', 'umount'],
  workspaces: {
    '.': { entry: ['stryker.vitest.config.ts'] },
    client: { entry: ['src/app/main.tsx', 'build.ts'] },
    server: { entry: ['src/main.ts'] },
    tests: { entry: ['**/*.test.ts', 'run.ts', '{attack,bench,calibration,load,soak}/*.ts'] },
  },
};

export default config;
