interface PlantedViolation {
  rule: string;
  because: string;
  files: Record<string, string>;
}

/** Empty stand-ins for the libraries that the rules speak of. */
export const libraries: Record<string, string> = Object.fromEntries(
  [
    '@stdlib/stats-base-dists-beta',
    '@tanstack/react-query',
    '@trpc/client',
    '@trpc/server',
    'better-sqlite3',
    'fastify',
    'kysely',
    'ml-matrix',
    'zod',
  ].flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })],
    [`node_modules/${name}/index.js`, ''],
  ]),
);

/** Every layer, importing all that it may. */
export const cleanTree: Record<string, string> = {
  'shared/package.json': JSON.stringify({ name: '@lamina/shared', exports: { './*': './src/*' } }),
  'shared/src/domain/procedure.ts': imports('zod'),
  'shared/src/indicators/infection.ts': imports('../domain/procedure.ts', './criterion.ts'),
  'shared/src/indicators/criterion.ts': '',
  'shared/src/statistics/computed.ts': '',
  'shared/src/statistics/distributions/beta.ts': imports('@stdlib/stats-base-dists-beta'),
  'shared/src/statistics/intervals/wilson.ts': imports(
    '../distributions/beta.ts',
    '../computed.ts',
    './limits.ts',
  ),
  'shared/src/statistics/intervals/limits.ts': imports('ml-matrix'),
  'shared/src/statistics/funnel/limits.ts': imports('../distributions/beta.ts'),
  'shared/src/contract/overview.ts': imports('zod', '../domain/procedure.ts'),
  'server/package.json': JSON.stringify({ name: '@lamina/server', exports: { './*': './src/*' } }),
  'server/src/main.ts': imports('./http/web-server.ts'),
  'server/src/database/open-database.ts': imports('better-sqlite3', 'kysely'),
  'server/src/repositories/case.repository.ts': imports('kysely', '@lamina/shared/domain/procedure.ts'),
  'server/src/tally/sql-tally.ts': imports('kysely'),
  'server/src/auth/sessions.ts': imports('kysely'),
  'server/src/auth/whole-record.ts': '',
  'server/src/tally/tally.ts': '',
  'server/src/disclosure/suppress.ts': imports('../tally/tally.ts', '@lamina/shared/domain/procedure.ts'),
  'server/src/services/published-cube.service.ts': imports(
    '../auth/whole-record.ts',
    '../disclosure/suppress.ts',
  ),
  'server/src/services/overview.service.ts': imports(
    '../repositories/case.repository.ts',
    '../tally/sql-tally.ts',
    '@lamina/shared/statistics/intervals/wilson.ts',
  ),
  'server/src/trpc/procedures.ts': imports('@trpc/server'),
  'server/src/routers/overview.router.ts': imports(
    '../services/overview.service.ts',
    '../trpc/procedures.ts',
    '@lamina/shared/contract/overview.ts',
  ),
  'server/src/http/web-server.ts': imports('fastify', '../routers/overview.router.ts'),
  'client/src/lib/trpc.ts': `${imports('@trpc/client')}import type {} from '@lamina/server/routers/overview.router.ts';\n`,
  'client/src/lib/format.ts': '',
  'client/src/charts/funnel-chart.tsx': imports('../lib/format.ts'),
  'client/src/components/card.tsx': imports('../charts/funnel-chart.tsx'),
  'client/src/features/overview/overview-screen.tsx': imports(
    '@tanstack/react-query',
    '../../lib/trpc.ts',
    '../../components/card.tsx',
    './overview-table.tsx',
  ),
  'client/src/features/overview/overview-table.tsx': '',
  'client/src/features/compare/compare-screen.tsx': '',
  'client/src/app/router.tsx': imports(
    '../features/overview/overview-screen.tsx',
    '../features/compare/compare-screen.tsx',
  ),
  'tests/support/naive-recount.ts': imports('better-sqlite3', '../../server/src/main.ts'),
  'tests/unit/recount.test.ts': imports('../support/naive-recount.ts', 'kysely'),
};

