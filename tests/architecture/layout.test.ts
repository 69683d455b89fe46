import { globSync, readFileSync } from 'node:fs';
import { basename, join, matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const mostLines = 400;

/** Tables of data that read best in one piece, however long. */
const longBecauseData: string[] = [];

const namesThatSayNothing = ['utils', 'util', 'helpers', 'helper', 'common', 'misc'];

/** A folder whose files carry its suffix, and the few exceptions: other files in it, its suffix elsewhere. */
const suffixes = [
  { folder: 'server/src/routers', suffix: '.router.ts', exceptions: ['server/src/trpc/root.router.ts'] },
  {
    folder: 'server/src/services',
    suffix: '.service.ts',
    exceptions: [
      'server/src/services/service-context.ts',
      'server/src/services/case-mix-worker.ts',
      'server/src/services/backup-worker.ts',
      'server/src/services/decision-limit-worker.ts',
    ],
  },
  {
    folder: 'server/src/repositories',
    suffix: '.repository.ts',
    exceptions: ['server/src/repositories/criterion-to-sql.ts', 'server/src/repositories/bulk-write.ts'],
  },
];

describe('the layout of the sources', () => {
  const files = globSync('{client,server,shared,tests}/**/*.{ts,tsx,css,mjs}', {
    cwd: root,
    exclude: ['**/node_modules', '**/dist'],
  });

  it('is looked at in every package', () => {
    const packages = new Set(files.map((file) => file.split(/[\\/]/)[0]));
    expect([...packages].sort()).toEqual(['client', 'server', 'shared', 'tests']);
  });

  it(`keeps every file within ${mostLines} lines, save listed tables of data`, () => {
    const tooLong = files.filter((file) => linesOf(file) > mostLines);
    expect(tooLong.sort()).toEqual([...longBecauseData].sort());
  });

  it('gives no file a name that says nothing', () => {
    const nameless = files.filter((file) => namesThatSayNothing.includes(basename(file).split('.')[0] ?? ''));
    expect(nameless).toEqual([]);
  });

  it.each(suffixes)(
    'gives $suffix to the files of $folder and to no others',
    ({ folder, suffix, exceptions }) => {
      const inFolder = files.filter((file) => matchesGlob(file, `${folder}/**`));
      expect(inFolder.length).toBeGreaterThan(0);
      const strays = files.filter((file) => inFolder.includes(file) !== file.endsWith(suffix));
      expect(strays.filter((file) => !exceptions.includes(file))).toEqual([]);
    },
  );
});

function linesOf(file: string): number {
  return readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;
}
