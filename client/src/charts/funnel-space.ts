import type { FunnelScale } from './funnel-scale.ts';

/** Where on a picture sizes and values lie, in pixels. */
export interface FunnelSpace {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (size: number) => number;
  readonly y: (value: number) => number;
}

/** Room for the labels of the value axis and its name, of the limits on the right, and for the size axis with its name. */
const LEFT = 52;
const RIGHT = 84;
const TOP = 28;
const BOTTOM = 50;

export function funnelSpace(
  { largestSize, lowestValue, highestValue }: FunnelScale,
  width: number,
  height: number,
): FunnelSpace {
  const right = Math.max(LEFT + 1, width - RIGHT);
  const bottom = height - BOTTOM;
  return {
    left: LEFT,
    right,
    top: TOP,
    bottom,
    x: (size) => LEFT + (size / largestSize) * (right - LEFT),
    y: (value) => bottom - ((value - lowestValue) / (highestValue - lowestValue)) * (bottom - TOP),
  };
}