export const plantedViolations: PlantedViolation[] = [
  planted(
    'statistics-are-pure',
    'a statistic reads the domain',
    'shared/src/statistics/funnel/planted.ts',
    '../../domain/procedure.ts',
  ),
  planted(
    'statistics-are-pure',
    'a statistic reads a file',
    'shared/src/statistics/funnel/planted.ts',
    'node:fs',
  ),
  planted(
    'statistics-are-pure',
    'a statistic uses a library that is not numeric',
    'shared/src/statistics/funnel/planted.ts',
    'zod',
  ),
  planted(
    'statistics-families-stand-alone',
    'a funnel uses an interval',
    'shared/src/statistics/funnel/planted.ts',
    '../intervals/wilson.ts',
  ),
  planted(
    'indicators-are-definitions',
    'an indicator calculates',
    'shared/src/indicators/planted.ts',
    '../statistics/computed.ts',
  ),
  planted(
    'shared-is-the-bottom',
    'the domain knows the server',
    'shared/src/domain/planted.ts',
    '@lamina/server/main.ts',
  ),
  planted(
    'shared-is-the-bottom',
    'the domain knows the client',
    'shared/src/domain/planted.ts',
    '../../../client/src/lib/format.ts',
  ),
  planted('sql-in-one-place', 'a service writes a query', 'server/src/services/planted.service.ts', 'kysely'),
  planted('sql-in-one-place', 'intake writes a query', 'server/src/intake/planted.ts', 'kysely'),
  planted(
    'database-opened-in-one-place',
    'a command opens a database',
    'server/src/commands/planted.ts',
    'better-sqlite3',
  ),
  planted(
    'database-opened-in-one-place',
    'a repository opens a database',
    'server/src/repositories/planted.repository.ts',
    'better-sqlite3',
  ),
  planted(
    'repositories-and-tally-count',
    'a repository calculates',
    'server/src/repositories/planted.repository.ts',
    '@lamina/shared/statistics/computed.ts',
  ),
  planted(
    'repositories-and-tally-count',
    'the tally calls a service',
    'server/src/tally/planted.ts',
    '../services/overview.service.ts',
  ),
  planted(
    'disclosure-is-pure',
    'suppression reads the database',
    'server/src/disclosure/planted.ts',
    '../database/open-database.ts',
  ),
  planted(
    'whole-record-for-the-cube',
    'a service counts every case whoever asks',
    'server/src/services/planted.service.ts',
    '../auth/whole-record.ts',
  ),
  planted(
    'services-know-no-transport',
    'a service knows Fastify',
    'server/src/services/planted.service.ts',
    'fastify',
  ),
  planted(
    'services-know-no-transport',
    'a repository knows tRPC',
    'server/src/repositories/planted.repository.ts',
    '../trpc/procedures.ts',
  ),
  planted(
    'routers-are-thin',
    'a router queries',
    'server/src/routers/planted.router.ts',
    '../repositories/case.repository.ts',
  ),
  planted(
    'routers-are-thin',
    'a router calculates',
    'server/src/routers/planted.router.ts',
    '@lamina/shared/statistics/computed.ts',
  ),
  planted(
    'no-server-code-in-the-bundle',
    'a screen runs server code',
    'client/src/features/overview/planted.ts',
    '@lamina/server/services/overview.service.ts',
  ),
  planted(
    'features-stay-deletable',
    'a screen uses another',
    'client/src/features/overview/planted.ts',
    '../compare/compare-screen.tsx',
  ),
  planted('drawn-from-props', 'a chart fetches', 'client/src/charts/planted.tsx', '@tanstack/react-query'),
  planted(
    'drawn-from-props',
    'a component knows the API',
    'client/src/components/planted.tsx',
    '../lib/trpc.ts',
  ),
  planted(
    'drawn-from-props',
    'a chart knows a screen',
    'client/src/charts/planted.tsx',
    '../features/overview/overview-table.tsx',
  ),
  planted(
    'nothing-imports-tests',
    'the server uses a test’s helper',
    'server/src/commands/planted.ts',
    '../../../tests/support/naive-recount.ts',
  ),
  {
    rule: 'no-cycles',
    because: 'two files import each other',
    files: {
      'server/src/intake/planted.ts': imports('./counterpart.ts'),
      'server/src/intake/counterpart.ts': imports('./planted.ts'),
    },
  },
  {
    rule: 'no-cycles',
    because: 'two files import only each other’s types',
    files: {
      'server/src/intake/planted.ts': "import type { B } from './counterpart.ts';\nexport type A = B[];\n",
      'server/src/intake/counterpart.ts': "import type { A } from './planted.ts';\nexport type B = A | 1;\n",
    },
  },
  planted('imports-resolve', 'a path leads nowhere', 'server/src/commands/planted.ts', './missing.ts'),
];

function planted(rule: string, because: string, file: string, imported: string): PlantedViolation {
  return { rule, because, files: { [file]: imports(imported) } };
}

function imports(...paths: string[]): string {
  return paths.map((path) => `import '${path}';\n`).join('');
}
