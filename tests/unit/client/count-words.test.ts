import {
  countInWords,
  hasValue,
  noDataReason,
  notJudged,
  withoutValueReason,
} from '@lamina/client/src/lib/count-words.ts';
import type { Completeness } from '@lamina/shared/contract/overview.ts';
import { describe, expect, it } from 'vitest';

const none: Completeness = {
  cases: 0,
  judged: 0,
  notApplicable: 0,
  excluded: 0,
  notYetEligible: 0,
  notReported: 0,
  followUpTooShort: 0,
};
const basis = { indicatorId: 'infection-90-days', references: [], comparison: null, quarters: [] };

describe('what became of the cases that were not judged', () => {
  it('lists each reason that concerns a case, with its cases', () => {
    const lines = notJudged({ ...none, cases: 9, judged: 2, notReported: 4, excluded: 3 });
    expect(lines.map(({ reason, cases }) => [reason, cases])).toEqual([
      ['not-reported', 4],
      ['excluded', 3],
    ]);
  });

  it('loses no case: judged and not judged add up to all', () => {
    const completeness = {
      cases: 31,
      judged: 16,
      notApplicable: 1,
      excluded: 2,
      notYetEligible: 3,
      notReported: 4,
      followUpTooShort: 5,
    };
    const listed = notJudged(completeness).reduce((sum, { cases }) => sum + cases, 0);
    expect(listed + completeness.judged).toBe(completeness.cases);
  });
});

describe('why there is no value', () => {
  it('is the most frequent reason, with its cases only where it is not that of all', () => {
    expect(noDataReason({ ...none, cases: 7, notReported: 7 })).toBe('Not reported');
    expect(noDataReason({ ...none, cases: 7, notReported: 2, followUpTooShort: 5 })).toBe(
      'Not followed for long enough (5 cases)',
    );
    expect(noDataReason(none)).toBe('No cases');
  });

  it('is the rule where the reader is not told', () => {
    const hidden = { ...basis, state: 'suppressed', completeness: null, rule: 'Counts of 1–10' } as const;
    expect(hasValue(hidden)).toBe(false);
    expect(withoutValueReason(hidden)).toBe('Counts of 1–10');
    expect(withoutValueReason({ ...basis, state: 'no-data', completeness: null })).toBe('No cases');
  });
});

describe('a count in words', () => {
  it('is a share of a proportion, and the kind of average of everything else', () => {
    expect(countInWords({ kind: 'proportion' }, { numerator: 12, denominator: 1498 })).toBe('12 of 1,498');
    expect(countInWords({ kind: 'duration' }, { numerator: null, denominator: 498 })).toBe('median of 498');
    expect(countInWords({ kind: 'mean-change' }, { numerator: null, denominator: 498 })).toBe('mean of 498');
  });
});
