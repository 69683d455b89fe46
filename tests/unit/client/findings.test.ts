import { findingsOf, headlineOf } from '@lamina/client/src/features/overview/findings.ts';
import type { IndicatorFigures, Reference, Verdict } from '@lamina/shared/contract/overview.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { describe, expect, it } from 'vitest';

function anIndicator(improvement: Indicator['improvement']): Indicator {
  const found = CATALOGUE.find(
    (indicator) => indicator.kind === 'proportion' && indicator.improvement === improvement,
  );
  if (found === undefined) throw new Error(`No proportion has the improvement ${improvement}.`);
  return found;
}

function figures(indicator: Indicator, verdict: Verdict | null, judged = 498): IndicatorFigures {
  const reference: Reference = {
    id: 'published',
    indicatorId: indicator.id,
    procedure: null,
    low: 0.02,
    high: 0.03,
    unit: 'proportion',
    label: 'Published 2–3 %',
    population: 'adults',
    definition: 'as published',
    period: '2020',
    citation: 'a study',
    address: null,
    isDefault: true,
    comparable: true,
    comparabilityNote: null,
  };
  return {
    indicatorId: indicator.id,
    state: judged < indicator.minimumDenominator ? 'too-few' : 'figures',
    completeness: {
      cases: judged,
      judged,
      notApplicable: 0,
      excluded: 0,
      notYetEligible: 0,
      notReported: 0,
      followUpTooShort: 0,
    },
    references: [reference],
    comparison: verdict === null ? null : { referenceId: 'published', verdict, casesNeeded: null },
    quarters: [],
    value: 0.0241,
    numerator: 12,
    denominator: judged,
    interval: { lower: 0.0139, upper: 0.0416, confidence: 0.95, method: 'Wilson score' },
  };
}

function findings(...indicators: IndicatorFigures[]) {
  return findingsOf({ procedures: [{ procedure: 'fusion', cases: 498, indicators, stay: null }] });
}

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('the findings', () => {
  const fewerIsBetter = anIndicator('decrease');
  const moreIsBetter = anIndicator('increase');

  it('say value, count and verdict of what was compared', () => {
    const [finding] = findings(figures(fewerIsBetter, 'above'));
    expect(finding?.subject).toBe(`${fewerIsBetter.shortName} after fusion`);
    expect(plain(finding?.statement)).toBe('2.4 % (12 of 498), above the reference');
    expect(plain(finding?.range)).toBe('2–3 %');
  });

  it('put what differs on the side not hoped for first', () => {
    const found = findings(
      figures(fewerIsBetter, 'within'),
      figures(fewerIsBetter, 'below'),
      figures(moreIsBetter, 'below'),
      figures(fewerIsBetter, 'above'),
    );
    expect(found.map(({ tone }) => tone)).toEqual([
      'outside-worse',
      'outside-worse',
      'outside-better',
      'within',
    ]);
  });

  it('leave out what has no reference to compare with', () => {
    expect(findings(figures(fewerIsBetter, null))).toEqual([]);
  });

  it('name figures of fewer cases than the minimum as too few to tell', () => {
    const [finding] = findings(figures(fewerIsBetter, null, fewerIsBetter.minimumDenominator - 1));
    expect(finding?.verdict).toBe('too-few-to-tell');
  });

  it('leave out too small figures that have no reference anyway', () => {
    const small = figures(fewerIsBetter, null, fewerIsBetter.minimumDenominator - 1);
    expect(findings({ ...small, references: [] })).toEqual([]);
  });
});

describe('the headline', () => {
  const indicator = anIndicator('decrease');

  it('counts what differs, what lies within and what cannot be told', () => {
    const found = findings(
      figures(indicator, 'above'),
      figures(indicator, 'below'),
      figures(indicator, 'within'),
      figures(indicator, 'too-few-to-tell'),
    );
    expect(headlineOf(found)).toBe(
      '2 of 4 figures with a published reference differ from it beyond chance: 1 above, 1 below. 1 lies within; 1 has too few cases to tell.',
    );
  });

  it('says so when nothing differs', () => {
    expect(headlineOf(findings(figures(indicator, 'within')))).toBe(
      'No figure differs from its published reference beyond chance. 1 lies within.',
    );
  });

  it('says so when there is nothing to compare with', () => {
    expect(headlineOf([])).toBe('No figure here has a published reference to compare with.');
  });
});
