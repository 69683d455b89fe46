import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareGolden, type Tolerance } from './compare-golden.ts';
import { allMethods } from './methods/all-methods.ts';
import type { GoldenContext, GoldenDataset } from './methods/method-table.ts';

interface GoldenCase {
  readonly id: string;
  readonly label?: string;
  readonly input: unknown;
  readonly expected: unknown;
  readonly tolerance?: Tolerance;
}

interface GoldenFile {
  readonly format: string;
  readonly family: string;
  readonly methods: readonly {
    readonly method: string;
    readonly tolerance: Tolerance;
    readonly cases: readonly GoldenCase[];
  }[];
}

const here = import.meta.dirname;
const named = process.env.LAMINA_GOLDEN_DIR;
const realVectors = resolve(here, '../../../shared/golden/real');
const folders = named ? [resolve(named)] : [join(here, 'invented'), realVectors];

for (const folder of folders) {
  const title = `vectors in ${basename(dirname(folder))}/${basename(folder)}`;
  if (folder === realVectors && !existsSync(folder)) {
    describe(title, () => it.skip('golden/real is absent: the vectors that rest on published data'));
    continue;
  }
  describe(title, () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    it('holds vector files', () => expect(names.length).toBeGreaterThan(0));
    for (const name of names.toSorted()) describeFile(join(folder, name), name);
  });
}

function describeFile(path: string, name: string): void {
  const file = JSON.parse(readFileSync(path, 'utf8')) as GoldenFile;
  const context = datasetsBeside(path);
  it(`${name}: every case of every method agrees`, () => {
    expect(file.format).toBe('golden-vectors/1');
    const failures: string[] = [];
    let cases = 0;
    let worst = { relativeError: 0, tolerance: 0, id: 'none' };
    let greatestShare = 0;
    for (const { method, tolerance, cases: all } of file.methods) {
      const run = allMethods[method];
      if (run === undefined) failures.push(`${method}: no function for this method`);
      for (const one of all) {
        cases += 1;
        if (run === undefined) continue;
        const applied = one.tolerance ?? tolerance;
        const outcome = compareGolden(run, one.input, context, one.expected, applied);
        failures.push(...outcome.failures.map((failure) => `${one.id} ${one.label ?? ''}: ${failure}`));
        if (outcome.shareOfTolerance > greatestShare) {
          greatestShare = outcome.shareOfTolerance;
          worst = { relativeError: outcome.relativeError, tolerance: applied.rel, id: one.id };
        }
      }
    }
    console.log(
      `${name}: ${cases} cases, ${failures.length} failures, worst relative error ${worst.relativeError.toExponential(1)} ` +
        `against a tolerance of ${worst.tolerance} (${worst.id}, ${(100 * greatestShare).toPrecision(2)} % of its allowance)`,
    );
    expect(failures).toEqual([]);
  });
}

function datasetsBeside(path: string): GoldenContext {
  const read = new Map<string, GoldenDataset>();
  return {
    dataset(relative) {
      const known = read.get(relative);
      if (known) return known;
      const loaded = JSON.parse(readFileSync(join(dirname(path), relative), 'utf8')) as GoldenDataset;
      read.set(relative, loaded);
      return loaded;
    },
  };
}
