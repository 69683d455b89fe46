import type { CaseColumn, CaseRow, CasesCsv, CasesCsvInput } from '@lamina/shared/contract/cases.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { stringify } from 'csv-stringify/sync';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { getAllCases } from './cases.service.ts';
import type { ServiceContext } from './service-context.ts';

const HEADINGS: Readonly<Record<CaseColumn, string>> = {
  key: 'case',
  operation: 'operation date',
  procedure: 'procedure',
  outcome: 'value in the indicator',
  hospital: 'hospital',
  surgeon: 'surgeon',
  indication: 'indication',
  region: 'region',
  levels: 'levels',
  approach: 'approach',
  urgency: 'urgency',
  revision: 'revision',
  minimallyInvasive: 'minimally invasive',
  instrumented: 'implants',
  age: 'age (years or band)',
  sex: 'sex',
  asaClass: 'ASA class',
  diabetes: 'diabetes',
  smoker: 'smoker',
  admission: 'admission date',
  discharge: 'discharge date',
  nights: 'stay (nights)',
  duration: 'duration (minutes)',
  bloodLoss: 'blood loss (ml)',
  events: 'events',
  source: 'source',
};

/**
 * The whole list as a file: lines with '# ' that say what it lists and how fresh the data are, then a line a case. An
 * empty field is not reported. Texts that a spreadsheet would run as a formula are neutralised.
 */
export async function getCasesCsv(
  viewer: Viewer,
  context: ServiceContext,
  { columns, about, ...list }: CasesCsvInput,
): Promise<CasesCsv> {
  const [{ dataCutOff, contents }, rows] = await Promise.all([
    getRecordState(context.db),
    getAllCases(viewer, context, list),
  ]);
  const head = [
    'Lamina: list of cases',
    ...about,
    `Data up to ${dataCutOff ?? 'an unknown day'}`,
    ...(contents === 'demo' ? ['Demonstration network: invented patients, hospitals and surgeons'] : []),
    `Cases: ${rows.length}`,
  ];
  const lines = [
    ...head.map((line) => [`# ${line}`]),
    columns.map((column) => HEADINGS[column]),
    ...rows.map((row) => columns.map((column) => cell(row, column))),
  ];
  return {
    fileName: `lamina-cases${dataCutOff === null ? '' : `-${dataCutOff}`}.csv`,
    text: stringify(lines, { escape_formulas: true, bom: true, record_delimiter: 'windows' }),
  };
}

function cell(row: CaseRow, column: CaseColumn): string | number {
  if (column === 'operation') return row.operation ?? String(row.operationYear);
  if (column === 'age') return row.age ?? row.ageBand ?? '';
  if (column === 'nights') return row.nightsAreAtLeast ? `${row.nights ?? ''} or more` : (row.nights ?? '');
  const value = row[column];
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' || typeof value === 'string') return value;
  return value.join('; ');
}
