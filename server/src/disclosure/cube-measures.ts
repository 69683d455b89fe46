import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { ExactCube } from './exact-cube.ts';
import type { MeasureCounts } from './suppress.ts';

/** The measures of a cube, those whose events are in part the same in one family. */
export function measuresOf(cube: ExactCube, indicators: readonly Indicator[]): MeasureCounts[] {
  const families = familiesOf(indicators);
  return indicators.map(({ id }) => {
    const tallies = cube.tallies.get(id) ?? [];
    const isProportion = tallies.some((tally) => tally?.kind === 'proportion');
    return {
      id,
      family: families.get(id) ?? id,
      denominators: cube.cases.map((_, cell) => tallies[cell]?.denominator ?? 0),
      numerators: isProportion
        ? cube.cases.map((_, cell) => {
            const tally = tallies[cell];
            return tally?.kind === 'proportion' ? tally.numerator : 0;
          })
        : null,
    };
  });
}

/** By indicator id, the first indicator that counts one of its kinds of event. */
function familiesOf(indicators: readonly Indicator[]): ReadonlyMap<string, string> {
  const firstOfKind = new Map<string, string>();
  const families = new Map<string, string>();
  for (const indicator of indicators) {
    if (indicator.kind !== 'proportion' || indicator.numerator.kind !== 'event') continue;
    const { kinds } = indicator.numerator;
    const family = kinds.map((kind) => firstOfKind.get(kind)).find((id) => id !== undefined) ?? indicator.id;
    families.set(indicator.id, family);
    for (const kind of kinds) if (!firstOfKind.has(kind)) firstOfKind.set(kind, family);
  }
  return families;
}
