import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import { CATALOGUE, getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { wilsonInterval } from '@lamina/shared/statistics/intervals.ts';
import { describe, expect, it } from 'vitest';

const references = listReferences();

describe('the published references', () => {
  it('have ids of their own', () => {
    expect(new Set(references.map(({ id }) => id)).size).toBe(references.length);
  });

  it('name at most one default for each indicator and procedure', () => {
    for (const { id } of CATALOGUE) {
      for (const procedure of PROCEDURES) {
        const defaults = references.filter(
          (reference) =>
            reference.defaultFor.includes(id) &&
            (reference.procedures === null || reference.procedures.includes(procedure)),
        );
        expect(defaults.length, `${id} after ${procedure}`).toBeLessThanOrEqual(1);
      }
    }
  });

  it('are in the unit of the indicators that they are compared with', () => {
    for (const reference of references) {
      for (const id of reference.comparableWith) expect(getIndicator(id).unit).toBe(reference.unit);
    }
  });

  it('say why where they are only shown beside an indicator', () => {
    for (const reference of references) {
      if (reference.shownBeside.length > 0) expect(reference.note, reference.id).not.toBeNull();
    }
  });

  it('span the yearly rates of California’s complex infections, 2021–2024', () => {
    const yearly = {
      'california-complex-infection-fusion': [279 / 39_919, 326 / 40_215, 308 / 40_471, 353 / 41_555],
      'california-complex-infection-laminectomy': [91 / 32_785, 72 / 34_146, 86 / 38_452, 99 / 39_990],
    };
    for (const [id, rates] of Object.entries(yearly)) {
      const reference = references.find((each) => each.id === id);
      expect(reference?.low).toBeCloseTo(Math.min(...rates), 5);
      expect(reference?.high).toBeCloseTo(Math.max(...rates), 5);
    }
  });

  it('give the Wilson interval of the Premier count', () => {
    const interval = wilsonInterval(2650, 157_664);
    const reference = references.find(({ id }) => id === 'premier-infection');
    if (interval.kind === 'not-computable') throw new Error(interval.reason);
    expect(reference?.low).toBeCloseTo(interval.lower, 4);
    expect(reference?.high).toBeCloseTo(interval.upper, 4);
  });

  it('are refused, naming file and field, where a field is wrong', () => {
    const directory = mkdtempSync(join(tmpdir(), 'lamina-references-'));
    const [first] = references;
    writeFileSync(
      join(directory, 'wrong.json'),
      JSON.stringify([{ ...first, comparableWith: ['no-such-indicator'] }]),
    );
    expect(() => listReferences(directory)).toThrow(/wrong\.json.*comparableWith/s);
  });
});
