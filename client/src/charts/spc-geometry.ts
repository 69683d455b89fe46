import type { SpcPhase, SpcPoint } from './spc-point.ts';

/** How many places a phase is moved to the right, so that a gap shows where limits begin anew. */
const GAP = 0.9;

/** By how many places each position is moved to the right. */
export function phaseShift(length: number, phases: readonly SpcPhase[]): number[] {
  return Array.from(
    { length },
    (_, index) => phases.filter(({ start }) => start > 0 && start <= index).length * GAP,
  );
}

type LineName = 'centreLine' | 'lowerLimit' | 'upperLimit';

interface Step {
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

/** A line that changes half-way between two points, since every period has limits of its own. `y` null leaves a piece out. */
export function steppedLine(
  points: readonly SpcPoint[],
  name: LineName,
  start: number,
  end: number,
  x: (index: number) => number,
  y: (value: number) => number | null,
  step: number,
): string {
  return runsOf(points, name, start, end, x, y, step)
    .map((run) =>
      run
        .map(({ from, to, y: height }, index) => `${index === 0 ? 'M' : 'L'}${from} ${height}H${to}`)
        .join(''),
    )
    .join('');
}

/** What lies between the limits; from the foot where there is no lower one. */
export function steppedArea(
  points: readonly SpcPoint[],
  start: number,
  end: number,
  x: (index: number) => number,
  y: (value: number) => number,
  step: number,
): string {
  return runsOf(points, 'upperLimit', start, end, x, y, step)
    .map((upper) => {
      const positions = upper.map(({ from, to }) => ({ from, to }));
      const lower = runsOf(points, 'lowerLimit', start, end, x, y, step).flat();
      const foot = positions
        .map(({ from, to }) => ({ from, to, y: lower.find((one) => one.from === from)?.y ?? y(0) }))
        .toReversed();
      const there = upper.map(
        ({ from, to, y: height }, index) => `${index === 0 ? 'M' : 'L'}${from} ${height}H${to}`,
      );
      const back = foot.map(({ from, to, y: height }) => `L${to} ${height}H${from}`);
      return `${there.join('')}${back.join('')}Z`;
    })
    .join('');
}

function runsOf(
  points: readonly SpcPoint[],
  name: LineName,
  start: number,
  end: number,
  x: (index: number) => number,
  y: (value: number) => number | null,
  step: number,
): Step[][] {
  const runs: Step[][] = [];
  let open = false;
  for (let index = start; index < end; index += 1) {
    const value = points[index]?.[name] ?? null;
    const height = value === null ? null : y(value);
    if (height === null) {
      open = false;
      continue;
    }
    const piece = { from: x(index) - step / 2, to: x(index) + step / 2, y: height };
    if (open) runs.at(-1)?.push(piece);
    else runs.push([piece]);
    open = true;
  }
  return runs;
}
