import type { TermColumn } from '@lamina/server/services/case-mix-design.service.ts';
import { estimableColumns, fitRisks, sum } from '@lamina/server/services/risk-model-fit.service.ts';
import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import { describe, expect, it } from 'vitest';

const CASES = 3000;

function flag(name: string, holds: (row: number) => boolean): TermColumn {
  return {
    covariate: 'levels',
    name,
    values: Float64Array.from({ length: CASES }, (_, row) => Number(holds(row))),
  };
}

/** Every third case smokes, every fifth is diabetic; each doubles the risk of 10 %. */
const columns = [flag('smoker', (row) => row % 3 === 0), flag('diabetes', (row) => row % 5 === 0)];
const random = createRandomSource(11);
const outcome = Int8Array.from({ length: CASES }, (_, row) =>
  Number(random.uniform() < 0.1 * (row % 3 === 0 ? 2 : 1) * (row % 5 === 0 ? 2 : 1)),
);

function fitted(fit: ReturnType<typeof fitRisks>) {
  if (typeof fit === 'string') throw new Error(fit);
  return fit;
}

describe('fitting risks', () => {
  it('gives risks that add up to the events', () => {
    const fit = fitted(fitRisks(columns, outcome));
    expect(fit.method).toBe('maximum-likelihood');
    expect(sum(fit.risks)).toBeCloseTo(sum(outcome), 8);
    expect(fit.coefficients.map(({ column }) => column)).toEqual(['intercept', 'smoker', 'diabetes']);
    for (const { estimate } of fit.coefficients.slice(1)) expect(estimate).toBeGreaterThan(0.4);
  });

  it('gives the same from a nearby start', () => {
    const fit = fitted(fitRisks(columns, outcome));
    const nearby = new Map([
      ['intercept', -1.7],
      ['smoker', 0.3],
    ]);
    const again = fitted(fitRisks(columns, outcome, nearby));
    fit.coefficients.forEach(({ estimate, standardError }, index) => {
      expect(again.coefficients[index]?.estimate).toBeCloseTo(estimate, 8);
      expect(again.coefficients[index]?.standardError).toBeCloseTo(standardError, 8);
    });
  });

  it('takes Firth’s likelihood where the events are few, and the risks still add up', () => {
    const rare = outcome.map((event, row) => (row < 200 ? event : 0));
    const many = Array.from({ length: 6 }, (_, part) => flag(`part ${part}`, (row) => row % 7 === part));
    const fit = fitted(fitRisks(many, rare));
    expect(sum(rare)).toBeLessThan(60);
    expect(fit.method).toBe('firth');
    expect(sum(fit.risks)).toBeCloseTo(sum(rare), 6);
  });

  it('takes Firth’s likelihood where a column separates the outcome: its coefficient is finite', () => {
    const never = flag('never', (row) => outcome[row] === 0 && row % 2 === 0);
    const fit = fitted(fitRisks([...columns, never], outcome));
    expect(fit.method).toBe('firth');
    expect(fit.coefficients.at(-1)?.estimate).toBeLessThan(-3);
    expect(sum(fit.risks)).toBeCloseTo(sum(outcome), 6);
  });

  it('leaves out a column that is a combination of others', () => {
    const [smoker] = columns;
    const nonSmoker = flag('non-smoker', (row) => smoker?.values[row] === 0);
    const fit = fitted(fitRisks([...columns, nonSmoker], outcome));
    expect(fit.coefficients.map(({ column }) => column)).not.toContain('non-smoker');
    expect(fit.coefficients).toHaveLength(3);
  });

  it('drops flags in which fewer than five events would be expected at the overall rate, whatever their outcomes', () => {
    const rate = sum(outcome) / CASES;
    const enough = Math.ceil(5 / rate);
    const just = flag('just enough', (row) => row < enough);
    const few = flag('too few', (row) => row < enough - 1);
    const nearlyAll = flag('nearly all', (row) => row >= enough - 1);
    const { kept, dropped } = estimableColumns([just, few, nearlyAll], outcome);
    expect(kept.map(({ name }) => name)).toEqual(['just enough']);
    expect(dropped.map(({ column, cases }) => [column.name, cases])).toEqual([
      ['too few', enough - 1],
      ['nearly all', CASES - enough + 1],
    ]);
  });
});
