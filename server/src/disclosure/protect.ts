import { type CubeShape, coordinatesOf, marginsOf } from './cube-shape.ts';
import type { Change, Goal, Move } from './goals.ts';
import { type Shift, shiftsAround } from './protection-shift.ts';

/** The counts of one measure, by cell. */
export interface Counted {
  readonly events: readonly number[];
  readonly others: readonly number[];
  /** How many more cases there are than were judged; without end for cases themselves. */
  readonly room: readonly number[];
  /** Where the number of cases is hidden too, so that it may change along. */
  readonly casesHidden: readonly boolean[];
}

/**
 * Hides, for every goal that has to stay thinkable, the cells that change with it: shift by shift, those first that cost the
 * reader least for what they let move. Hides everything where there is no such way.
 */
export function protect(
  shape: CubeShape,
  hidden: boolean[],
  counted: Counted,
  goalsOf: (cell: number) => readonly Goal[],
): void {
  const protectedCells = hidden
    .map((_, cell) => ({ cell, goals: goalsOf(cell), margins: marginsOf(shape, coordinatesOf(shape, cell)) }))
    .filter(({ goals }) => goals.length > 0)
    .toSorted((one, other) => other.margins - one.margins);
  const table = new ThinkableTable(hidden, counted);
  for (const { cell, goals } of protectedCells) {
    const shifts = shiftsAround(shape, cell);
    if (!goals.every((goal) => goal.some((move) => table.makeThinkable(shifts, move)))) hidden.fill(true);
  }
}

/** A table that differs from the true one in hidden cells only. */
class ThinkableTable {
  readonly #hidden: boolean[];
  readonly #counted: Counted;
  /** What is lost by hiding a cell: a larger number of cases tells more, but not in proportion. */
  readonly #worth: Float64Array;
  readonly #moreEvents: Int32Array;
  readonly #moreOthers: Int32Array;
  /** Of all cases, judged or not. */
  readonly #moreCases: Int32Array;

  constructor(hidden: boolean[], counted: Counted) {
    this.#hidden = hidden;
    this.#counted = counted;
    const { events, others } = counted;
    this.#worth = Float64Array.from(hidden, (_, cell) =>
      Math.sqrt((events[cell] ?? 0) + (others[cell] ?? 0)),
    );
    this.#moreEvents = new Int32Array(hidden.length);
    this.#moreOthers = new Int32Array(hidden.length);
    this.#moreCases = new Int32Array(hidden.length);
  }

  /** Hides what changes with the cell that the shifts are about; hides nothing and returns false when they cannot let it change so much. */
  makeThinkable(shifts: readonly Shift[], move: Move): boolean {
    this.#moreEvents.fill(0);
    this.#moreOthers.fill(0);
    this.#moreCases.fill(0);
    const newlyHidden: number[] = [];
    for (const { events, others, times } of move) {
      const direction = Math.sign(times);
      const unit = { events: direction * events, others: direction * others };
      for (let left = Math.abs(times); left > 0; ) {
        const step = this.#cheapestStep(shifts, unit, left);
        if (step === undefined) {
          for (const cell of newlyHidden) this.#hidden[cell] = false;
          return false;
        }
        this.#take(step.shift, unit, step.times, newlyHidden);
        left -= step.times;
      }
    }
    return true;
  }

  #cheapestStep(shifts: readonly Shift[], unit: Change, left: number) {
    let cheapest: Shift | undefined;
    let times = 0;
    let lowestCost = Number.POSITIVE_INFINITY;
    for (const shift of shifts) {
      const cost = this.#costOf(shift);
      if (cost >= lowestCost * left) continue;
      const possible = Math.min(left, this.#timesPossible(shift, unit));
      if (possible === 0 || cost / possible >= lowestCost) continue;
      cheapest = shift;
      times = possible;
      lowestCost = cost / possible;
      if (cost === 0) break;
    }
    return cheapest === undefined ? undefined : { shift: cheapest, times };
  }

  #take(shift: Shift, unit: Change, times: number, newlyHidden: number[]): void {
    const { cells, signs } = shift;
    const casesAlong = this.#casesMayChange(shift) ? unit.events + unit.others : 0;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index] ?? 0;
      const change = (signs[index] ?? 0) * times;
      this.#moreEvents[cell] = (this.#moreEvents[cell] ?? 0) + change * unit.events;
      this.#moreOthers[cell] = (this.#moreOthers[cell] ?? 0) + change * unit.others;
      this.#moreCases[cell] = (this.#moreCases[cell] ?? 0) + change * casesAlong;
      if (this.#hidden[cell] !== true) newlyHidden.push(cell);
      this.#hidden[cell] = true;
    }
  }

  /** How often the unit can be added to the cells without a count falling below 0 or exceeding what is told otherwise. */
  #timesPossible(shift: Shift, unit: Change): number {
    const { cells, signs } = shift;
    const casesChange = this.#casesMayChange(shift);
    const { events, others, room } = this.#counted;
    let times = Number.POSITIVE_INFINITY;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index] ?? 0;
      const sign = signs[index] ?? 0;
      const moreEvents = this.#moreEvents[cell] ?? 0;
      const moreOthers = this.#moreOthers[cell] ?? 0;
      const eventsThere = (events[cell] ?? 0) + moreEvents;
      const othersThere = (others[cell] ?? 0) + moreOthers;
      const moreInAll = sign * (unit.events + unit.others);
      if (eventsThere + othersThere === 0) return 0;
      if (sign * unit.events < 0) times = Math.min(times, eventsThere);
      if (sign * unit.others < 0) times = Math.min(times, othersThere);
      // A hidden cell is known not to be empty.
      if (moreInAll < 0) times = Math.min(times, eventsThere + othersThere - 1);
      if (moreInAll > 0 && !casesChange) {
        const moreRoom = (this.#moreCases[cell] ?? 0) - moreEvents - moreOthers;
        times = Math.min(times, (room[cell] ?? 0) + moreRoom);
      }
      if (times <= 0) return 0;
    }
    return times;
  }

  #casesMayChange({ cells }: Shift): boolean {
    return cells.every((cell) => this.#counted.casesHidden[cell] === true);
  }

  #costOf({ cells }: Shift): number {
    let cost = 0;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index] ?? 0;
      if (this.#hidden[cell] !== true) cost += this.#worth[cell] ?? 0;
    }
    return cost;
  }
}
