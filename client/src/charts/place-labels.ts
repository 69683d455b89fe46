export interface LabelAnchor {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface PlacedLabel extends LabelAnchor {
  readonly labelX: number;
  readonly labelY: number;
  readonly textAnchor: 'start' | 'end' | 'middle';
}

export interface LabelArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const LETTER = 6.4;
const HEIGHT = 15;
const GAP = 9;

interface Spot {
  readonly x: number;
  readonly y: number;
}

/**
 * Names beside their points, first come first served: one that finds no free place is left out. Of several free places a name takes
 * the one that covers least of `lines`.
 */
export function placeLabels(
  anchors: readonly LabelAnchor[],
  area: LabelArea,
  taken: readonly Spot[],
  lines: readonly Spot[] = [],
): PlacedLabel[] {
  const boxes: Box[] = taken.map(({ x, y }) => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }));
  const placed: PlacedLabel[] = [];
  for (const anchor of anchors) {
    const [found] = candidatesOf(anchor)
      .filter(({ box }) => fits(box, area) && boxes.every((other) => apart(box, other)))
      .map((candidate) => ({ ...candidate, covered: countWithin(candidate.box, lines) }))
      .toSorted((one, other) => one.covered - other.covered);
    if (found === undefined) continue;
    boxes.push(found.box);
    placed.push(found.label);
  }
  return placed;
}

function candidatesOf(anchor: LabelAnchor): { readonly label: PlacedLabel; readonly box: Box }[] {
  const { x, y, text } = anchor;
  const width = text.length * LETTER;
  const side = (textAnchor: 'start' | 'end' | 'middle', labelX: number, labelY: number, left: number) => ({
    label: { ...anchor, labelX, labelY, textAnchor },
    box: { left, right: left + width, top: labelY - HEIGHT / 2, bottom: labelY + HEIGHT / 2 },
  });
  return [
    side('start', x + GAP, y, x + GAP),
    side('end', x - GAP, y, x - GAP - width),
    side('middle', x, y - GAP - HEIGHT / 2, x - width / 2),
    side('middle', x, y + GAP + HEIGHT / 2, x - width / 2),
    side('end', x, y - GAP - HEIGHT / 2, x - width),
    side('end', x, y + GAP + HEIGHT / 2, x - width),
    side('start', x, y - GAP - HEIGHT / 2, x),
    side('start', x, y + GAP + HEIGHT / 2, x),
  ];
}

function fits(box: Box, area: LabelArea): boolean {
  return box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
}

function countWithin({ left, right, top, bottom }: Box, spots: readonly Spot[]): number {
  return spots.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom).length;
}

function apart(one: Box, other: Box): boolean {
  return one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top;
}

/** Moves labels of one column apart, keeping their order, so that none overlaps the next. */
export function spreadOut(wanted: readonly number[], distance: number, lowest: number): number[] {
  const order = wanted.map((y, index) => ({ y, index })).toSorted((one, other) => one.y - other.y);
  const placed = order.map(({ y }) => y);
  for (let index = 1; index < placed.length; index += 1) {
    placed[index] = Math.max(placed[index] as number, (placed[index - 1] as number) + distance);
  }
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    const below = index === placed.length - 1 ? lowest : (placed[index + 1] as number) - distance;
    placed[index] = Math.min(placed[index] as number, below);
  }
  const result = [...wanted];
  order.forEach(({ index }, place) => {
    result[index] = placed[place] as number;
  });
  return result;
}
