// Who may import whom (the table in ARCHITECTURE.md). Each comment says how to mend a violation.
// tests/architecture/import-rules.test.ts plants one violation of every rule named here.

const numericLibraries = 'node_modules/(@stdlib/|ml-matrix/|pure-rand/)';
const queryBuilder = 'node_modules/kysely/';
const databaseDrivers = '(^|node_modules/)(@types/)?(better-sqlite3|pg)(/|$)';
const webServer = 'node_modules/(fastify/|@fastify/|@trpc/)';
const apiAccess = '^client/src/lib/trpc|node_modules/(@trpc/|@tanstack/react-query/)';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'statistics-are-pure',
      comment:
        'Statistics are checked against a textbook, so they know numbers only. Pass what is needed as arguments; ' +
        'a new numeric library is added to `numericLibraries` here.',
      severity: 'error',
      from: { path: '^shared/src/statistics/' },
      to: { pathNot: ['^shared/src/statistics/', numericLibraries] },
    },
    {
      name: 'statistics-families-stand-alone',
      comment:
        'A family of statistics uses distributions and no other family. Move what two families share to ' +
        'shared/src/statistics/distributions/, or let the service combine them.',
      severity: 'error',
      from: { path: '^shared/src/statistics/([^/]+)/' },
      to: { path: '^shared/src/statistics/[^/]+/', pathNot: '^shared/src/statistics/($1|distributions)/' },
    },
    {
      name: 'indicators-are-definitions',
      comment:
        'A clinician reviews the indicators, so they use the domain and each other. Describe the condition as a ' +
        'criterion; what evaluates it belongs to server/src/repositories/.',
      severity: 'error',
      from: { path: '^shared/src/indicators/' },
      to: { pathNot: '^shared/src/(indicators|domain)/' },
    },
    {
      name: 'shared-is-the-bottom',
      comment: 'Shared code serves client and server alike. Move the imported part down into shared/.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(client|server)/' },
    },
    {
      name: 'sql-in-one-place',
      comment:
        'Queries live in server/src/repositories/ and the tally engine. Write a repository function and call that.',
      severity: 'error',
      from: { pathNot: ['^server/src/(repositories|database|tally|auth)/', '^tests/'] },
      to: { path: queryBuilder },
    },
    {
      name: 'database-opened-in-one-place',
      comment: 'Only server/src/database/ opens a database. Take the opened database as an argument.',
      severity: 'error',
      from: { pathNot: ['^server/src/database/', '^tests/'] },
      to: { path: databaseDrivers },
    },
    {
      name: 'repositories-and-tally-count',
      comment:
        'Repositories and the tally count; services calculate. Return the counts and let a service apply the statistic.',
      severity: 'error',
      from: { path: '^server/src/(repositories|tally)/' },
      to: { path: '^(shared/src/statistics|server/src/services)/' },
    },
    {
      name: 'disclosure-is-pure',
      comment:
        'What decides who is told what is tested with numbers alone. Read and calculate in a service, and pass the counts.',
      severity: 'error',
      from: { path: '^server/src/disclosure/' },
      to: {
        pathNot: [
          '^server/src/disclosure/',
          '^server/src/tally/tally\\.ts$',
          '^shared/src/(domain|indicators)/',
        ],
      },
    },
    {
      name: 'whole-record-for-the-cube',
      comment:
        'Counting every case whoever asks is for published figures, which are made safe before they are told. Take the scope from scopeOf.',
      severity: 'error',
      from: { pathNot: '^server/src/services/published-' },
      to: { path: '^server/src/auth/whole-record\\.ts$' },
    },
    {
      name: 'services-know-no-transport',
      comment:
        'Services and repositories are called from commands and tests too. Take plain arguments, return plain ' +
        'values, and throw the one error class; the router translates.',
      severity: 'error',
      from: { path: '^server/src/(services|repositories)/' },
      to: { path: ['^server/src/(routers|trpc|http)/', webServer] },
    },
    {
      name: 'routers-are-thin',
      comment: 'A router validates and calls one service. Move the work into that service.',
      severity: 'error',
      from: { path: '^server/src/routers/' },
      to: { path: '^(server/src/(repositories|database)|shared/src/statistics)/' },
    },
    {
      name: 'no-server-code-in-the-bundle',
      comment: 'The browser gets no server code. Use `import type`, or move the value to shared/.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-stay-deletable',
      comment:
        'A screen can be deleted by deleting its folder. Move what two screens share to client/src/components/, ' +
        'client/src/charts/ or client/src/lib/.',
      severity: 'error',
      from: { path: '^client/src/features/([^/]+)/' },
      to: { path: '^client/src/features/', pathNot: '^client/src/features/$1/' },
    },
    {
      name: 'drawn-from-props',
      comment:
        'Charts and components are drawn from props, so that they can be tested and reused. Fetch in the feature ' +
        'and pass the data down.',
      severity: 'error',
      from: { path: '^client/src/(charts|components)/' },
      to: { path: ['^client/src/(features|app)/', '^server/', apiAccess] },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'The product runs without its tests. Move what it needs out of tests/.',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'no-cycles',
      comment:
        'Two files that import each other (types included) are one file in disguise. Move the shared part to a ' +
        'third file that both import.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      comment:
        'An import that leads nowhere escapes every rule above. Mend the path, or add the library to package.json ' +
        'and install.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|artefacts|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
