import { type CubeShape, coordinatesOf } from '@lamina/server/disclosure/cube-shape.ts';
import type { ExactCube } from '@lamina/server/disclosure/exact-cube.ts';
import { DISCLOSURE_RULES, type DisclosureProfile } from '@lamina/shared/domain/disclosure.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Told } from './told.ts';

/** What is known of one count over all cells: between which whole numbers each lies. */
interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Judged cases, events, and judged cases without one. */
type Part = 'judged' | 'events' | 'others';

export interface Recovered {
  /** Small counts that are hidden. */
  hidden: number;
  /** Of these, known to the last digit. */
  exactly: number;
  /** Known to an interval narrower than the hidden range, the former included. */
  narrowly: number;
  /** Known to exclude any part of the hidden range, the former included. */
  somewhat: number;
}

/** Counts of cases, judged cases, events and non-events, each with its counts in truth. */
type Truth = ReadonlyMap<string, readonly number[]>;

/**
 * Knows the rule, what was told, and that counts add up: years to all years, hospitals to all, procedures to all, events and
 * others to judged, and judged to no more than cases. Knows besides every "never more than" between two indicators that
 * holds in truth, which is more than anybody can.
 */
export class Adversary {
  readonly #truth: Truth;
  readonly #rule: { readonly hiddenUpTo: number; readonly roundedTo: number };
  readonly #bounds = new Map<string, Bounds>();
  readonly #hidden = new Map<string, Set<number>>();
  readonly #lines: readonly (readonly number[])[];

