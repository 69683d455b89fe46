import { createHash } from 'node:crypto';
import { generateDemoNetwork } from '@lamina/server/demo/demo-network.ts';
import { completeDemoOptions } from '@lamina/server/demo/demo-options.ts';
import { describe, expect, it } from 'vitest';
import { drawNetwork } from './drawn-network.ts';

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

describe('the same demo network again', () => {
  it('gives byte-identical cases and ground truth for the same options', () => {
    const first = drawNetwork({ cases: 3000, seed: 7 });
    const second = drawNetwork({ cases: 3000, seed: 7 });
    expect(digest(second.drawn)).toBe(digest(first.drawn));
    expect(second.groundTruth).toEqual(first.groundTruth);
  });

  it('gives the same cases on every iteration, also when another is under way', () => {
    const { cases, drawn } = drawNetwork({ cases: 500 });
    const interrupted = cases[Symbol.iterator]();
    interrupted.next();
    expect(digest([...cases])).toBe(digest(drawn));
    expect(digest(interrupted.next().value)).toBe(digest(drawn[1]));
  });

  it('gives other cases for another seed and another month', () => {
    const original = digest(drawNetwork({ cases: 300 }).drawn);
    expect(digest(drawNetwork({ cases: 300, seed: 2 }).drawn)).not.toBe(original);
    expect(digest(drawNetwork({ cases: 300, lastMonth: '2026-09' }).drawn)).not.toBe(original);
  });

  it('does not depend on the day on which it is built, only on its last month', () => {
    const built = (today: string) =>
      digest([...generateDemoNetwork(completeDemoOptions({ cases: 200 }, today)).cases]);
    expect(built('2026-11-01')).toBe(built('2026-11-30'));
  });

  it.each([1, 2, 71, 1000, 12_345])('has exactly the number of cases asked for: %i', (cases) => {
    const { drawn } = drawNetwork({ cases });
    expect(drawn).toHaveLength(cases);
    expect(new Set(drawn.map(({ sourceCaseId }) => sourceCaseId)).size).toBe(cases);
  });

  it('has every hospital and surgeon asked for, and as many in its ground truth', () => {
    const { drawn, groundTruth } = drawNetwork({ cases: 24_000, hospitals: 10, surgeons: 70 });
    const surgeons = new Set(drawn.map((one) => one.operatingSurgeon).filter((code) => code !== null));
    expect(new Set(drawn.map(({ hospital }) => hospital.code)).size).toBe(10);
    expect(surgeons.size).toBe(70);
    expect(groundTruth.hospitals).toHaveLength(10);
    expect(new Set(groundTruth.surgeons.map(({ code }) => code))).toEqual(surgeons);
  });

  it('gives every hospital another name that says it is invented', () => {
    const { groundTruth } = drawNetwork({ cases: 1, hospitals: 250, surgeons: 250 });
    const names = groundTruth.hospitals.map(({ name }) => name);
    expect(new Set(names).size).toBe(250);
    expect(names.every((name) => name.endsWith('(demo)'))).toBe(true);
  });

  it('runs from the first day of its first month to the last day of its last, in order', () => {
    const { drawn, cutOff, groundTruth } = drawNetwork({ cases: 24_000 });
    const dates = drawn.map(({ operationDate }) => operationDate ?? '');
    expect(cutOff).toBe('2026-10-31');
    expect(groundTruth.firstDay).toBe('2020-11-01');
    expect(dates).toEqual(dates.toSorted());
    expect(dates[0]?.slice(0, 7)).toBe('2020-11');
    expect(dates.at(-1)?.slice(0, 7)).toBe('2026-10');
  });
});
