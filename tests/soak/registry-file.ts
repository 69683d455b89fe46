import { addDays } from '@lamina/shared/domain/period.ts';

const HEADER =
  'case_id,patient_id,hospital,operating_surgeon,laminectomy,discectomy,fusion,admission_date,operation_date,' +
  'discharge_date,age,sex,infection,infection_date,dural_tear,first_walked_day,odi_baseline,odi_month_12';

/** A file in Lamina's CSV with this many cases; `revised` says something else about every third. */
export function registryFile(cases: number, revised: boolean): string {
  const rows = Array.from({ length: cases }, (_, index) => {
    const operated = addDays('2021-01-01', index % 1000);
    const infected = index % 17 === 0;
    return [
      `OP-${index}`,
      `P-${index % 997}`,
      `H${index % 5}`,
      `S${index % 23}`,
      index % 2 === 0 ? 'yes' : 'no',
      index % 2 === 0 ? 'no' : 'yes',
      index % 5 === 0 ? 'yes' : 'no',
      operated,
      operated,
      addDays(operated, index % 9),
      20 + (index % 70) + (revised && index % 3 === 0 ? 1 : 0),
      index % 2 === 0 ? 'female' : 'male',
      infected ? 'yes' : 'no',
      infected ? addDays(operated, 11) : '',
      index % 31 === 0 ? 'yes' : 'no',
      index % 3,
      40 + (index % 20),
      index % 4 === 0 ? '' : 20 + (index % 15),
    ].join(',');
  });
  return `${[HEADER, ...rows].join('\n')}\n`;
}
