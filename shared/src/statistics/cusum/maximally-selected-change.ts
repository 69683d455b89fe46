import { type Computed, computed, notComputable } from '../computed.ts';
import { binomialCdf, binomialSurvival } from '../distributions.ts';
import { dispersionBeyondChance, normalScore, selectedPValue } from './selected-score.ts';

/** Fewer periods than this on either side are no level to speak of. */
export interface ChangeOptions {
  readonly fewestBefore: number;
  readonly fewestAfter: number;
}

export interface Change {
  /** Position of the first period after the change. */
  readonly first: number;
  /** Positive where the level rose. */
  readonly z: number;
  /** Pearson's dispersion of the periods about the two levels; 1 where chance explains it. */
  readonly dispersion: number;
  /** Two-sided, the search for the moment of the change allowed for. */
  readonly pValue: number;
}

export interface CountSeries {
  readonly observed: readonly number[];
  /** On any scale: only the shares of the periods matter. */
  readonly expected: readonly number[];
  readonly cases: readonly number[];
}

export interface MeanSeries {
  readonly cases: readonly number[];
  readonly sums: readonly number[];
  readonly sumsOfSquares: readonly number[];
}

/** At a share of events above this, or one of absences, a count is no longer nearly Poisson. */
const RARE_UP_TO = 0.1;
/** Below this the normal approximation serves: the answer is no signal by far. */
const WORTH_AN_EXACT_TAIL = 2.5;
const FEWEST_EVENTS = 3;

/**
 * Maximally selected change of a rate: whether the level of a series of counts changed once, when, and which way.
 *
 * Formula: for each moment that leaves enough periods on both sides, O₂ of all O events fall after it where π = E₂/E would;
 * z = (O₂ − Oπ)/√(Oπ(1 − π)(1 − p)), p the overall share where it is above a tenth, else 0 (events given their number are then
 * binomial over time). The moment with the largest |z| is chosen; it is where the VLAD (Σ(E − O) about the series' own mean)
 * bends furthest. There z is replaced by the normal quantile of the exact binomial tail (with (|O₂ − Oπ| − ½) for frequent
 * events), and divided by √φ, φ = Pearson's X²/(periods − 2) about the two levels where X² lies beyond its 95 % point, so that seasons and
 * clusters do not pass for a change. The search is paid for by Efron's length of its path: p = 2(Φ(−z) + ψ(z)/z Σ(2Φ(zL/2) − 1)), ψ the normal
 * density, L = arccos ρ from each moment to the next, ρ² = t(1 − t′)/(t′(1 − t)), t the share of the expectation before it.
 * Use: "rose from July 2024". Assumptions: independent cases; one lasting change; expected numbers right but for a factor.
 * Edge cases: where nearly all have the event, its absence is looked at. Fewer than three events, or three absences, or too few periods: not computable. A slow drift shows as a step in its middle.
 * Source: Worsley 1983, Biometrika 70:455; Efron 1997, Biometrika 84:143.
 * Worked example: 12 quarters of 100 cases, 2 events in each of the first six and 6 in each of the others: z = 3.4 from the seventh on.
 */
export function changeOfRate(
  { observed, expected, cases }: CountSeries,
  options: ChangeOptions,
): Computed<Change> {
  const [events, total, judged] = [sum(observed), sum(expected), sum(cases)];
  if (!(judged > 0 && total > 0)) return notComputable('No case was judged.');
  const share = events / judged;
  if (events < FEWEST_EVENTS || judged - events < FEWEST_EVENTS) {
    return notComputable('There are too few events for a change to be seen.');
  }
  if (share > 1 - RARE_UP_TO) {
    const absences = {
      observed: observed.map((count, period) => (cases[period] ?? 0) - count),
      expected: expected.map((count, period) => Math.max(0, (cases[period] ?? 0) - (count * events) / total)),
      cases,
    };
    const change = changeOfRate(absences, options);
    return change.kind === 'computed' ? { ...change, z: -change.z } : change;
  }
  const rare = share <= RARE_UP_TO;
  const spread = rare ? 1 : 1 - share;
  const found = selectFurthest(expected, options, (first, before) => {
    const after = events - sumUpTo(observed, first);
    const part = 1 - before / total;
    return (after - events * part) / Math.sqrt(events * part * (1 - part) * spread);
  });
  if (found === undefined) return notComputable('There are too few periods for a change to be seen.');
  const { first, part, lengths } = found;
  const after = events - sumUpTo(observed, first);
  const size = Math.abs(found.z);
  const exact =
    size < WORTH_AN_EXACT_TAIL
      ? size
      : rare
        ? normalScore(
            found.z > 0 ? binomialSurvival(after - 1, events, part) : binomialCdf(after, events, part),
          )
        : Math.max(0, Math.abs(after - events * part) - 0.5) / Math.sqrt(events * part * (1 - part) * spread);
  const levels = [(events - after) / ((1 - part) * total), after / (part * total)];
  let pearson = 0;
  let periods = 0;
  expected.forEach((share, period) => {
    const mean = share * (levels[period < first ? 0 : 1] ?? 0);
    if (!(mean > 0)) return;
    pearson += ((observed[period] ?? 0) - mean) ** 2 / (mean * spread);
    periods += 1;
  });
  return changeOf(first, Math.sign(found.z) * exact, pearson, periods, lengths);
}