  constructor(cube: ExactCube, profile: DisclosureProfile) {
    this.#rule = DISCLOSURE_RULES[profile];
    this.#truth = truthOf(cube);
    this.#lines = linesOf(cube.shape);
    for (const [name, counts] of this.#truth) {
      this.#bounds.set(name, {
        low: new Float64Array(counts.length),
        high: new Float64Array(counts.length).fill(Number.POSITIVE_INFINITY),
      });
    }
  }

  learn(told: readonly Told[]): void {
    for (const { cell, indicator, denominator, numerator } of told) {
      const judged = indicator === null ? 'cases' : nameOf(indicator, 'judged');
      if (denominator === null) {
        this.#hidden.set(judged, (this.#hidden.get(judged) ?? new Set()).add(cell));
        this.#narrow(judged, cell, 1, Number.POSITIVE_INFINITY);
        continue;
      }
      this.#learnCount(judged, cell, denominator);
      if (indicator === null || !this.#truth.has(nameOf(indicator, 'events'))) continue;
      this.#learnCount(nameOf(indicator, 'events'), cell, numerator ?? 0);
      if (numerator !== null && this.#rule.roundedTo === 1) {
        this.#learnCount(nameOf(indicator, 'others'), cell, denominator - numerator);
      }
    }
  }

  /** Works out what follows from all that was learnt, until nothing more does. */
  conclude(): void {
    const atMost = this.#alwaysAtMost();
    for (let changed = true; changed; ) {
      changed = false;
      for (const { low, high } of this.#bounds.values()) {
        for (const line of this.#lines) changed = addsUp(line, low, high) || changed;
      }
      for (const { id } of CATALOGUE) changed = this.#partsAddUp(id) || changed;
      for (const [less, more] of atMost) changed = this.#isAtMost(less, more) || changed;
    }
  }

  recovered(): Recovered {
    const { hiddenUpTo } = this.#rule;
    const score: Recovered = { hidden: 0, exactly: 0, narrowly: 0, somewhat: 0 };
    for (const [judged, cells] of this.#hidden) {
      const names =
        judged === 'cases'
          ? [judged]
          : (['judged', 'events', 'others'] as const).map((part) => nameOf(judged.split('/')[0] ?? '', part));
      for (const name of names) {
        const counts = this.#truth.get(name);
        const bounds = this.#bounds.get(name);
        if (counts === undefined || bounds === undefined) continue;
        for (const cell of cells) {
          const count = counts[cell] ?? 0;
          if (count < 1 || count > hiddenUpTo) continue;
          const low = bounds.low[cell] ?? 0;
          const high = bounds.high[cell] ?? 0;
          if (count < low || count > high) throw new Error(`The adversary is wrong about ${name}.`);
          score.hidden += 1;
          if (low === high) score.exactly += 1;
          if (high - low < hiddenUpTo - 1) score.narrowly += 1;
          if (low > 1 || high < hiddenUpTo) score.somewhat += 1;
        }
      }
    }
    return score;
  }

  #learnCount(name: string, cell: number, count: number): void {
    const { hiddenUpTo, roundedTo } = this.#rule;
    if (count === 0) {
      this.#narrow(name, cell, 0, 0);
      return;
    }
    const away = Math.floor(roundedTo / 2);
    this.#narrow(name, cell, Math.max(hiddenUpTo + 1, count - away), count + away);
  }

  #narrow(name: string, cell: number, low: number, high: number): void {
    const bounds = this.#bounds.get(name);
    if (bounds !== undefined) narrow(bounds, cell, low, high);
  }

  #partsAddUp(id: string): boolean {
    const judged = this.#bounds.get(nameOf(id, 'judged'));
    const events = this.#bounds.get(nameOf(id, 'events'));
    const others = this.#bounds.get(nameOf(id, 'others'));
    if (judged === undefined || events === undefined || others === undefined) return false;
    let changed = false;
    for (let cell = 0; cell < judged.low.length; cell += 1) {
      const [judgedLow, judgedHigh] = at(judged, cell);
      const [eventsLow, eventsHigh] = at(events, cell);
      const [othersLow, othersHigh] = at(others, cell);
      changed = narrow(judged, cell, eventsLow + othersLow, eventsHigh + othersHigh) || changed;
      changed = narrow(events, cell, minus(judgedLow, othersHigh), judgedHigh - othersLow) || changed;
      changed = narrow(others, cell, minus(judgedLow, eventsHigh), judgedHigh - eventsLow) || changed;
    }
    return changed;
  }

  #isAtMost(less: string, more: string): boolean {
    const [small, large] = [this.#bounds.get(less), this.#bounds.get(more)];
    if (small === undefined || large === undefined) return false;
    let changed = false;
    for (let cell = 0; cell < small.low.length; cell += 1) {
      changed = narrow(small, cell, 0, large.high[cell] ?? 0) || changed;
      changed = narrow(large, cell, small.low[cell] ?? 0, Number.POSITIVE_INFINITY) || changed;
    }
    return changed;
  }

  /** Judged never more than cases, and of indicators of one kind whatever holds in every innermost cell. */
  #alwaysAtMost(): readonly (readonly [string, string])[] {
    const pairs = CATALOGUE.map(({ id }): [string, string] => [nameOf(id, 'judged'), 'cases']);
    for (const one of CATALOGUE) {
      for (const other of CATALOGUE) {
        if (one.id === other.id || one.family !== other.family) continue;
        if (!isKin(one.id, other.id)) continue;
        for (const part of ['judged', 'events', 'others'] as const) {
          const less = this.#truth.get(nameOf(one.id, part));
          const more = this.#truth.get(nameOf(other.id, part));
          if (less === undefined || more === undefined) continue;
          if (less.every((count, cell) => count <= (more[cell] ?? 0))) {
            pairs.push([nameOf(one.id, part), nameOf(other.id, part)]);
          }
        }
      }
    }
    return pairs;
  }
}

/** The same event within another number of days, a part of it, or the same cases. */
function isKin(one: string, other: string): boolean {
  const stem = (id: string) =>
    id
      .replace(/-\d+-(days|months)$/, '')
      .replace(/^complex-/, '')
      .replace(/-(fusion|laminectomy)$/, '');
  const stays = (id: string) => id.includes('stay');
  const scores = (id: string) => /^(odi|back-pain|leg-pain|prom)-/.test(id);
  return stem(one) === stem(other) || (stays(one) && stays(other)) || (scores(one) && scores(other));
}

