import { linksOf } from '@lamina/client/src/features/overview/signal-links.ts';
import {
  alsoInWords,
  changeInWords,
  controlInWords,
  positionInWords,
  signalsHeadline,
  subjectOf,
  tooSmallInWords,
} from '@lamina/client/src/features/overview/signal-words.ts';
import type { ChangeSignal, OutsideSignal, SignalsOutput } from '@lamina/shared/contract/signals.ts';
import { describe, expect, it } from 'vitest';

const unmarked = { verdict: null, words: '' };
const basis = {
  indicatorId: 'infection-90-days',
  procedure: null,
  of: { by: 'hospital', id: 7, name: 'St. X' },
  meaning: 'concern',
  pValue: 1e-6,
  falseDiscoveryRate: 0.001,
  adjusted: true,
  also: [],
  variation: unmarked,
  assurance: unmarked,
} as const;

const outside: OutsideSignal = {
  ...basis,
  also: [],
  kind: 'outside',
  direction: 'above',
  since: null,
  level: { value: 0.054, numerator: 67, denominator: 1243 },
  expected: 27.9,
  against: { value: 0.022, numerator: 520, denominator: 23_600 },
  spreadAllowed: false,
};

const changed: ChangeSignal = {
  ...basis,
  also: [],
  kind: 'changed',
  direction: 'rose',
  since: '2024-07-01',
  level: { value: 12 / 290, numerator: 12, denominator: 290 },
  before: { value: 8 / 671, numerator: 8, denominator: 671 },
};

const nothing: SignalsOutput = {
  dataVersion: 1,
  changed: [],
  outside: [],
  tooSmall: [],
  cells: [],
  control: { falseDiscoveryRate: 0.05, changedComparisons: 664, outsideComparisons: 3434, power: 0.8 },
};

/** Numbers are set with narrow and unbroken spaces. */
function plain(text: string | null): string {
  return (text ?? '').replaceAll(/[\u00a0\u202f\u2009]/g, ' ');
}

describe('a signal in words', () => {
  it('names what and where: of a hospital, a surgeon, or of all together', () => {
    expect(subjectOf(outside)).toBe('Infection 90 d at St. X');
    const surgeon = { by: 'surgeon', id: 3, name: 'Surgeon S0003' } as const;
    expect(subjectOf({ ...outside, procedure: 'fusion', of: surgeon })).toBe(
      'Infection 90 d after fusion, Surgeon S0003',
    );
    expect(subjectOf({ ...outside, of: { by: 'all', id: null, name: null } })).toBe('Infection 90 d');
  });

  it('says since when, how much and how much before', () => {
    expect(plain(changeInWords(changed))).toBe(
      'rose from Jul 2024: 4.1 % (12 of 290) against 1.2 % (8 of 671) before',
    );
  });

  it('says what was expected, and since when where it is not of the whole period', () => {
    const words = '5.4 % (67 of 1,243), where 27.9 were expected of this case mix; 2.2 % over all';
    expect(plain(positionInWords(outside))).toBe(words);
    expect(plain(positionInWords({ ...outside, since: '2025-04-01' }))).toBe(`since Apr 2025: ${words}`);
    expect(plain(positionInWords({ ...outside, adjusted: false }))).toContain('expected of these procedures');
  });

  it('names other figures of the same event, and nothing where there are none', () => {
    expect(alsoInWords(outside)).toBeNull();
    const also = [
      { indicatorId: 'infection-30-days', procedure: null },
      { indicatorId: 'infection-90-days', procedure: 'fusion' as const },
    ];
    expect(alsoInWords({ ...outside, also })).toBe('Also: Infection 30 d and Infection 90 d after fusion');
  });

  it('counts in the headline what asks for a look', () => {
    expect(signalsHeadline(nothing)).toMatch(/^Nothing changed and nobody differs beyond chance/);
    const better = { ...outside, meaning: 'improvement' as const };
    expect(signalsHeadline({ ...nothing, changed: [changed], outside: [better] })).toBe(
      '1 figure changed beyond chance, 1 figure of a hospital or surgeon differs: 1 away from what is hoped for.',
    );
  });

  it('states how many were looked at and how many may be chance', () => {
    expect(plain(controlInWords(nothing))).toContain(
      'Chosen from 664 trends and 3,434 comparisons with others: at most 5 % of what is listed is expected to be chance',
    );
  });

  it('names what is too small to tell only where it is so for most', () => {
    const small = { indicatorId: 'death-30-days', by: 'hospital', providers: 8, casesNeeded: 2800 } as const;
    expect(tooSmallInWords([{ ...small, untold: 3 }])).toBeNull();
    expect(plain(tooSmallInWords([{ ...small, untold: 4 }]))).toBe(
      'Too few cases to show even a tripled rate: of most hospitals in death 30 d (needs about 2,800 cases).',
    );
  });
});

describe('what to open next', () => {
  function searchOf(address: string): Record<string, string> {
    return Object.fromEntries(new URL(address, 'http://localhost').searchParams);
  }

  it('leads to the course, the funnel and the events of exactly these cases, with the filter', () => {
    const links = linksOf(outside, { urgencies: ['elective'] });
    for (const link of [links.trend, links.funnel, links.cases]) {
      expect(searchOf(link)).toMatchObject({ urgencies: 'elective', indicator: 'infection-90-days' });
    }
    expect(searchOf(links.cases)).toMatchObject({ hospitals: '7', counted: 'numerator' });
    expect(searchOf(links.trend)).toMatchObject({ hospitals: '7' });
    expect(searchOf(links.funnel)).toMatchObject({ by: 'hospital', selected: '7' });
  });

  it('opens a departure in the CUSUM, and its funnel and cases from the day it began', () => {
    const links = linksOf({ ...outside, since: '2025-04-01' }, { from: '2022-01-01' });
    expect(searchOf(links.trend)).toMatchObject({ step: 'case', from: '2022-01-01' });
    expect(searchOf(links.funnel)).toMatchObject({ from: '2025-04-01' });
    expect(searchOf(links.cases)).toMatchObject({ from: '2025-04-01' });
  });

  it('shows a change beside what came before it, and the cases since', () => {
    const links = linksOf(changed, {});
    expect(searchOf(links.trend)).not.toHaveProperty('from');
    expect(searchOf(links.funnel)).not.toHaveProperty('from');
    expect(searchOf(links.cases)).toMatchObject({ from: '2024-07-01' });
  });
});
