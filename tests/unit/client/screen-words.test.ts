import { stripScale } from '@lamina/client/src/charts/strip-scale.ts';
import { completenessFinding, percentInWords } from '@lamina/client/src/features/data/completeness-words.ts';
import { onFeetFinding, walkedInWords } from '@lamina/client/src/features/recovery/recovery-words.ts';
import { detectableInWords } from '@lamina/client/src/features/surgeon/own-words.ts';
import { findingParts } from '@lamina/client/src/features/trend/trend-words.ts';
import type { CompletenessRow } from '@lamina/shared/contract/data-quality.ts';
import type { ProcedureRecovery, ReachedBy } from '@lamina/shared/contract/recovery.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { describe, expect, it } from 'vitest';

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ');

describe('completeness', () => {
  it.each([
    [0, '0'],
    [0.0004, '< 0.1'],
    [0.66, '66.0'],
    [0.9901, '99.0'],
    [0.9999, '> 99.9'],
    [1, '100'],
  ])('writes %d as %s, so that all but none and all have one decimal', (share, text) => {
    expect(percentInWords(share)).toBe(text);
  });

  it('names the field that is reported least often', () => {
    const row = (label: string, reported: number): CompletenessRow => ({
      key: label,
      label,
      group: null,
      cells: [],
      total: { cases: 200, reported, immature: false },
    });
    expect(
      plain(completenessFinding([row('Sex', 199), row('ASA class', 150), row('Levels', 180)], null)),
    ).toBe('2 of 3 fields are reported of fewer than 95 % of cases; least often, of 75.0 %: ASA class');
  });
});

describe('what a trend finds', () => {
  it('is a title and, apart from it, what the rule says', () => {
    expect(
      findingParts('Infection is back to common cause variation. The latest special cause: a run.'),
    ).toEqual({
      title: 'Infection is back to common cause variation',
      subject: 'The latest special cause: a run.',
    });
    expect(findingParts('Infection has not changed beyond chance: 23 quarters.')).toEqual({
      title: 'Infection has not changed beyond chance: 23 quarters',
      subject: null,
    });
  });
});

describe('on their feet', () => {
  const reached = (by: number, reachedCases: number, judged = 100): ReachedBy => ({
    by,
    reached: reachedCases,
    judged,
    interval: null,
  });
  const recovery = (procedure: 'fusion' | 'discectomy', walked: ReachedBy) =>
    ({ procedure, walkedByDay: [walked], activeByWeek: [reached(6, 28)] }) as unknown as ProcedureRecovery;

  it('says activity in the title and walking apart from it', () => {
    const procedures = [recovery('fusion', reached(1, 95)), recovery('discectomy', reached(1, 3, 4))];
    expect(plain(onFeetFinding(procedures))).toBe(
      'Back to strenuous activity by six weeks: 28 % after fusion and 28 % after discectomy',
    );
    expect(plain(walkedInWords(procedures))).toBe('Walked within a day: 95 % after fusion.');
    expect(walkedInWords([])).toBeNull();
  });
});

describe('what a caseload can show', () => {
  const at = (baseline: number, rate: number) =>
    plain(
      detectableInWords(getIndicator('stay-one-to-four-nights'), {
        cases: 766,
        baseline,
        baselineIs: 'all-surgeons',
        rate,
        power: 0.8,
        method: 'exact',
      }),
    );

  it('is a rate where a multiple would be hardly more than once', () => {
    expect(at(0.83, 0.87)).toContain('can show a rate of 87 % or more with 80 % power');
    expect(at(0.04, 0.081)).toContain('can show a doubling (8.1 % or more)');
  });
});

describe('the scale of stays side by side', () => {
  it('has whole nights only, however short the stays', () => {
    const strip = { value: 2, interval: null, quartiles: null, shares: [] };
    expect(stripScale([strip], 2, { low: 1, high: 4 }).ticks).toEqual([0, 1, 2, 3, 4]);
  });
});
