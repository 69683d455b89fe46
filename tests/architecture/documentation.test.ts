import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/security.md',
  'docs/disclosure.md',
  'docs/operations.md',
  'docs/signals.md',
];

/** Paths that exist once something has been built or run, not in the repository. */
const madeLater = ['client/dist', 'artefacts', 'node_modules', 'var', 'coverage', 'reports'];

/** Words after `pnpm` that are pnpm's own commands. */
const commandsOfPnpm = ['install', 'add', 'exec', 'run', 'approve', 'update'];

describe.each(documents)('%s', (document) => {
  const text = readDocument(document);

  it('cites only paths that exist', () => {
    expect(text.length).toBeGreaterThan(0);
    expect(citedPaths(text).filter((path) => !exists(path, document))).toEqual([]);
  });

  it('names only scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const known = [...Object.keys(scripts), ...commandsOfPnpm];
    expect(citedScripts(text).filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('the search for cited paths', () => {
  it('finds paths in prose, code and links, and leaves web addresses alone', () => {
    const text = [
      'See `shared/src/indicators/infection.ts`, data/codelists/ and [the rules](.dependency-cruiser.mjs).',
      'The files shared/src/statistics/*.ts; [a page](https://example.org/server/src/none.ts), a client/server split.',
    ].join('\n');
    expect(citedPaths(text)).toEqual([
      '.dependency-cruiser.mjs',
      'data/codelists/',
      'shared/src/indicators/infection.ts',
      'shared/src/statistics/*.ts',
    ]);
  });
});

function readDocument(document: string): string {
  const path = join(root, document);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** Paths below a folder of the repository, and targets of relative links; placeholders such as <family> are left out. */
function citedPaths(text: string): string[] {
  const withoutAddresses = text.replaceAll(/https?:\/\/\S+/g, '');
  const inProse = withoutAddresses.matchAll(
    /(?<![\w./@<-])(?:client|server|shared|tests|data|docs|\.ci)\/[\w./*-]*[\w/*](?![\w<…])/g,
  );
  const linked = withoutAddresses.matchAll(/\]\((?!#|mailto:)([^)#\s]+)[^)]*\)/g);
  const paths = [...[...inProse].map(([path]) => path), ...[...linked].map(([, target]) => target ?? '')];
  const meant = paths.filter((path) => !['client/server', 'server/client', ''].includes(path));
  return [...new Set(meant)].sort();
}

/** Prose cites from the root of the repository, a link from its document. */
function exists(path: string, document: string): boolean {
  if (madeLater.some((made) => path.startsWith(made))) return true;
  if (path.includes('*')) return globSync(path, { cwd: root }).length > 0;
  return [root, join(root, dirname(document))].some((folder) => existsSync(join(folder, path)));
}

/** What follows `npm` or `pnpm` in code, inline or fenced. */
function citedScripts(text: string): string[] {
  const code = [...text.matchAll(/`+[^`]+`+/g)].map(([snippet]) => snippet).join('\n');
  const cited = code.matchAll(/\bp?npm (?:run )?([a-z][\w:]*)/g);
  return [...new Set([...cited].map(([, name]) => name ?? ''))];
}
