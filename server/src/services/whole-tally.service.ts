import type {
  DurationTally,
  IndicatorTally,
  NotCounted,
  ProportionTally,
  TallyCell,
} from '../tally/tally.ts';

type CountedTally = ProportionTally | DurationTally;

/**
 * The parts of one indicator as one tally, without expected events; undefined where there is no part. Counts alone are added, which are
 * whole whatever the order: not sums of scores.
 */
function wholeOf(parts: readonly IndicatorTally[]): CountedTally | undefined {
  const counted = parts.filter((part): part is CountedTally => part.kind !== 'mean-change');
  const [first] = counted;
  if (first === undefined) return undefined;
  const notCounted: Record<keyof NotCounted, number> = {
    'not-applicable': 0,
    excluded: 0,
    'not-yet-eligible': 0,
    'not-reported': 0,
    'follow-up-too-short': 0,
  };
  let numerator = 0;
  let denominator = 0;
  let atLeast = 0;
  const nights = new Map<number, number>();
  for (const part of counted) {
    denominator += part.denominator;
    notCounted['not-applicable'] += part.notCounted['not-applicable'];
    notCounted.excluded += part.notCounted.excluded;
    notCounted['not-yet-eligible'] += part.notCounted['not-yet-eligible'];
    notCounted['not-reported'] += part.notCounted['not-reported'];
    notCounted['follow-up-too-short'] += part.notCounted['follow-up-too-short'];
    if (part.kind === 'proportion') {
      numerator += part.numerator;
      continue;
    }
    atLeast += part.atLeast;
    for (const { value, cases } of part.histogram) nights.set(value, (nights.get(value) ?? 0) + cases);
  }
  if (first.kind === 'proportion') return { kind: 'proportion', numerator, denominator, notCounted };
  const histogram = [...nights]
    .sort(([one], [other]) => one - other)
    .map(([value, cases]) => ({ value, cases }));
  return { kind: 'duration', denominator, histogram, atLeast, notCounted };
}

/** All cells as one, with what `wholeOf` makes of each of these indicators; undefined where there is no cell. */
export function wholeCellOf(cells: readonly TallyCell[]): Omit<TallyCell, 'key'> | undefined {
  const [first] = cells;
  if (first === undefined) return undefined;
  let { periodStart, periodEnd } = first;
  let cases = 0;
  for (const cell of cells) {
    cases += cell.cases;
    if (cell.periodStart < periodStart) periodStart = cell.periodStart;
    if (cell.periodEnd > periodEnd) periodEnd = cell.periodEnd;
  }
  const indicators = Object.keys(first.indicators).flatMap((id) => {
    const whole = wholeOf(cells.flatMap((cell) => cell.indicators[id] ?? []));
    return whole === undefined ? [] : [[id, whole] as const];
  });
  return { cases, periodStart, periodEnd, indicators: Object.fromEntries(indicators) };
}
