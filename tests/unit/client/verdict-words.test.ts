import { uncomparedInWords, verdictInWords } from '@lamina/client/src/components/verdict-words.ts';
import type { Comparison, IndicatorFigures, Reference } from '@lamina/shared/contract/overview.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { describe, expect, it } from 'vitest';

const infection = getIndicator('infection-90-days');
const improved = getIndicator('odi-improved-12-months');

const reference: Reference = {
  id: 'published',
  indicatorId: infection.id,
  procedure: null,
  low: 0.02,
  high: 0.03,
  unit: 'proportion',
  label: 'Published',
  population: 'adults',
  definition: 'the same',
  period: '2020',
  citation: 'A register',
  address: null,
  isDefault: true,
  comparable: true,
  comparabilityNote: null,
};

function figures(
  comparison: Omit<Comparison, 'referenceId'> | null,
  state: 'figures' | 'too-few' = 'figures',
): IndicatorFigures {
  return {
    state,
    indicatorId: infection.id,
    completeness: null,
    references: [reference],
    comparison: comparison === null ? null : { referenceId: reference.id, ...comparison },
    quarters: [],
    value: 0.04,
    numerator: 8,
    denominator: 12,
    interval: null,
  };
}

const verdict = (said: Comparison['verdict'], casesNeeded: number | null = null) =>
  figures({ verdict: said, casesNeeded });

describe('the verdict in words', () => {
  it('names the side and the range, and is worse above for an infection, better above for an improvement', () => {
    const words = 'Above the reference 2–3\u00a0%';
    expect(verdictInWords(infection, verdict('above'))).toEqual({ tone: 'outside-worse', words });
    expect(verdictInWords(improved, verdict('above'))).toEqual({ tone: 'outside-better', words });
    expect(verdictInWords(infection, verdict('below'))).toEqual({
      tone: 'outside-better',
      words: 'Below the reference 2–3\u00a0%',
    });
    expect(verdictInWords(improved, verdict('below'))?.tone).toBe('outside-worse');
  });

  it('takes no side where neither is better', () => {
    const neutral = { ...infection, improvement: 'neutral' } as const;
    expect(verdictInWords(neutral, verdict('above'))?.tone).toBe('outside');
    expect(verdictInWords(neutral, verdict('below'))?.tone).toBe('outside');
  });

  it('says how many cases would tell, and nothing of them where no number would', () => {
    expect(verdictInWords(infection, verdict('too-few-to-tell', 1234))).toEqual({
      tone: 'untold',
      words: 'Too few cases to tell from 2–3\u00a0%: about 1,300 cases would',
    });
    expect(verdictInWords(infection, verdict('too-few-to-tell'))?.words).toBe(
      'Too few cases to tell from 2–3\u00a0%',
    );
  });

  it('is no verdict below the minimum of the indicator, whatever the comparison says', () => {
    const few = figures({ verdict: 'above', casesNeeded: null }, 'too-few');
    expect(verdictInWords(infection, few)).toEqual({
      tone: 'untold',
      words: `Too few cases to tell: 12 judged, ${infection.minimumDenominator} needed`,
    });
  });

  it('is none without a comparison, without its reference, and without a value', () => {
    expect(verdictInWords(infection, figures(null))).toBeNull();
    expect(verdictInWords(infection, { ...verdict('above'), references: [] })).toBeNull();
    const { indicatorId, completeness, references, comparison, quarters } = verdict('above');
    const basis = { indicatorId, completeness, references, comparison, quarters };
    expect(verdictInWords(infection, { state: 'suppressed', rule: 'a rule', ...basis })).toBeNull();
  });
});

describe('a figure without a comparison', () => {
  it('says whether a reference is missing, differs in its definition or only has to be chosen', () => {
    const without = figures(null);
    expect(uncomparedInWords(without)).toBe('No reference chosen');
    const other = { ...reference, comparable: false, comparabilityNote: 'Deep infections only' };
    expect(uncomparedInWords({ ...without, references: [other] })).toBe('No comparable reference');
    expect(uncomparedInWords({ ...without, references: [] })).toBe('No published reference');
  });
});
