import { quickCheckOf } from '@lamina/server/intake/quick-check.ts';
import { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCase } from '../../support/arbitrary-case.ts';

const STRANGE_VALUES = [
  ...[undefined, null, true, {}, [], [{}], { infection: -1 }, { infarction: 3 }],
  ...['', ' x', 'x ', 'x'.repeat(201), 'lumbar', 'infection', 'cut-off', '2024-02-30', '2019-01-01'],
  ...[-1, -0, 0, 1.5, 2, 21, 121, 1980, 2024, 1e9, Number.NaN, Number.POSITIVE_INFINITY],
];

/** Everywhere in a value that something else could stand. */
function placesIn(value: unknown): { readonly holder: Record<string, unknown>; readonly name: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])]);
}

function comesOutUnchanged(value: unknown): boolean {
  const result = SurgicalCase.safeParse(value);
  if (!result.success) return false;
  return isSame(result.data, value);
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null) return Object.is(one, other);
  const parts = one as Record<string, unknown>;
  const others = Object(other) as Record<string, unknown>;
  return Object.keys(parts).every((name) => isSame(parts[name], others[name]));
}

describe('the quick check of a case', () => {
  it('says yes to every case, and to nothing that the schema refuses or changes', () => {
    const isCase = quickCheckOf(SurgicalCase);
    const answers = { yes: 0, no: 0 };
    fc.assert(
      fc.property(
        arbitraryCase,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...STRANGE_VALUES)), { maxLength: 2 }),
        (surgicalCase, changes) => {
          const value = structuredClone(surgicalCase);
          for (const [choice, strange] of changes) {
            const places = placesIn(value);
            const place = places[choice % places.length];
            if (place !== undefined) place.holder[place.name] = structuredClone(strange);
          }
          expect(isCase(surgicalCase)).toBe(true);
          const answer = isCase(value);
          if (answer) expect(comesOutUnchanged(value)).toBe(true);
          answers[answer ? 'yes' : 'no'] += 1;
        },
      ),
      { numRuns: 5000 },
    );
    expect(answers.yes).toBeGreaterThan(1000);
    expect(answers.no).toBeGreaterThan(1000);
  });

  it('remembers no value that has not passed, and forgets none that has', () => {
    const isCase = quickCheckOf(SurgicalCase.shape.age);
    for (let round = 0; round < 2; round += 1) {
      expect(isCase(120)).toBe(true);
      expect(isCase(121)).toBe(false);
      expect(isCase('120')).toBe(false);
      expect(isCase(null)).toBe(true);
      expect(isCase(undefined)).toBe(false);
    }
  });
});
