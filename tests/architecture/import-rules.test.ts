import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cleanTree, libraries, plantedViolations } from './import-rules.fixture.ts';

const root = join(import.meta.dirname, '../..');
const checker = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const rulesFile = join(root, '.dependency-cruiser.mjs');
const trees: string[] = [];

interface Rule {
  name: string;
  comment: string;
}

const { default: configuration } = (await import(rulesFile)) as { default: { forbidden: Rule[] } };

describe('the import rules', () => {
  afterEach(() => {
    for (const tree of trees.splice(0)) rmSync(tree, { recursive: true });
  });

  it('accept a tree in which every layer imports what it may', () => {
    expect(brokenRules(cleanTree)).toEqual({ rules: [], exitCode: 0 });
  });

  it.each(plantedViolations)('report $rule where $because', ({ rule, files }) => {
    const { rules, exitCode } = brokenRules({ ...cleanTree, ...files });
    expect(rules).toEqual([rule]);
    expect(exitCode).toBeGreaterThan(0);
  });

  it('are each shown to fail on a planted violation', () => {
    const planted = new Set(plantedViolations.map(({ rule }) => rule));
    expect([...planted].sort()).toEqual(configuration.forbidden.map(({ name }) => name).sort());
  });

  it('each say how to mend a violation', () => {
    for (const { name, comment } of configuration.forbidden) expect(comment, name).toMatch(/\w{3,}.*\.$/);
  });
});

/** Runs the checker, with the repository's own rules, over a tree written for the occasion. */
function brokenRules(files: Record<string, string>): { rules: string[]; exitCode: number | null } {
  const tree = mkdtempSync(join(tmpdir(), 'lamina-import-rules-'));
  trees.push(tree);
  for (const [path, content] of Object.entries({ ...libraries, ...files })) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  }
  mkdirSync(join(tree, 'node_modules/@lamina'), { recursive: true });
  for (const name of ['shared', 'server']) {
    symlinkSync(join(tree, name), join(tree, 'node_modules/@lamina', name), 'junction');
  }
  const folders = ['client', 'server', 'shared', 'tests'];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [checker, '--config', rulesFile, '--output-type', 'err', ...folders],
    { cwd: tree, encoding: 'utf8' },
  );
  if (!stdout.includes('modules,')) throw new Error(`The checker gave no report: ${stdout}${stderr}`);
  const rules = [...stdout.matchAll(/^\s+error ([a-z-]+): /gm)].map(([, rule]) => rule ?? '');
  return { rules: [...new Set(rules)], exitCode: status };
}
