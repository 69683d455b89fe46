import { apartLayers } from '@lamina/client/src/charts/apart-layers.ts';
import { describe, expect, it } from 'vitest';

const REACH = 9;

describe('apartLayers', () => {
  it('keeps marks that do not touch in one layer', () => {
    const marks = [0, 10, 20, 30].map((x) => ({ x, y: 5 }));
    expect(apartLayers(marks, REACH)).toEqual([marks]);
  });

  it('gives marks that touch layers of their own, whatever their order', () => {
    const layers = apartLayers(
      [
        { x: 4, y: 0 },
        { x: 0, y: 0 },
        { x: 0, y: 20 },
      ],
      REACH,
    );
    expect(layers.map((layer) => layer.length)).toEqual([2, 1]);
  });

  it('draws each of many marks once, and lets none touch another but in the deepest layer', () => {
    const marks = Array.from({ length: 600 }, (_, index) => ({
      x: (index * 37) % 211,
      y: (index * 53) % 97,
      index,
    }));
    const layers = apartLayers(marks, REACH);
    expect(layers.flat().map(({ index }) => index)).toHaveLength(600);
    expect(new Set(layers.flat().map(({ index }) => index)).size).toBe(600);
    for (const layer of layers.slice(1)) {
      const distances = layer.flatMap((one, place) =>
        layer.slice(place + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)),
      );
      expect(Math.min(...distances)).toBeGreaterThanOrEqual(REACH);
    }
  });
});
