import { type CubeShape, cellCount } from './cube-shape.ts';
import { goalsAmongMany, goalsOfFew } from './goals.ts';
import { type Counted, protect } from './protect.ts';

/** One measure over all cells of a cube, margins included. */
export interface MeasureCounts {
  readonly id: string;
  /** Cases judged. */
  readonly denominators: readonly number[];
  /** Events; null where the measure counts cases only. */
  readonly numerators: readonly number[] | null;
  /** Measures whose events are one another's in part share a family, and are hidden together. */
  readonly family: string;
}

export interface SuppressionOptions {
  /** Counts from 1 to this are hidden. */
  readonly hiddenUpTo: number;
  /** False leaves out what keeps totals from giving hidden cells away: for the attack that shows that it is needed, never else. */
  readonly complementary: boolean;
}

export interface Suppression {
  /** By cell. */
  readonly cases: readonly boolean[];
  /** By measure id and cell. */
  readonly measures: ReadonlyMap<string, readonly boolean[]>;
}

/**
 * Which cells of a cube are hidden. First those with a small count: cases, judged cases, events, or judged cases without one.
 * Then, for each of these, seven more cells with which it can rise and fall together over the whole hidden range without
 * a line or total changing that is told: so that for every hidden small count there are other tables, in which it is
 * the lowest and the highest of the hidden range, that would have been published just the same.
 */
export function suppress(
  shape: CubeShape,
  cases: readonly number[],
  measures: readonly MeasureCounts[],
  { hiddenUpTo, complementary }: SuppressionOptions,
): Suppression {
  const cells = cellCount(shape);
  const isSmall = (count: number) => count >= 1 && count <= hiddenUpTo;
  const unlimited = Array.from({ length: cells }, () => Number.POSITIVE_INFINITY);
  const none = Array.from({ length: cells }, () => 0);

  const hiddenCases = cases.map(isSmall);
  if (complementary) {
    const counted = { events: none, others: cases, room: unlimited, casesHidden: cases.map(() => false) };
    protect(shape, hiddenCases, counted, (cell) => goalsOfFew(0, cases[cell] ?? 0, hiddenUpTo));
  }

  const countedOf = ({ denominators, numerators }: MeasureCounts): Counted => ({
    events: numerators ?? none,
    others: denominators.map((denominator, cell) => denominator - (numerators?.[cell] ?? 0)),
    room: denominators.map((denominator, cell) => (cases[cell] ?? 0) - denominator),
    casesHidden: hiddenCases,
  });

  // Whoever knows how many were judged for one measure knows it for all with the same cases.
  const judgedAlike = groupBy(measures, ({ denominators }) => denominators.join());
  const hiddenJudged = new Map<MeasureCounts, readonly boolean[]>();
  for (const alike of judgedAlike.values()) {
    const hidden = hiddenCases.map(
      (isHidden, cell) => isHidden || isSmall(alike[0]?.denominators[cell] ?? 0),
    );
    if (complementary) {
      for (const measure of alike) {
        const counted = countedOf(measure);
        protect(shape, hidden, counted, (cell) =>
          isSmall(measure.denominators[cell] ?? 0)
            ? goalsOfFew(counted.events[cell] ?? 0, counted.others[cell] ?? 0, hiddenUpTo)
            : [],
        );
      }
    }
    for (const measure of alike) hiddenJudged.set(measure, hidden);
  }

  const hiddenMeasures = new Map<string, readonly boolean[]>();
  for (const family of groupBy(measures, (measure) => measure.family).values()) {
    const counts = family.map(countedOf);
    const hidden = none.map(
      (_, cell) =>
        family.some((measure) => hiddenJudged.get(measure)?.[cell]) ||
        counts.some(({ events, others }) => isSmall(events[cell] ?? 0) || isSmall(others[cell] ?? 0)),
    );
    if (complementary) {
      family.forEach((measure, index) => {
        const counted = counts[index];
        if (counted === undefined || measure.numerators === null) return;
        protect(shape, hidden, counted, (cell) =>
          goalsAmongMany(counted.events[cell] ?? 0, counted.others[cell] ?? 0, hiddenUpTo),
        );
      });
    }
    for (const { id, denominators } of family) {
      hiddenMeasures.set(
        id,
        hidden.map((isHidden, cell) => isHidden && (denominators[cell] ?? 0) > 0),
      );
    }
  }
  return { cases: hiddenCases, measures: hiddenMeasures };
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
