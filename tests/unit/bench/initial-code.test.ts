import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initialCodeOf, judgeInitialCode } from '../../bench/initial-code.ts';

describe('the code that loads before the first screen', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'lamina-budget-'));
    mkdirSync(join(directory, 'assets'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  function write(files: Readonly<Record<string, string>>): string[] {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    return initialCodeOf(directory)
      .map(({ name }) => name)
      .sort();
  }

  it('is what the page names and all that this imports, but not what is imported when it is opened', () => {
    const loaded = write({
      'index.html':
        '<script type="module" crossorigin src="/assets/entry.js"></script><link rel="modulepreload" href="/assets/ahead.js"><link rel="stylesheet" href="/assets/a.css">',
      'assets/entry.js':
        'import{a as b}from"./shared.js";import"./effect.js";const later=()=>import("./later.js");b(later)',
      'assets/shared.js': 'export*from"./deep.js";export{c}from"./named.js";import d,{e as f}from"./both.js"',
      'assets/ahead.js': 'import * as all from "./shared.js"',
      'assets/effect.js': 'console.log(`import"./nowhere.js"`)',
      'assets/later.js': '',
      'assets/deep.js': '',
      'assets/named.js': '',
      'assets/both.js': '',
    });
    expect(loaded).toEqual(
      ['ahead', 'both', 'deep', 'effect', 'entry', 'named', 'shared'].map((name) => `assets/${name}.js`),
    );
  });

  it('fails a page without scripts', () => {
    expect(() => write({ 'index.html': '<h1>Nothing</h1>' })).toThrow('loads no script');
  });

  it('is judged by its sum, and over budget the sentence names the largest files', () => {
    const files = [
      { name: 'large.js', gzipped: 200_000 },
      { name: 'small.js', gzipped: 100_000 },
    ];
    expect(judgeInitialCode(files, 300)).toEqual({
      kept: true,
      sentence: '300.0 KB of JavaScript, gzipped, load before the overview shows; the budget is 300 KB.',
    });
    const over = judgeInitialCode(files, 299);
    expect(over.kept).toBe(false);
    expect(over.sentence).toContain('1.0 KB more than the budget of 299 KB');
    expect(over.sentence).toContain('large.js (200.0 KB)');
  });
});
