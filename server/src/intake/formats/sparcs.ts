import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import { type AgeBand, REGIONS, type Sex, type Urgency } from '@lamina/shared/domain/surgical-case.ts';
import { z } from 'zod';
import { readCodeList } from '../code-list.ts';
import { deliverCase } from '../deliver-case.ts';
import type { Delivery } from '../delivery.ts';
import { type Format, missingColumns, type RowReader } from '../format.ts';
import type { Row, TableHeader } from '../row.ts';

/** What the columns are called in the releases of 2009–2019, those from 2020, and the R data frames made of them. */
const COLUMNS = {
  facility: ['facility_id', 'permanent_facility_id'],
  procedure: ['ccs_procedure_code', 'ccsr_procedure_code'],
  stay: ['length_of_stay', 'los'],
  ageGroup: ['age_group', 'age'],
} as const;

/** The header of 2020 as R writes it has no year. */
const YEAR_WITHOUT_COLUMN = 2020;

const Procedure = z.object({ means: z.enum(PROCEDURES) });
const CCS_PROCEDURES = readCodeList('ccs-procedures', Procedure);
const CCSR_PROCEDURES = readCodeList('ccsr-procedures', Procedure);
const DRGS = readCodeList('apr-drgs', z.object({ region: z.enum([...REGIONS, '']) }));

const SEX = new Map<string, Sex | null>([
  ['f', 'female'],
  ['m', 'male'],
  ['u', null],
]);

const AGE_BAND = new Map<string, AgeBand>([
  ['0 to 17', '0-17'],
  ['18 to 29', '18-29'],
  ['30 to 49', '30-49'],
  ['50 to 69', '50-69'],
  ['70 or older', '70+'],
]);

const URGENCY = new Map<string, Urgency | null>([
  ['elective', 'elective'],
  ['urgent', 'urgent'],
  ['emergency', 'emergency'],
  ['trauma', 'emergency'],
  ['newborn', null],
  ['not available', null],
]);

/** New York's inpatient discharges: stays without dates, without a case id, and without outcomes that could be placed in time. */
export const SPARCS: Format = {
  id: 'sparcs',
  title: 'New York SPARCS inpatient discharges, de-identified (2009 and later)',
  delivers: 'cases',
  sourceSystem: 'sparcs',
  legacyEncoding: 'windows-1252',
  hiddenColumns: ['zip_code_3_digits'],
  blanks: ['na', 'null'],
  recognises: (header) => faultOf(header) === undefined,
  faultOf,
  reader,
};

function faultOf(header: TableHeader): string | undefined {
  return missingColumns(
    header,
    Object.values(COLUMNS).map((names) => names.find((name) => header.positions.has(name)) ?? names[0]),
  );
}

function reader(sourceSystem: string): RowReader {
  const ordinals = new Map<string, number>();
  return (row) => {
    const columns = columnsOf(row);
    const code = row.text(columns.procedure);
    const procedure = procedureOf(columns.procedure, code);
    if (code === null || procedure === undefined) return { kind: 'skipped', line: row.line };
    const year = row.has('discharge_year') ? row.wholeNumber('discharge_year') : YEAR_WITHOUT_COLUMN;
    const facility = row.required(columns.facility, 'the number of the facility')?.replaceAll(',', '') ?? '';
    // There is no case id: a row is known by its place among those of its year, facility and procedure.
    const group = `${year} ${facility} ${code}`;
    const ordinal = (ordinals.get(group) ?? 0) + 1;
    ordinals.set(group, ordinal);
    return caseOf(row, columns, {
      sourceSystem,
      sourceCaseId: `${group} ${ordinal}`,
      facility,
      year,
      procedure,
    });
  };
}

type Columns = Record<keyof typeof COLUMNS, string>;

function columnsOf(row: Row): Columns {
  const present = (names: readonly [string, string]) => (row.has(names[0]) ? names[0] : names[1]);
  return {
    facility: present(COLUMNS.facility),
    procedure: present(COLUMNS.procedure),
    stay: present(COLUMNS.stay),
    ageGroup: present(COLUMNS.ageGroup),
  };
}

function procedureOf(column: string, code: string | null) {
  if (code === null) return undefined;
  return column === 'ccs_procedure_code'
    ? CCS_PROCEDURES.get(code.replace(/^0+/, ''))?.means
    : CCSR_PROCEDURES.get(code)?.means;
}

interface Identified {
  readonly sourceSystem: string;
  readonly sourceCaseId: string;
  readonly facility: string;
  readonly year: number | null;
  readonly procedure: z.infer<typeof Procedure>['means'];
}

function caseOf(
  row: Row,
  columns: Columns,
  { sourceSystem, sourceCaseId, facility, year, procedure }: Identified,
): Delivery {
  const stay = stayOf(row, columns.stay);
  const drg = DRGS.get(row.text('apr_drg_code')?.replace(/^0+/, '') ?? '');
  if (year === null) row.reject('discharge_year', 'expected the year of discharge');
  return deliverCase(
    row,
    {
      sourceSystem,
      sourceCaseId,
      hospital: { code: facility, name: row.text('facility_name') },
      operatingSurgeon: row.text('operating_provider_license_number'),
      responsibleSurgeon: row.text('attending_provider_license_number'),
      fusion: procedure === 'fusion',
      laminectomy: procedure === 'laminectomy',
      discectomy: procedure === 'discectomy',
      region: procedure === 'fusion' ? drg?.region || null : null,
      urgency: row.word('type_of_admission', URGENCY),
      operationYear: year ?? YEAR_WITHOUT_COLUMN,
      lengthOfStayNights: stay.nights,
      lengthOfStayIsAtLeast: stay.isAtLeast,
      ageBand: row.word(columns.ageGroup, AGE_BAND),
      sex: row.word('gender', SEX),
    },
    (path) => fieldColumns(columns)[String(path[0])] ?? null,
  );
}

function fieldColumns(columns: Columns): Readonly<Record<string, string>> {
  return {
    hospital: columns.facility,
    operationYear: 'discharge_year',
    lengthOfStayNights: columns.stay,
  };
}

/** '7', or '120 +' for 120 and more. */
function stayOf(row: Row, column: string): { nights: number | null; isAtLeast: boolean } {
  const value = row.text(column);
  if (value === null) return { nights: null, isAtLeast: false };
  const match = /^(\d{1,4}) *(\+?)$/.exec(value);
  if (match !== null) return { nights: Number(match[1]), isAtLeast: match[2] === '+' };
  row.reject(column, 'expected a number of days such as 7, or 120 +');
  return { nights: null, isAtLeast: false };
}
