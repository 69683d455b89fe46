interface Place {
  readonly x: number;
  readonly y: number;
}

/** More marks upon each other than this are covered by those on top. */
const DEEPEST = 8;

/**
 * Marks in layers, in each of which none touches another, the deepest first: then one path a layer looks as one element a mark does,
 * and hundreds of marks are drawn with a few elements.
 *
 * @param reach - Least distance, in pixels, at which two marks do not touch.
 */
export function apartLayers<Mark extends Place>(marks: readonly Mark[], reach: number): Mark[][] {
  const layers: Mark[][] = Array.from({ length: DEEPEST }, () => []);
  const covered: Mark[] = [];
  for (const mark of marks.toSorted((one, other) => one.x - other.x)) {
    const free = layers.find((layer) => isApart(layer, mark, reach));
    (free ?? covered).push(mark);
  }
  return [covered, ...layers].filter((layer) => layer.length > 0);
}

/** Marks come from left to right, so that only the last ones of a layer are near. */
function isApart(layer: readonly Place[], { x, y }: Place, reach: number): boolean {
  for (let index = layer.length - 1; index >= 0; index -= 1) {
    const other = layer[index];
    if (other === undefined || x - other.x >= reach) return true;
    if (Math.hypot(x - other.x, y - other.y) < reach) return false;
  }
  return true;
}
