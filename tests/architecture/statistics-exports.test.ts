import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

describe('what the files of a statistics family export', () => {
  const sources = new Map(
    globSync('{client,server,shared,tests}/**/*.{ts,tsx}', {
      cwd: root,
      exclude: ['**/node_modules', '**/dist'],
    }).map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  );
  const families = [...sources.keys()].filter((file) => /^shared.src.statistics.[^/\\]+[/\\]/.test(file));

  it('is offered by its family’s file or used elsewhere', () => {
    expect(families.length).toBeGreaterThan(0);
    const leftOver = families.flatMap((file) =>
      exportedNames(sources.get(file) ?? '')
        .filter((name) => !isNamedOutside(file, name))
        .map((name) => `${file}: ${name}`),
    );
    expect(leftOver.join('\n')).toBe('');
  });

  function isNamedOutside(file: string, name: string): boolean {
    const word = new RegExp(`\\b${name}\\b`);
    return [...sources].some(([other, text]) => other !== file && word.test(text));
  }
});

function exportedNames(text: string): string[] {
  const declarations = text.matchAll(/^export (?:async )?(?:function\*?|const|class|type|interface) (\w+)/gm);
  return [...declarations].map(([, name]) => name ?? '');
}