function nameOf(indicator: string, part: Part): string {
  return `${indicator}/${part}`;
}

function truthOf({ cases, tallies }: ExactCube): Truth {
  const truth = new Map<string, readonly number[]>([['cases', cases]]);
  for (const [id, byCell] of tallies) {
    const judged = cases.map((_, cell) => byCell[cell]?.denominator ?? 0);
    truth.set(nameOf(id, 'judged'), judged);
    if (!byCell.some((tally) => tally?.kind === 'proportion')) continue;
    const events = cases.map((_, cell) => {
      const tally = byCell[cell];
      return tally?.kind === 'proportion' ? tally.numerator : 0;
    });
    truth.set(nameOf(id, 'events'), events);
    truth.set(
      nameOf(id, 'others'),
      judged.map((count, cell) => count - (events[cell] ?? 0)),
    );
  }
  return truth;
}

/** The cells of every line, its total last. */
function linesOf(shape: CubeShape): number[][] {
  const lines = new Map<string, number[]>();
  const [procedures, hospitals, years] = shape;
  const cells = (procedures + 1) * (hospitals + 1) * (years + 1);
  for (let cell = 0; cell < cells; cell += 1) {
    coordinatesOf(shape, cell).forEach((_, axis) => {
      const fixed = coordinatesOf(shape, cell).map((coordinate, other) =>
        other === axis ? 'x' : coordinate,
      );
      const key = fixed.join(' ');
      lines.set(key, [...(lines.get(key) ?? []), cell]);
    });
  }
  // Cells come in the order of their coordinates, so that "all" is the last of a line.
  return [...lines.values()];
}

function addsUp(line: readonly number[], low: Float64Array, high: Float64Array): boolean {
  const total = line.at(-1) ?? 0;
  const parts = line.slice(0, -1);
  const bounds = { low, high };
  let lowest = 0;
  let highest = 0;
  let endless = 0;
  for (const cell of parts) {
    lowest += low[cell] ?? 0;
    if (Number.isFinite(high[cell])) highest += high[cell] ?? 0;
    else endless += 1;
  }
  let changed = narrow(bounds, total, lowest, endless > 0 ? Number.POSITIVE_INFINITY : highest);
  for (const cell of parts) {
    const isEndless = !Number.isFinite(high[cell]);
    const othersLowest = lowest - (low[cell] ?? 0);
    const othersHighest =
      endless - Number(isEndless) > 0
        ? Number.POSITIVE_INFINITY
        : highest - (isEndless ? 0 : (high[cell] ?? 0));
    const before = [low[cell] ?? 0, high[cell] ?? 0] as const;
    if (!narrow(bounds, cell, minus(low[total] ?? 0, othersHighest), (high[total] ?? 0) - othersLowest))
      continue;
    changed = true;
    lowest += (low[cell] ?? 0) - before[0];
    if (Number.isFinite(high[cell])) {
      highest += (high[cell] ?? 0) - (isEndless ? 0 : before[1]);
      if (isEndless) endless -= 1;
    }
  }
  return changed;
}

function narrow({ low, high }: Bounds, cell: number, from: number, to: number): boolean {
  let changed = false;
  if (from > (low[cell] ?? 0)) {
    low[cell] = from;
    changed = true;
  }
  if (to < (high[cell] ?? 0)) {
    high[cell] = to;
    changed = true;
  }
  return changed;
}

function at({ low, high }: Bounds, cell: number): readonly [low: number, high: number] {
  return [low[cell] ?? 0, high[cell] ?? 0];
}

function minus(count: number, other: number): number {
  return Number.isFinite(other) ? count - other : Number.NEGATIVE_INFINITY;
}
