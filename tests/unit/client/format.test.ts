import {
  formatAbout,
  formatCount,
  formatDate,
  formatFigure,
  formatMeanNights,
  formatNights,
  formatPointsWithin,
  formatProportion,
  formatQuarter,
  formatRange,
  formatScale,
  formatShare,
  formatTick,
} from '@lamina/client/src/lib/format.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a proportion in words', () => {
  it.each([
    [0, '0.0 %'],
    [0.0004, '0.04 %'],
    [0.002476, '0.25 %'],
    [0.00996, '1.0 %'],
    [0.024, '2.4 %'],
    [0.0999, '10.0 %'],
    [0.1949, '19.5 %'],
    [0.1996, '20 %'],
    [0.344, '34 %'],
    [0.9949, '99 %'],
    [0.996, '99.6 %'],
    [1, '100 %'],
  ])('writes %d as %s', (proportion, text) => {
    expect(plain(formatProportion(proportion))).toBe(text);
  });

  it('writes all only where it is all', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (proportion) => {
        fc.pre(proportion < 0.9995);
        expect(plain(formatProportion(proportion))).not.toMatch(/^100(\.0)? %$/);
      }),
    );
  });

  it('keeps number and sign together', () => {
    expect(formatProportion(0.024)).toBe('2.4\u00a0%');
  });
});

describe('a range in words', () => {
  it.each([
    [0.014, 0.041, 'proportion', '1.4–4.1 %'],
    [0.02, 0.03, 'proportion', '2–3 %'],
    [0.00211, 0.00278, 'proportion', '0.21–0.28 %'],
    [0.007, 0.0121, 'proportion', '0.7–1.2 %'],
    [0.18, 0.234, 'proportion', '18–23 %'],
    [0.5, 1, 'proportion', '50–100 %'],
    [0.987, 0.9911, 'proportion', '98.7–99.1 %'],
    [0.97012, 0.97034, 'proportion', '97.01–97.03 %'],
    [1, 4, 'nights', '1–4 nights'],
    [3, 3, 'nights', '3 nights'],
    [12.84, 15.21, 'points', '12.8–15.2 points'],
    [-1.04, 2, 'points', '−1.0 to 2.0 points'],
  ] as const)('writes %d to %d %s as %s', (low, high, unit, text) => {
    expect(plain(formatRange(low, high, unit))).toBe(text);
  });
});

describe('other figures in words', () => {
  it('gives a difference of means a sign, and its limits too', () => {
    expect(plain(formatPointsWithin(0.32, -1.14, 1.6))).toBe('+0.3 (−1.1 to +1.6) points');
    expect(plain(formatPointsWithin(-1.3, -4, -0.04))).toBe('−1.3 (−4.0 to 0.0) points');
  });

  it('writes nights in the singular for one', () => {
    expect([0, 1, 2.5, 3].map((nights) => plain(formatNights(nights)))).toEqual([
      '0 nights',
      '1 night',
      '2.5 nights',
      '3 nights',
    ]);
  });

  it('keeps the decimal of a mean', () => {
    expect(plain(formatMeanNights(2.98))).toBe('3.0 nights');
  });

  it('writes a change with a true minus sign and never a negative zero', () => {
    expect(plain(formatFigure(-12.34, 'points'))).toBe('−12.3 points');
    expect(plain(formatFigure(-0.01, 'points'))).toBe('0.0 points');
  });

  it('groups thousands', () => {
    expect(formatCount(24000)).toBe('24,000');
    expect(formatShare(31, 1642)).toBe('31 of 1,642');
  });

  it('rounds a number of cases needed up to two leading digits', () => {
    expect([7, 55, 512, 18469].map(formatAbout)).toEqual(['7', '55', '520', '19,000']);
  });

  it('writes dates and quarters as the field does', () => {
    expect(formatDate('2026-03-14')).toBe('14 Mar 2026');
    expect(formatQuarter('2026-Q4')).toBe('Oct–Dec 2026');
  });

  it('gives scales and ticks no more decimals than they need', () => {
    expect(plain(formatScale(0, 0.025, 'proportion'))).toBe('0–2.5 %');
    expect(plain(formatScale(-5, 20, 'points'))).toBe('−5 to 20 points');
    expect(plain(formatTick(0.015, 'proportion'))).toBe('1.5 %');
    expect(plain(formatTick(3, 'nights'))).toBe('3');
  });
});
