import { describe, expect, it } from 'vitest';
import { bytesAsSource } from '../../../support/byte-source.ts';
import { readDeliveries, rejectionsOf } from '../../../support/read-deliveries.ts';
import { sampleFile } from '../../../support/sample-file.ts';

async function comparators(name: string) {
  const deliveries = await readDeliveries(sampleFile(name));
  return deliveries.flatMap((delivery) => (delivery.kind === 'comparator' ? [delivery.comparator] : []));
}

describe('published infection tables of California', () => {
  it('are read from UTF-8 with a byte order mark, ids getting their zero back', async () => {
    const [laminectomy, fusion, small] = await comparators('cdph-ssi-2021.csv');
    expect(laminectomy).toEqual({
      publisher: 'California Department of Public Health',
      indicatorId: 'complex-infection-laminectomy',
      procedure: 'laminectomy',
      year: 2021,
      facilityCode: '039990001',
      facilityName: 'Invented Hospital',
      pooled: false,
      operations: 513,
      observed: 2,
      predicted: 2.37,
      ratio: 0.84,
      ratioLower: 0.14,
      ratioUpper: 2.79,
      verdict: 'Same',
    });
    expect(fusion).toMatchObject({
      indicatorId: 'complex-infection-fusion',
      procedure: 'fusion',
      verdict: 'Worse',
    });
    expect(small).toMatchObject({ predicted: 0, ratio: null, ratioLower: null, verdict: null });
  });

  it('are read from Mac Roman with the pooled row of the state', async () => {
    const read = await comparators('cdph-ssi-2024.csv');
    expect(read[0]).toMatchObject({
      pooled: true,
      facilityCode: null,
      facilityName: 'California',
      procedure: 'fusion',
    });
    expect(read.at(-1)?.facilityName).toBe('Hôpital Inventé');
  });

  it('are read with the column names of 2017', async () => {
    expect((await comparators('cdph-ssi-2017.csv'))[0]).toMatchObject({
      year: 2017,
      observed: 4,
      predicted: 6.1,
    });
  });

  it('pass over other operations without rejecting them', async () => {
    const deliveries = await readDeliveries(sampleFile('cdph-ssi-2021.csv'));
    expect(deliveries.filter(({ kind }) => kind === 'skipped')).toHaveLength(1);
  });

  it('are refused where figures cannot be', async () => {
    const header =
      'Year,Operative_Procedure,Facility_ID,Facility_Name,Procedure_Count,Infections_Reported,Infections_Predicted,SIR';
    const rows = [
      '2021,Laminectomy,12,A,10,11,1,1',
      '2021,Laminectomy,,A,10,1,1,1',
      '2021,Laminectomy,12,A,,1,x,1',
    ];
    expect(rejectionsOf(await readDeliveries(bytesAsSource([header, ...rows].join('\n'))))).toEqual([
      'line 2, Infections_Reported "11": expected no more infections than operations',
      'line 3, Facility_ID "null": expected the number of the facility',
      'line 4, Procedure_Count "null": expected a whole number',
      'line 4, Infections_Reported "1": expected no more infections than operations',
      'line 4, Infections_Predicted "x": expected a number such as 27.4, with a point and no unit',
    ]);
  });
});
