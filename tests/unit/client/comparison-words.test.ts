import { comparedRows } from '@lamina/client/src/features/compare/compared-row.ts';
import { explanationOf, findingOf, methodOf } from '@lamina/client/src/features/compare/comparison-words.ts';
import type { ComparedProvider, CompareOutput, Position } from '@lamina/shared/contract/compare.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { describe, expect, it } from 'vitest';

const infection = getIndicator('infection-90-days');

function provider(
  name: string,
  byChance: Position | null,
  allowingForSpread: Position | null = byChance,
  denominator = 400,
): ComparedProvider {
  const classified = (position: Position | null) => (position === null ? null : { position, pValue: 0.01 });
  return {
    id: name.length,
    name,
    numerator: 10,
    denominator,
    expected: null,
    value: denominator === 0 ? null : 10 / denominator,
    interval: null,
    completeness: null,
    byChance: classified(byChance),
    allowingForSpread: classified(allowingForSpread),
    stay: null,
  };
}

function comparison(
  providers: readonly ComparedProvider[],
  changed: Partial<CompareOutput> = {},
): CompareOutput {
  const judged = providers.filter(({ byChance }) => byChance !== null).length;
  return {
    contents: 'reported',
    dataCutOff: '2026-09-30',
    dataVersion: 1,
    cases: 4000,
    unattributedCases: 0,
    firstOperation: '2020-10-01',
    lastOperation: '2026-09-30',
    indicatorId: infection.id,
    by: 'hospital',
    procedure: 'fusion',
    measure: 'proportion',
    adjustment: 'crude',
    network: {
      suppressed: null,
      numerator: 100,
      denominator: 4000,
      expected: null,
      value: 0.025,
      interval: null,
      completeness: null,
      stay: null,
    },
    providers: [...providers],
    suppressedProviders: [],
    counted: 'all',
    limits: [],
    spread: { state: 'not-applicable' },
    byChanceExpected: {
      judged,
      alerts: 0.4,
      alarms: 0.02,
      explains: { byChance: false, allowingForSpread: false },
    },
    fewestCases: { judged: 20, belowWithoutEvent: 132 },
    references: [],
    referenceId: null,
    comparators: [],
    ...changed,
  } as CompareOutput;
}

function said(output: CompareOutput, overdispersion = false) {
  const rows = comparedRows(output, infection, overdispersion);
  return {
    finding: findingOf(output, infection, rows, overdispersion),
    explanation: explanationOf(output, rows, overdispersion).join(' '),
    method: methodOf(output, infection, overdispersion, undefined).join(' '),
  };
}

const estimated = (phi: number, tau2: number): CompareOutput['spread'] => ({
  state: 'estimated',
  phi,
  tau2,
  limits: [],
});

describe('what a comparison says', () => {
  it('counts who differs beyond chance and names both sides', () => {
    const { finding, explanation } = said(
      comparison([
        provider('Alder', 'above-alarm'),
        provider('Birch', 'inside'),
        provider('Cedar', 'below-alert'),
      ]),
    );
    expect(finding).toBe('Infection 90 d after fusion: 2 of 3 hospitals differ beyond chance');
    expect(explanation).toContain('Alder lies above, Cedar lies below.');
    expect(explanation).toContain(
      'Were all 3 hospitals alike, chance alone would put up to 0.4 of them beyond the 95 % limits.',
    );
  });

  it('does not speak of a difference when chance explains that some lie beyond the limits', () => {
    const { finding } = said(
      comparison([provider('Alder', 'above-alert'), provider('Birch', 'inside')], {
        byChanceExpected: {
          judged: 2,
          alerts: 1.2,
          alarms: 0.1,
          explains: { byChance: true, allowingForSpread: true },
        } as CompareOutput['byChanceExpected'],
      }),
    );
    expect(finding).toBe(
      'Infection 90 d after fusion: 1 of 2 hospitals lies beyond the limits, which chance may explain',
    );
  });

  it('says so when nobody differs, and when nobody has enough cases', () => {
    expect(said(comparison([provider('Alder', 'inside')], { by: 'surgeon' })).finding).toBe(
      'Infection 90 d after fusion: none of 1 surgeon differs beyond chance',
    );
    const { finding, explanation } = said(comparison([provider('Alder', null, null, 12)]));
    expect(finding).toBe('Infection 90 d after fusion: too few cases at any hospital to tell');
    expect(explanation).toBe('1 hospital has too few cases to tell: 20 are needed.');
  });

  it('counts instead of naming where many lie on one side', () => {
    const many = ['A', 'BB', 'CCC', 'DDDD', 'EEEEE'].map((name) => provider(name, 'above-alert'));
    expect(said(comparison(many)).explanation).toContain('5 hospitals lie above.');
  });

  it('tells what the spread between providers changes, whichever way the reader has it', () => {
    const output = comparison(
      [
        provider('Alder', 'above-alarm', 'inside'),
        provider('Birch', 'above-alarm'),
        provider('Cedar', 'inside'),
      ],
      { spread: estimated(2.4, 0.0001) },
    );
    expect(said(output).explanation).toContain(
      'The hospitals scatter more than chance explains (φ\u00a02.40): with that spread allowed for, 1 of 2 remains beyond the limits.',
    );
    expect(said(output).method).not.toContain('τ');
    const allowing = said(output, true);
    expect(allowing.finding).toContain('1 of 3 hospitals differs beyond chance');
    expect(allowing.explanation).toContain('that spread is allowed for here, and 1 of 2 remains');
    expect(allowing.method).toContain('τ\u00a01.0\u00a0%');
  });

  it('says when there is no spread beyond chance, and when too few providers let it be estimated', () => {
    const none = comparison([provider('Alder', 'inside')], { spread: estimated(0.9, 0) });
    expect(said(none).explanation).toContain('scatter no more than chance explains (φ\u00a00.90).');
    const few = comparison([provider('Alder', 'inside')], {
      spread: { state: 'too-few-providers', needed: 10 },
    });
    expect(said(few).explanation).toContain('cannot be estimated from fewer than 10 of them.');
  });

  it('carries the method of the measure, the missing adjustment and who cannot be told to lie below', () => {
    const { method } = said(comparison([provider('Alder', 'inside')], { adjustment: 'no-model' }));
    expect(method).toContain('Wilson interval');
    expect(method).toContain('there is no case-mix model for this indicator');
    expect(method).toContain('With fewer than 132 cases nobody can be told to lie below');
  });
});
