import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Criterion } from '@lamina/shared/indicators/criterion.ts';
import { EVERY_CASE } from '@lamina/shared/indicators/criterion.ts';
import { describeCriterion } from '@lamina/shared/indicators/describe-criterion.ts';
import { describeIndicator } from '@lamina/shared/indicators/describe-indicator.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCriterion } from '../../support/arbitrary-criterion.ts';

const diabetes: Criterion = { kind: 'is', field: 'diabetes', value: true };
const lumbar: Criterion = { kind: 'oneOf', field: 'region', values: ['lumbar'] };
const old: Criterion = { kind: 'between', field: 'age', from: 70 };

describe('a criterion in words', () => {
  it.each<[Criterion, string]>([
    [EVERY_CASE, 'every case'],
    [diabetes, 'the patient has diabetes'],
    [{ kind: 'is', field: 'diabetes', value: false }, 'the patient has no diabetes'],
    [
      { kind: 'oneOf', field: 'indication', values: ['disc-herniation', 'stenosis', 'other'] },
      'the indication is disc herniation, stenosis or other',
    ],
    [
      { kind: 'between', field: 'conservativeCareMonths', from: 3 },
      'the care without surgery beforehand is 3 months or more',
    ],
    [{ kind: 'between', field: 'lengthOfStayNights', from: 1, to: 4 }, 'the stay is 1 to 4 nights'],
    [{ kind: 'present', field: 'walkingDistanceMetres' }, 'the walking distance is reported'],
    [
      {
        kind: 'event',
        kinds: ['infection'],
        depths: ['deep', 'organ-space'],
        window: { days: 90, from: 'operation' },
      },
      'a deep or organ-space infection is recorded within 90 days of the operation',
    ],
    [{ kind: 'event', kinds: ['infection'] }, 'an infection is recorded'],
    [
      { kind: 'improved', instrument: 'odi', at: 'month-12', by: 12.8 },
      'the disability score (ODI) improved by 12.8 points or more from baseline to 12 months',
    ],
    [
      { kind: 'answered', instrument: 'leg-pain', at: 'month-3' },
      'the leg pain score was answered at 3 months',
    ],
    [
      { kind: 'all', criteria: [diabetes, lumbar] },
      'the patient has diabetes and the region of the spine is lumbar',
    ],
    [
      { kind: 'all', criteria: [diabetes, { kind: 'any', criteria: [lumbar, old] }] },
      'the patient has diabetes and (the region of the spine is lumbar or the age is 70 years or more)',
    ],
  ])('reads %j as "%s"', (criterion, words) => {
    expect(describeCriterion(criterion)).toBe(words);
  });

  it('carries a not down to what it denies', () => {
    expect(describeCriterion({ kind: 'not', criterion: { kind: 'all', criteria: [diabetes, lumbar] } })).toBe(
      'the patient has no diabetes or the region of the spine is not lumbar',
    );
    expect(describeCriterion({ kind: 'not', criterion: { kind: 'event', kinds: ['death'] } })).toBe(
      'no death is recorded',
    );
  });

  it('reads a double not as if it were not there', () => {
    fc.assert(
      fc.property(arbitraryCriterion, (criterion) => {
        const twice: Criterion = { kind: 'not', criterion: { kind: 'not', criterion } };
        expect(describeCriterion(twice)).toBe(describeCriterion(criterion));
      }),
    );
  });

  it('says something else when a criterion is denied', () => {
    fc.assert(
      fc.property(arbitraryCriterion, (criterion) => {
        expect(describeCriterion({ kind: 'not', criterion })).not.toBe(describeCriterion(criterion));
      }),
    );
  });
});

describe('the definition of every indicator in words', () => {
  it.each(CATALOGUE.map((indicator) => [indicator.id, indicator] as const))(
    'reads %s in whole sentences',
    (_id, indicator) => {
      const { figure, among, leftOut, followUp } = describeIndicator(indicator);
      for (const sentence of [figure, among, leftOut, followUp]) {
        if (sentence === null) continue;
        expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(sentence).not.toMatch(/undefined|\[object|null| {2}/);
      }
    },
  );
});
