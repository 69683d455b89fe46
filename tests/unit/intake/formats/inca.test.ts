import { codedOperation } from '@lamina/server/intake/formats/chilean-procedures.ts';
import { codedComplications, codedRegion } from '@lamina/server/intake/formats/icd10-diagnoses.ts';
import { describe, expect, it } from 'vitest';
import { casesOf, readDeliveries } from '../../../support/read-deliveries.ts';
import { sampleFile } from '../../../support/sample-file.ts';

async function sampleCases() {
  return casesOf(await readDeliveries(sampleFile('inca.csv')));
}

describe('codes of the Chilean file', () => {
  it('get their lost zero back where that gives a code of the list', () => {
    expect(codedOperation(['309']).laminectomy).toBe(true);
    expect(codedOperation(['3.09']).laminectomy).toBe(true);
    expect(codedOperation(['8051']).discectomy).toBe(true);
    expect(codedOperation(['33', '331', '202']).laminectomy).toBe(false);
  });

  it('say region and approach, and combine approaches', () => {
    expect(codedOperation(['81.02', '81.03'])).toMatchObject({
      fusion: true,
      region: 'cervical',
      approach: 'combined',
    });
    expect(codedOperation(['81.03', '81.05'])).toMatchObject({ region: null, approach: 'posterior' });
  });

  it('tell a revision or an implant, and never its absence', () => {
    expect(codedOperation(['81.37', '84.51'])).toMatchObject({
      fusion: true,
      revision: true,
      instrumented: true,
    });
    expect(codedOperation(['80.51'])).toMatchObject({
      revision: null,
      instrumented: null,
      transfusion: false,
    });
  });

  it('take the most specific complication, and none that is why the patient came', () => {
    const kinds = (principal: string, secondary: string[]) =>
      codedComplications(principal, secondary, '2023-05-20').map(({ kind, depth }) => [kind, depth]);
    expect(kinds('M51.1', ['T81.42', 'G97.41', 'I10'])).toEqual([
      ['infection', 'deep'],
      ['dural-tear', null],
    ]);
    expect(kinds('T81.4', ['T81.4', 'T84.6', 'T81.0'])).toEqual([['bleeding', null]]);
    expect(kinds('M51.1', ['G96.8', 'S34.2'])).toEqual([]);
  });

  it('give the region by the fifth character of a dorsopathy', () => {
    expect(['M48.06', 'M48.02', 'M43.14', 'M48.05', 'M51.1', 'C79.5'].map(codedRegion)).toEqual([
      'lumbar',
      'cervical',
      'thoracic',
      null,
      'lumbar',
      null,
    ]);
  });
});

describe('INCA', () => {
  it('reads the operation and what was coded of the patient', async () => {
    const [first] = await sampleCases();
    expect(first).toMatchObject({
      hospital: { code: '999999', name: 'Hospital Inventado Ñuñoa' },
      operatingSurgeon: 'S01',
      laminectomy: true,
      fusion: false,
      region: 'lumbar',
      urgency: 'elective',
      lengthOfStayNights: 4,
      age: 55,
      sex: 'female',
      diabetes: true,
      smoker: null,
      indication: 'stenosis',
    });
  });

  it('judges injuries by the stay and readmission 30 days longer, but nothing that needs a window after discharge', async () => {
    const third = (await sampleCases())[2];
    expect(third?.observed).toEqual({ 'dural-tear': 17, bleeding: 17, readmission: 47 });
    expect(
      third?.events.map(({ kind, onsetDate, onsetPrecision }) => [kind, onsetDate, onsetPrecision]),
    ).toEqual([
      ['infection', '2023-05-20', 'at-latest'],
      ['bleeding', '2023-05-20', 'at-latest'],
      ['readmission', '2023-06-19', 'at-latest'],
    ]);
  });

  it('dates a death at the discharge, after which nobody is readmitted', async () => {
    const fifth = (await sampleCases())[4];
    expect(fifth?.events).toContainEqual(
      expect.objectContaining({ kind: 'death', onsetDate: '2023-07-09', onsetPrecision: 'day' }),
    );
    expect(fifth?.observed.readmission).toBeUndefined();
  });

  it('knows blanks in every spelling, and ids that became numbers', async () => {
    const surgeons = (await sampleCases()).map(({ operatingSurgeon }) => operatingSurgeon);
    expect(surgeons.slice(1, 5)).toEqual(['72870846', 'S01', null, null]);
  });

  it('reports nothing that needs a date where the operation has none', async () => {
    const sixth = (await sampleCases())[5];
    expect(sixth).toMatchObject({ operationDate: null, operationYear: 2023, observed: {} });
  });

  it('takes a cauda equina syndrome for the reason in an emergency', async () => {
    expect((await sampleCases())[7]?.indication).toBe('cauda-equina-syndrome');
  });

  it('passes over other operations', async () => {
    const deliveries = await readDeliveries(sampleFile('inca.csv'));
    expect(deliveries.at(-1)).toEqual({ kind: 'skipped', line: 10 });
  });
});
