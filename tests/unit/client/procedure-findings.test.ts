import { indicatorFinding } from '@lamina/client/src/features/procedures/indicator-words.ts';
import { momentInWords, returnFinding } from '@lamina/client/src/features/procedures/return-words.ts';
import { formatDifferenceWithin, formatRatioWithin } from '@lamina/client/src/lib/format.ts';
import type { ComparedIndicator, IncidenceCurve } from '@lamina/shared/contract/procedures.ts';
import { describe, expect, it } from 'vitest';

const completeness = {
  cases: 500,
  judged: 500,
  notApplicable: 0,
  excluded: 0,
  notYetEligible: 0,
  notReported: 0,
  followUpTooShort: 0,
};
const group = {
  state: 'figures',
  numerator: 10,
  denominator: 500,
  value: 0.02,
  interval: null,
  completeness,
} as const;

function compared(lower: number, upper: number): ComparedIndicator {
  const interval = { lower, upper, confidence: 0.95, method: '' };
  return {
    indicatorId: 'infection-90-days',
    decompression: group,
    fusion: group,
    difference: null,
    ratio: { value: (lower + upper) / 2, interval },
    adjusted: { state: 'not-adjusted', reason: 'none' },
  };
}

function curve(incidence: number, atRisk: number): IncidenceCurve {
  const moment = { interval: null, kaplanMeier: incidence };
  return {
    cases: 900,
    events: 40,
    deaths: 5,
    notFollowed: 0,
    points: [],
    atMoments: [
      { day: 0, atRisk: 900, incidence: 0, ...moment },
      { day: 365, atRisk: 400, incidence: incidence / 2, ...moment },
      { day: 1826, atRisk, incidence, ...moment },
    ],
  };
}

describe('what the comparison of procedures says', () => {
  it('counts ratios whose interval leaves out 1, and what chance alone would give', () => {
    const finding = indicatorFinding([
      compared(1.2, 2),
      compared(0.4, 0.9),
      compared(0.8, 1.3),
      compared(0.9, 1.1),
    ]);
    expect(finding).toContain('1 of 4 rates are higher and 1 lower');
    expect(finding).toContain('chance alone: about 0.2');
    expect(indicatorFinding([])).toContain('Too few cases');
  });

  it('speaks of the last moment at which both groups still have cases enough', () => {
    const logRank = { chiSquare: 9, pValue: 0.003 };
    const late = returnFinding({ decompression: curve(0.08, 200), fusion: curve(0.12, 40), logRank });
    expect(late).toContain('within 5 years');
    expect(late).toContain('differ beyond chance');
    const early = returnFinding({ decompression: curve(0.08, 200), fusion: curve(0.12, 4), logRank: null });
    expect(early).toContain('within 1 year');
    expect(momentInWords(30)).toBe('30 days');
  });

  it('writes differences in percentage points and ratios with their limits', () => {
    expect(formatDifferenceWithin(0.0106, 0.0037, 0.0183)).toBe('+1.1 (+0.4 to +1.8)');
    expect(formatDifferenceWithin(-0.002, -0.006, 0.001)).toBe('−0.20 (−0.60 to +0.10)');
    expect(formatRatioWithin(1.6285, 1.1973, 2.2139)).toBe('1.63 (1.20–2.21)');
  });
});
