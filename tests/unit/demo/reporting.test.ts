import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import { describe, expect, it } from 'vitest';
import { drawNetwork, shareOf } from './drawn-network.ts';

const { drawn, groundTruth } = drawNetwork({ cases: 48_000, seed: 9, hospitals: 8, surgeons: 48 });

function atHospitalWith(gap: string): SurgicalCase[] {
  const code = groundTruth.hospitals.find(({ reportingGap }) => reportingGap === gap)?.code;
  return drawn.filter(({ hospital }) => hospital.code === code);
}

function missing(field: keyof SurgicalCase): number {
  return shareOf(drawn.map((one) => one[field] === null));
}

describe('what the demo hospitals report', () => {
  it('leaves ASA class out in 2–5 %, body mass index in 3–10 % and walking distance in about 12 % of cases', () => {
    expect(missing('asaClass')).toBeGreaterThan(0.02);
    expect(missing('asaClass')).toBeLessThan(0.05);
    expect(missing('bodyMassIndex')).toBeGreaterThan(0.03);
    expect(missing('bodyMassIndex')).toBeLessThan(0.1);
    expect(missing('walkingDistanceMetres')).toBeGreaterThan(0.08);
    expect(missing('operatingSurgeon')).toBeGreaterThan(0);
    expect(missing('operatingSurgeon')).toBeLessThan(0.01);
  });

  it('leaves out questionnaires at one hospital: not looked for, none there', () => {
    const cases = atHospitalWith('no-proms');
    expect(cases.length).toBeGreaterThan(1000);
    expect(cases.every(({ observed, proms }) => !('proms' in observed) && proms.length === 0)).toBe(true);
  });

  it('leaves out nerve-root injuries at one hospital: not looked for, none there', () => {
    const cases = atHospitalWith('no-nerve-root-injury');
    expect(cases.length).toBeGreaterThan(1000);
    for (const { observed, events } of cases) {
      expect('nerve-root-injury' in observed).toBe(false);
      expect(events.some(({ kind }) => kind === 'nerve-root-injury')).toBe(false);
    }
  });

  it('looks for infections for thirty days only at one hospital', () => {
    const cases = atHospitalWith('infections-for-30-days');
    const days = cases.flatMap(({ observed, operationDate, events }) => {
      expect(observed.infection).toBe(30);
      return events
        .filter(({ kind }) => kind === 'infection')
        .map(({ onsetDate }) => (Date.parse(onsetDate ?? '') - Date.parse(operationDate ?? '')) / 86_400_000);
    });
    expect(days.length).toBeGreaterThan(10);
    expect(Math.max(...days)).toBeLessThanOrEqual(30);
  });

  it('is incomplete for the last weeks: events wait to be entered, patients are still in hospital', () => {
    const readmittedIn = (from: string, to: string) =>
      drawn.filter(({ events }) =>
        events.some(
          ({ kind, onsetDate }) =>
            kind === 'readmission' && (onsetDate ?? '') >= from && (onsetDate ?? '') <= to,
        ),
      ).length;
    const lastMonth = readmittedIn('2026-10-01', '2026-10-31');
    const usual = readmittedIn('2025-11-01', '2026-07-31') / 9;
    expect(lastMonth).toBeLessThan(0.75 * usual);
    expect(drawn.filter(({ dischargeDate }) => dischargeDate === null).length).toBeGreaterThan(0);
  });

  it('does not know who is back to strenuous activity before three months are over', () => {
    const recent = drawn.filter(({ operationDate }) => (operationDate ?? '') > '2026-08-05');
    expect(recent.length).toBeGreaterThan(1000);
    expect(recent.every(({ strenuousActivityWeek }) => strenuousActivityWeek === null)).toBe(true);
  });
});
