import type { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import type { CaseCounted, CaseSort, CasesOfIndicator } from '@lamina/shared/contract/cases.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { anyOfNumbers, daysBetweenDates, leadingNumber, withoutIndex } from '../database/dialect.ts';
import { selected } from '../tally/filter-to-sql.ts';
import { type GroupIndicators, selectGroup } from './case-group.repository.ts';
import { outcomeColumn, reasonCode, reasonColumn } from './outcome-facts.repository.ts';

/** Which cases are listed: those of the filter, of them those of which this became in an indicator, of those the ones of a group. */
export interface CaseSelection {
  readonly scope: Scope;
  readonly filter: CaseFilter;
  readonly of: CasesOfIndicator | undefined;
  readonly group: CaseGroup | undefined;
  /** What groups are made of. */
  readonly indicators: GroupIndicators;
}

export interface ListedCase {
  readonly id: number;
  /** Value in the indicator asked about; null where it does not count, or none was asked about. */
  readonly outcome: number | null;
}

/** The ids of the selected cases in the order asked for, unknown values last, equals by id: the same order on every page. */
export async function listCaseIds(
  db: Database,
  selection: CaseSelection,
  sort: CaseSort,
  page: { readonly offset: number; readonly limit: number },
): Promise<ListedCase[]> {
  const { of, group } = selection;
  const outcome =
    of === undefined
      ? sql<number | null>`cast(null as integer)`
      : sql.ref<number | null>(outcomeColumn(of.indicator));
  const rare = group !== undefined || (of !== undefined && of.counted !== 'denominator');
  const { value, known } = sortExpression(sort, outcome, rare);
  const direction = sort.descending ? 'desc' : 'asc';
  let query = casesOf(db, selection).select(['case_id as id', outcome.as('outcome')]);
  if (!known) query = query.orderBy(sql`${value} is null`);
  return query
    .orderBy(value, direction)
    .orderBy('case_id', direction)
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

/** How many cases a list has. */
export async function countListed(db: Database, selection: CaseSelection): Promise<number> {
  const row = await casesOf(db, selection)
    .select((eb) => eb.fn.countAll<number>().as('cases'))
    .executeTakeFirst();
  return Number(row?.cases ?? 0);
}

function casesOf(db: Database, { scope, filter, of, group, indicators }: CaseSelection) {
  let query = db.selectFrom('case_outcome').where((eb) => selected(eb, scope, filter));
  if (of !== undefined) query = query.where(condition(of.indicator, of.counted));
  if (group === undefined) return query;
  const ids = selectGroup(db, scope, filter, group, indicators);
  return query.where('case_id', 'in', sql<number>`${ids}`);
}

function condition(indicator: string, counted: CaseCounted): RawBuilder<boolean> {
  const outcome = sql.ref(outcomeColumn(indicator));
  if (counted === 'numerator') return sql<boolean>`${outcome} = 1`;
  if (counted === 'not-numerator') return sql<boolean>`${outcome} = 0`;
  if (counted === 'denominator') return sql<boolean>`${outcome} is not null`;
  return sql<boolean>`${sql.ref(reasonColumn(indicator))} = ${sql.lit(reasonCode(counted))}`;
}

interface SortExpression {
  readonly value: RawBuilder<unknown>;
  /** Never NULL: an index can then serve the order. */
  readonly known?: boolean;
}

function sortExpression({ column }: CaseSort, outcome: RawBuilder<unknown>, rare: boolean): SortExpression {
  switch (column) {
    case 'operation':
      // Few cases are found sooner by looking through the facts than in the order of the index, which is then set aside.
      return { value: rare ? withoutIndex('period_start') : sql.ref('period_start'), known: true };
    case 'outcome':
      return { value: outcome };
    case 'key':
      return { value: ofRecord('source_case_key'), known: true };
    case 'hospital':
      return { value: sql`(select coalesce(h.name, h.code) from hospital h where h.id = hospital)` };
    case 'surgeon':
      return { value: sql`(select s.code from surgeon s where s.id = surgeon)` };
    case 'age':
      return {
        value: sql`coalesce((select c.age from surgical_case c where c.id = case_id), ${leadingNumber('age_band')})`,
      };
    case 'events':
      return {
        value: sql`(select count(*) from event ev where ev.case_id = case_outcome.case_id and coalesce(ev.present_at_surgery, 0) = 0)`,
        known: true,
      };
    case 'nights':
      return {
        value: sql`(select coalesce(c.length_of_stay_nights, ${daysBetweenDates(sql.ref('c.admission_date'), sql.ref('c.discharge_date'))}) from surgical_case c where c.id = case_id)`,
      };
    case 'levels':
      return { value: ofRecord('levels') };
    case 'admission':
      return { value: ofRecord('admission_date') };
    case 'discharge':
      return { value: ofRecord('discharge_date') };
    case 'duration':
      return { value: ofRecord('duration_minutes') };
    case 'bloodLoss':
      return { value: ofRecord('blood_loss_millilitres') };
    case 'asaClass':
      return { value: sql.ref('asa_class') };
    case 'minimallyInvasive':
      return { value: sql.ref('minimally_invasive') };
    default:
      return { value: sql.ref(column) };
  }
}

/** A field of the record that the facts do not have. */
function ofRecord(column: string): RawBuilder<unknown> {
  return sql`(select c.${sql.ref(column)} from surgical_case c where c.id = case_id)`;
}

/** What the list shows of each of these cases, by id. */
export async function listCaseDetails(db: Database, ids: readonly number[]) {
  const among = anyOfNumbers(ids);
  const [rows, events] = await Promise.all([
    db
      .selectFrom('surgical_case as c')
      .innerJoin('hospital as h', 'h.id', 'c.hospital_id')
      .innerJoin('case_outcome as o', 'o.case_id', 'c.id')
      .leftJoin('surgeon as s', 's.id', 'c.operating_surgeon_id')
      .where('c.id', 'in', among)
      .select([
        'c.id',
        'c.source_case_key',
        'c.operation_date',
        'c.operation_year',
        'c.procedure',
        'h.name as hospital_name',
        'h.code as hospital_code',
        's.code as surgeon_code',
        'c.indication',
        'c.region',
        'c.levels',
        'c.approach',
        'c.urgency',
        'c.revision',
        'c.minimally_invasive',
        'c.instrumented',
        'c.age',
        'o.age_band',
        'c.sex',
        'c.asa_class',
        'c.diabetes',
        'c.smoker',
        'c.admission_date',
        'c.discharge_date',
        'c.length_of_stay_nights',
        'c.length_of_stay_is_at_least',
        'c.duration_minutes',
        'c.blood_loss_millilitres',
        'c.source_system',
      ])
      .execute(),
    db
      .selectFrom('event')
      .where('case_id', 'in', among)
      .where((eb) => eb(eb.fn.coalesce('present_at_surgery', eb.lit(0)), '=', 0))
      .select(['case_id', 'kind'])
      .distinct()
      .execute(),
  ]);
  const kinds = Map.groupBy(events, ({ case_id }) => case_id);
  return new Map(
    rows.map((row) => [row.id, { ...row, events: (kinds.get(row.id) ?? []).map(({ kind }) => kind) }]),
  );
}

export type CaseDetails =
  Awaited<ReturnType<typeof listCaseDetails>> extends Map<number, infer Row> ? Row : never;
