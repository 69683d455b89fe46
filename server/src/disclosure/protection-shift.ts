import { type Coordinates, type CubeShape, cellAt, cellsAbove, coordinatesOf } from './cube-shape.ts';

/** Cells that change together so that every line still adds up: by as much as the one asked about (sign 1), or by as much the other way (−1). */
export interface Shift {
  readonly cells: Int32Array;
  readonly signs: Int8Array;
}

interface Step {
  readonly coordinate: number;
  readonly sign: 1 | -1;
}

const CORNERS = 8;

/** More are not looked for along an axis: among so many there is nearly always one that will do, and a large network has hundreds. */
const MOST_COUNTERPARTS = 8;

const known = new Map<string, readonly Shift[]>();
const MOST_KNOWN = 5000;

/**
 * The ways in which a cell can change so that all lines of the cube still add up. Boxes: along each axis either another
 * cell changes the other way and their total stays, or the total changes along; three axes make eight corners. Transfers:
 * cases come from one innermost cell that differs in two or three coordinates, and all margins above the two change along.
 */
export function shiftsAround(shape: CubeShape, cell: number): readonly Shift[] {
  const key = `${shape.join()} ${cell}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const from = coordinatesOf(shape, cell);
  const shifts: Shift[] = [];
  for (const p of stepsFrom(from[0], shape[0])) {
    for (const h of stepsFrom(from[1], shape[1])) {
      for (const y of stepsFrom(from[2], shape[2])) shifts.push(boxOf(shape, from, [p, h, y]));
    }
  }
  shifts.push(...transfersTo(shape, from));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, shifts);
  return shifts;
}

function stepsFrom(coordinate: number, all: number): Step[] {
  if (coordinate === all) return Array.from({ length: all }, (_, part) => ({ coordinate: part, sign: 1 }));
  const counterparts = Math.min(all - 1, MOST_COUNTERPARTS);
  return [
    { coordinate: all, sign: 1 },
    ...Array.from(
      { length: counterparts },
      (_, index): Step => ({ coordinate: (coordinate + 1 + index) % all, sign: -1 }),
    ),
  ];
}

function boxOf(shape: CubeShape, from: Coordinates, steps: readonly [Step, Step, Step]): Shift {
  const cells = new Int32Array(CORNERS);
  const signs = new Int8Array(CORNERS);
  for (let corner = 0; corner < CORNERS; corner += 1) {
    let sign = 1;
    const at = (axis: 0 | 1 | 2): number => {
      if (((corner >> axis) & 1) === 0) return from[axis];
      sign *= steps[axis].sign;
      return steps[axis].coordinate;
    };
    cells[corner] = cellAt(shape, [at(0), at(1), at(2)]);
    signs[corner] = sign;
  }
  return { cells, signs };
}

interface Way {
  readonly to: number;
  readonly from: number;
}

/** Those that differ in one coordinate only are boxes already. */
const FEWEST_DIFFERENCES = 2;

function transfersTo(shape: CubeShape, target: Coordinates): Shift[] {
  const transfers: Shift[] = [];
  for (const p of waysTo(target[0], shape[0])) {
    for (const h of waysTo(target[1], shape[1])) {
      for (const y of waysTo(target[2], shape[2])) {
        const differences = [p, h, y].filter(({ to, from }) => to !== from).length;
        if (differences >= FEWEST_DIFFERENCES) transfers.push(transferOf(shape, [p, h, y]));
      }
    }
  }
  return transfers;
}

/** Into the cell from another, or where the target is a margin: into any of its parts, which stays the part the cases come from. */
function waysTo(coordinate: number, all: number): Way[] {
  if (coordinate === all) return Array.from({ length: all }, (_, part) => ({ to: part, from: part }));
  const sources = Math.min(all, MOST_COUNTERPARTS + 1);
  return Array.from({ length: sources }, (_, index) => ({
    to: coordinate,
    from: (coordinate + index) % all,
  }));
}

function transferOf(shape: CubeShape, [p, h, y]: readonly [Way, Way, Way]): Shift {
  const gaining = cellsAbove(shape, [p.to, h.to, y.to]);
  const losing = cellsAbove(shape, [p.from, h.from, y.from]);
  const onlyGaining = gaining.filter((cell) => !losing.includes(cell));
  const onlyLosing = losing.filter((cell) => !gaining.includes(cell));
  return {
    cells: Int32Array.from([...onlyGaining, ...onlyLosing]),
    signs: Int8Array.from([...onlyGaining.map(() => 1), ...onlyLosing.map(() => -1)]),
  };
}
