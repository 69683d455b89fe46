import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Delivery } from '../delivery.ts';
import { type Format, missingColumns } from '../format.ts';
import type { Row, TableHeader } from '../row.ts';

const PUBLISHER = 'California Department of Public Health';

/** Deep and organ-space infections found when the patient was admitted: the surveillance definition. */
const OPERATIONS = new Map<string, { procedure: Procedure; indicatorId: string }>([
  ['laminectomy', { procedure: 'laminectomy', indicatorId: 'complex-infection-laminectomy' }],
  ['spinal fusion', { procedure: 'fusion', indicatorId: 'complex-infection-fusion' }],
]);

const POOLED = /^state of california pooled data\s*-\s*/i;

/** Licensing numbers have nine digits; several releases lost the leading zero. */
const FACILITY_ID_LENGTH = 9;

/** Since 2018 and before. */
const OBSERVED = ['infections_reported', 'infection_count'] as const;
const PREDICTED = ['infections_predicted', 'predicted_infection_count'] as const;

/** Surgical-site infections by hospital and operation, published yearly by California. */
export const CDPH_SSI: Format = {
  id: 'cdph-ssi',
  title: 'California surgical-site infections by hospital (CDPH)',
  delivers: 'comparators',
  sourceSystem: 'cdph-ssi',
  legacyEncoding: 'macintosh',
  hiddenColumns: [],
  blanks: [],
  recognises: (header) => faultOf(header) === undefined,
  faultOf,
  reader: () => comparatorOf,
};

function faultOf(header: TableHeader): string | undefined {
  const either = (names: readonly [string, string]) => (header.positions.has(names[1]) ? names[1] : names[0]);
  return missingColumns(header, [
    'year',
    'operative_procedure',
    'facility_id',
    'facility_name',
    'procedure_count',
    either(OBSERVED),
    either(PREDICTED),
    'sir',
  ]);
}

function comparatorOf(row: Row): Delivery {
  const named = row.text('operative_procedure') ?? pooledName(row);
  const pooled = POOLED.test(named);
  const operation = OPERATIONS.get(named.replace(POOLED, '').trim().toLowerCase());
  if (operation === undefined) return { kind: 'skipped', line: row.line };

  const observedColumn = row.has(OBSERVED[0]) ? OBSERVED[0] : OBSERVED[1];
  const predictedColumn = row.has(PREDICTED[0]) ? PREDICTED[0] : PREDICTED[1];
  const year = count(row, 'year');
  const operations = count(row, 'procedure_count');
  const observed = count(row, observedColumn);
  if (observed > operations) row.reject(observedColumn, 'expected no more infections than operations');
  const facilityCode = pooled ? null : facilityCodeOf(row);
  const facilityName = pooled ? 'California' : row.required('facility_name', 'the name of the facility');
  const predicted = row.number(predictedColumn);
  const ratio = row.number('sir');
  const ratioLower = row.number('sir_ci_95_lower_limit');
  const ratioUpper = row.number('sir_ci_95_upper_limit');
  if (row.rejections.length > 0 || facilityName === null) {
    return { kind: 'rejected', line: row.line, rejections: row.rejections };
  }
  const verdict = row.text('comparison');
  return {
    kind: 'comparator',
    line: row.line,
    comparator: {
      ...operation,
      publisher: PUBLISHER,
      year,
      facilityCode,
      facilityName,
      pooled,
      operations,
      observed,
      predicted,
      ratio,
      ratioLower,
      ratioUpper,
      verdict,
    },
  };
}

/** A table may name what is pooled in the column of the facility instead. */
function pooledName(row: Row): string {
  return row.text('facility_name') ?? '';
}

function count(row: Row, column: string): number {
  row.required(column, 'a whole number');
  const value = row.wholeNumber(column) ?? 0;
  if (value < 0) row.reject(column, 'expected at least 0');
  return value;
}

function facilityCodeOf(row: Row): string {
  const value = row.required('facility_id', 'the number of the facility') ?? '';
  if (!/^\d*$/.test(value) || value.length > FACILITY_ID_LENGTH) {
    row.reject('facility_id', `expected a number of up to ${FACILITY_ID_LENGTH} digits`);
  }
  return value.padStart(FACILITY_ID_LENGTH, '0');
}
