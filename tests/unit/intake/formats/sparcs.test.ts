import { describe, expect, it } from 'vitest';
import { casesOf, readDeliveries } from '../../../support/read-deliveries.ts';
import { sampleFile } from '../../../support/sample-file.ts';

describe('SPARCS', () => {
  it('is read with the header of 2020 as R writes it', async () => {
    const cases = casesOf(await readDeliveries(sampleFile('sparcs-2020.csv')));
    const read = cases.map(
      ({ hospital, fusion, laminectomy, discectomy, region, lengthOfStayNights, ageBand, sex }) => [
        hospital.code,
        fusion ? 'fusion' : laminectomy ? 'laminectomy' : discectomy ? 'discectomy' : 'none',
        region,
        lengthOfStayNights,
        ageBand,
        sex,
      ],
    );
    expect(read).toEqual([
      ['9001', 'fusion', 'cervical', 4, '50-69', 'female'],
      ['9001', 'fusion', null, 7, '18-29', 'male'],
      ['9001', 'discectomy', null, 1, '30-49', 'female'],
      ['9002', 'laminectomy', null, 12, '50-69', 'male'],
      ['9002', 'fusion', null, 5, '50-69', 'female'],
    ]);
    expect(cases.every(({ operationYear }) => operationYear === 2020)).toBe(true);
  });

  it('is read with the official header of earlier years', async () => {
    const deliveries = await readDeliveries(sampleFile('sparcs-2014.csv'));
    expect(deliveries.map(({ kind }) => kind)).toEqual(['case', 'case', 'case', 'skipped', 'case']);
    const cases = casesOf(deliveries);
    expect(cases[0]).toMatchObject({
      hospital: { code: '9001', name: 'Invented Hospital' },
      laminectomy: true,
      fusion: false,
      operationYear: 2014,
      operationDate: null,
      urgency: 'elective',
      operatingSurgeon: '90000001',
      responsibleSurgeon: '90000009',
    });
    expect(cases[1]).toMatchObject({ lengthOfStayNights: 120, lengthOfStayIsAtLeast: true, ageBand: '70+' });
    expect(cases[2]).toMatchObject({ fusion: true, region: 'cervical', lengthOfStayIsAtLeast: false });
    expect(cases[3]).toMatchObject({ urgency: null, sex: null });
  });

  it('reports no outcome, a death without a date included', async () => {
    const cases = casesOf(await readDeliveries(sampleFile('sparcs-2020.csv')));
    expect(cases.flatMap(({ events }) => events)).toEqual([]);
    expect(cases.flatMap(({ observed }) => Object.keys(observed))).toEqual([]);
  });

  it('knows a row by its place among those of its year, facility and procedure', async () => {
    const cases = casesOf(await readDeliveries(sampleFile('sparcs-2020.csv')));
    expect(cases.map(({ sourceCaseId }) => sourceCaseId)).toEqual([
      '2020 9001 MST013 1',
      '2020 9001 MST013 2',
      '2020 9001 MST016 1',
      '2020 9002 CNS008 1',
      '2020 9002 MST013 1',
    ]);
  });
});