/**
 * Maximally selected change of a mean: as changeOfRate, for measurements with their sums and sums of squares by period.
 *
 * Formula: z = (m₂ − m₁)/√(s²(1/n₁ + 1/n₂)), s² the variance within periods; the rest as for rates.
 * Use: stays (on a logarithmic scale) and changes of scores. Assumptions: enough cases for means to be normal.
 * Edge cases: too few periods, or no variation within them: not computable.
 * Source: Hawkins 1977, JASA 72:180; Efron 1997, Biometrika 84:143.
 * Worked example: periods of two cases 0 and 2 before, 2 and 4 after, four of each: s² = 2, z = 2/√(2 · ¼) = 2.83.
 */
export function changeOfMean(
  { cases, sums, sumsOfSquares }: MeanSeries,
  options: ChangeOptions,
): Computed<Change> {
  const [count, total] = [sum(cases), sum(sums)];
  let within = 0;
  let filled = 0;
  cases.forEach((size, period) => {
    if (size === 0) return;
    within += (sumsOfSquares[period] ?? 0) - (sums[period] ?? 0) ** 2 / size;
    filled += 1;
  });
  const variance = within / (count - filled);
  if (!(variance > 0 && Number.isFinite(variance)))
    return notComputable('Nothing varies within the periods.');
  const found = selectFurthest(cases, options, (first, before) => {
    const early = sumUpTo(sums, first);
    const difference = (total - early) / (count - before) - early / before;
    return difference / Math.sqrt(variance * (1 / before + 1 / (count - before)));
  });
  if (found === undefined) return notComputable('There are too few periods for a change to be seen.');
  const { first, part, lengths } = found;
  const early = sumUpTo(sums, first);
  const levels = [early / (count * (1 - part)), (total - early) / (count * part)];
  let pearson = 0;
  cases.forEach((size, period) => {
    if (size === 0) return;
    pearson += (size * ((sums[period] ?? 0) / size - (levels[period < first ? 0 : 1] ?? 0)) ** 2) / variance;
  });
  return changeOf(first, found.z, pearson, filled, lengths);
}

interface Furthest {
  readonly first: number;
  readonly z: number;
  /** Share of the expectation that lies after the change. */
  readonly part: number;
  /** Angles between neighbouring moments of the search. */
  readonly lengths: readonly number[];
}

function selectFurthest(
  weights: readonly number[],
  { fewestBefore, fewestAfter }: ChangeOptions,
  scoreAt: (first: number, weightBefore: number) => number,
): Furthest | undefined {
  const total = sum(weights);
  const filled = weights.flatMap((weight, index) => (weight > 0 ? [index] : []));
  const lengths: number[] = [];
  let best: Omit<Furthest, 'lengths'> | undefined;
  let previous: number | undefined;
  for (const first of filled.slice(fewestBefore, filled.length - fewestAfter + 1)) {
    const before = sumUpTo(weights, first);
    const share = before / total;
    const z = scoreAt(first, before);
    if (previous !== undefined) {
      lengths.push(Math.acos(Math.sqrt((previous * (1 - share)) / (share * (1 - previous)))));
    }
    previous = share;
    if (best === undefined || Math.abs(z) > Math.abs(best.z)) best = { first, z, part: 1 - share };
  }
  return best === undefined ? undefined : { ...best, lengths };
}

function changeOf(
  first: number,
  z: number,
  pearson: number,
  periods: number,
  lengths: readonly number[],
): Computed<Change> {
  const dispersion = dispersionBeyondChance(pearson, periods - 2);
  const scaled = z / Math.sqrt(dispersion);
  return computed({ first, z: scaled, dispersion, pValue: selectedPValue(Math.abs(scaled), lengths) });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function sumUpTo(values: readonly number[], end: number): number {
  let total = 0;
  for (let index = 0; index < end; index += 1) total += values[index] ?? 0;
  return total;
}
