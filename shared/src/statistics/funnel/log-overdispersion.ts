import { type Computed, computed, notComputable } from '../computed.ts';
import { type Dispersion, defaultTrim, dispersionOf } from './dispersion.ts';
import type { FunnelLimits } from './funnel-limits.ts';
import { type FunnelUnit, type OverdispersionOptions, unitsProblem } from './overdispersion.ts';
import { logRatioLimits } from './transformed-ratio-limits.ts';

export interface LogOverdispersion extends Dispersion {
  /** In the order of the units; null where nothing was observed or expected. */
  readonly z: readonly (number | null)[];
  /** Whether the unit was kept by the truncation. */
  readonly kept: readonly boolean[];
}

/**
 * Overdispersion of standardised ratios on the log scale (SHMI), and the limits that allow for it.
 *
 * Formula: y = ln(O/E), s = 1/√E, z = y/s; truncation: rank r of z (ties averaged) among I units, group ⌊rK/(I + 1)⌋ with
 * K = 1/trim, the first and last groups dropped; φ and τ² of those kept; limits exp(± z √(1/E + τ²)).
 * Use: to agree with NHS Digital's SHMI. Otherwise the square-root scale, which keeps units without an event.
 * Assumptions: the units scatter about 1.
 * Edge cases: a unit with O = 0 or E = 0 has null z and is left out; fewer than two units kept are not computable.
 * Source: NHS Digital, SHMI methodology specification; FunnelPlotR (SHMI).
 * Worked example: nine equal ratios and trim 0.1: nothing is truncated, as all share the middle rank.
 */
export function logOverdispersion(
  units: readonly FunnelUnit[],
  options: OverdispersionOptions = {},
): Computed<FunnelLimits & LogOverdispersion> {
  const trim = options.trim ?? defaultTrim;
  const problem = unitsProblem(units, trim);
  if (problem !== undefined) return notComputable(problem);
  const z = units.map(({ numerator, denominator }) =>
    numerator === 0 || denominator === 0 ? null : Math.log(numerator / denominator) * Math.sqrt(denominator),
  );
  const kept = keptByTruncation(z, trim);
  const keptUnits = units.flatMap((unit, index) => {
    const score = z[index];
    return kept[index] && typeof score === 'number' ? [{ score, expected: unit.denominator }] : [];
  });
  if (keptUnits.length < 2) return notComputable('Overdispersion needs two units at least after truncation');
  const dispersion = dispersionOf(
    keptUnits.map((unit) => unit.score),
    keptUnits.map((unit) => 1 / Math.sqrt(unit.expected)),
  );
  const limits = logRatioLimits(
    units.map((unit) => unit.denominator),
    { ...options, tau2: dispersion.tau2 },
  );
  return limits.kind === 'computed' ? computed({ z, kept, ...dispersion, ...limits }) : limits;
}

function keptByTruncation(z: readonly (number | null)[], trim: number): boolean[] {
  const sorted = z.filter((score) => score !== null).toSorted((a, b) => a - b);
  if (trim === 0) return z.map((score) => score !== null);
  const groups = 1 / trim;
  return z.map((score) => {
    if (score === null) return false;
    const first = sorted.indexOf(score);
    const last = sorted.lastIndexOf(score);
    const rank = (first + last) / 2 + 1;
    const group = Math.floor((rank * groups) / (sorted.length + 1));
    return group >= 1 && group < groups - 1;
  });
}
