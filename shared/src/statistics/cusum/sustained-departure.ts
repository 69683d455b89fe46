import { type Computed, computed, notComputable } from '../computed.ts';
import { classifyProportion, classifyRatio } from '../funnel.ts';
import type { Change, ChangeOptions, CountSeries } from './maximally-selected-change.ts';
import { dispersionBeyondChance, normalScore, selectedPValue } from './selected-score.ts';

export interface DepartureOptions extends ChangeOptions {
  /** Windows of fewer expected events are not looked at. */
  readonly fewestExpected: number;
  /** Variance between units of observed over expected, beyond chance; 0 where it is not allowed for. */
  readonly tau2: number;
}

/** At a share of events above this a count is no longer nearly Poisson. */
const RARE_UP_TO = 0.1;

/**
 * Sustained departure from an expectation: since when, and how improbably by chance, counts have lain off what was expected of them.
 *
 * Formula: for each moment that leaves enough periods and expected events, z = (O − E)/√(E(1 − p) + τ²E²) of all periods from it to
 * the last; p the overall share where it is above a tenth, else 0. The moment with the largest |z| is chosen: it is where the CUSUM of
 * observed less expected last left the ground, for whatever ratio. There z is replaced by the normal quantile of the exact tail (Poisson or
 * binomial; negative binomial or beta-binomial with τ²) and divided by √φ, φ = Pearson's X²/(periods − 2) about the levels before and after
 * where X² lies beyond its 95 % point. The search is paid for by Efron's length of its path, ρ² = E later / E earlier from each moment to the next.
 * Use: "since July 2024, 78 where 39.2 were expected". Assumptions: independent cases; the expectation is right in its level, not only in
 * its course. Unlike a maximally selected change it so sees one whose level was always off, too, and a change with fewer events.
 * Edge cases: no window with enough expected events or periods: not computable.
 * Source: Siegmund 1985, Sequential Analysis (generalised likelihood ratio CUSUM); Efron 1997, Biometrika 84:143.
 * Worked example: 12 quarters of 100 cases, 2 events expected in each; 2 in each of the first six, 6 in each of the others: O = 36, E = 12 since
 * the seventh, z = 6.9, by the exact Poisson tail 5.5.
 */
export function sustainedDeparture(
  { observed, expected, cases }: CountSeries,
  { fewestBefore, fewestAfter, fewestExpected, tau2 }: DepartureOptions,
): Computed<Change> {
  const [events, judged] = [sumFrom(observed, 0), sumFrom(cases, 0)];
  if (!(judged > 0)) return notComputable('No case was judged.');
  const share = events / judged;
  const chance = share <= RARE_UP_TO ? 1 : 1 - share;
  const filled = expected.flatMap((count, index) => (count > 0 ? [index] : []));
  const lengths: number[] = [];
  let best: { first: number; z: number; observed: number; expected: number } | undefined;
  let earlier: number | undefined;
  for (const first of filled.slice(fewestBefore, filled.length - fewestAfter + 1)) {
    const [own, usual] = [sumFrom(observed, first), sumFrom(expected, first)];
    if (usual < fewestExpected || !(chance > 0)) break;
    if (earlier !== undefined) lengths.push(Math.acos(Math.sqrt(usual / earlier)));
    earlier = usual;
    const z = (own - usual) / Math.sqrt(usual * chance + tau2 * usual * usual);
    if (best === undefined || Math.abs(z) > Math.abs(best.z)) {
      best = { first, z, observed: own, expected: usual };
    }
  }
  if (best === undefined) return notComputable('There are too few periods or expected events.');
  const { first } = best;
  const casesSince = sumFrom(cases, first);
  const risk = best.expected / casesSince;
  const tails =
    share <= RARE_UP_TO
      ? classifyRatio(best.observed, best.expected, 1, { tau2 })
      : classifyProportion(best.observed, casesSince, risk, { tau2: tau2 * risk * risk });
  if (tails.kind === 'not-computable') return tails;
  const before = sumFrom(expected, 0) - best.expected;
  const levels = [before > 0 ? (events - best.observed) / before : 0, best.observed / best.expected];
  let pearson = 0;
  for (const period of filled) {
    const mean = (expected[period] ?? 0) * (levels[period < first ? 0 : 1] ?? 0);
    if (mean > 0) pearson += ((observed[period] ?? 0) - mean) ** 2 / (mean * chance);
  }
  const dispersion = dispersionBeyondChance(pearson, filled.length - 2);
  const score = normalScore(best.z > 0 ? tails.upperTail : tails.lowerTail) / Math.sqrt(dispersion);
  return computed({
    first,
    z: Math.sign(best.z) * score,
    dispersion,
    pValue: selectedPValue(score, lengths),
  });
}

function sumFrom(values: readonly number[], start: number): number {
  let total = 0;
  for (let index = start; index < values.length; index += 1) total += values[index] ?? 0;
  return total;
}
