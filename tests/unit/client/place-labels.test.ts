import { placeLabels, spreadOut } from '@lamina/client/src/charts/place-labels.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const area = { left: 0, right: 600, top: 0, bottom: 400 };

describe('names beside their points', () => {
  it('stand to the right where there is room', () => {
    const [label] = placeLabels([{ x: 100, y: 100, text: 'Alder' }], area, []);
    expect(label).toMatchObject({ textAnchor: 'start', labelY: 100 });
    expect(label?.labelX).toBeGreaterThan(100);
  });

  it('stand to the left at the right edge', () => {
    const [label] = placeLabels([{ x: 595, y: 100, text: 'Alder' }], area, []);
    expect(label).toMatchObject({ textAnchor: 'end' });
  });

  it('give way to points, and are left out where no place is free', () => {
    const right = { x: 115, y: 100 };
    const left = { x: 85, y: 100 };
    const anchor = { x: 100, y: 100, text: 'Alder' };
    expect(placeLabels([anchor], area, [right])[0]?.textAnchor).toBe('end');
    expect(placeLabels([anchor], area, [right, left])[0]?.textAnchor).toBe('middle');
    const everywhere = [right, left, { x: 100, y: 84 }, { x: 100, y: 116 }];
    expect(placeLabels([anchor], area, everywhere)).toEqual([]);
  });

  it('cover no line where another place is free', () => {
    const line = [100, 120, 140].map((x) => ({ x, y: 102 }));
    const anchor = { x: 100, y: 100, text: 'Alder' };
    expect(placeLabels([anchor], area, [], line)[0]?.textAnchor).toBe('end');
    const onBothSides = [...line, { x: 70, y: 98 }, { x: 80, y: 98 }, { x: 90, y: 98 }, { x: 60, y: 98 }];
    expect(placeLabels([anchor], area, [], onBothSides)[0]?.textAnchor).toBe('middle');
  });

  it('stand above or below at an edge, clear of a line on their level', () => {
    const line = [520, 540, 560, 580].map((x) => ({ x, y: 101 }));
    const [label] = placeLabels([{ x: 595, y: 100, text: 'Alderbrook' }], area, [], line);
    expect(label).toMatchObject({ textAnchor: 'end', labelX: 595 });
    expect(label?.labelY).toBeLessThan(100);
  });

  it('never overlap, and the first keeps its place', () => {
    const anchors = ['First', 'Second', 'Third', 'Fourth', 'Fifth'].map((text) => ({ x: 300, y: 200, text }));
    const placed = placeLabels(anchors, area, []);
    expect(placed[0]?.text).toBe('First');
    expect(placed.length).toBeLessThan(anchors.length);
    expect(new Set(placed.map(({ labelX, labelY }) => `${labelX} ${labelY}`)).size).toBe(placed.length);
  });
});

describe('labels of one column', () => {
  it('stay where they are when they are far enough apart', () => {
    expect(spreadOut([10, 60, 200], 16, 400)).toEqual([10, 60, 200]);
  });

  it('are moved apart in their order, and back from the lower end', () => {
    expect(spreadOut([100, 100, 100], 16, 400)).toEqual([100, 116, 132]);
    expect(spreadOut([395, 398], 16, 400)).toEqual([384, 400]);
  });

  it('keep their order and their distance however they lie', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 10 }), (wanted) => {
        const placed = spreadOut(wanted, 16, 400);
        const order = wanted
          .map((_, index) => index)
          .toSorted((one, other) => {
            return (wanted[one] ?? 0) - (wanted[other] ?? 0) || one - other;
          });
        const sorted = order.map((index) => placed[index] ?? Number.NaN);
        sorted.slice(1).forEach((y, index) => {
          expect(y - (sorted[index] ?? Number.NaN)).toBeGreaterThanOrEqual(16 - 1e-9);
        });
        expect(Math.max(...placed)).toBeLessThanOrEqual(400);
      }),
      { seed: 20_261_122 },
    );
  });
});
