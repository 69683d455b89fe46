import { createHash } from 'node:crypto';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import {
  type Indicator,
  NOT_COUNTED_REASONS,
  type NotCountedReason,
} from '@lamina/shared/indicators/indicator.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { daysBetweenDates, isPostgres, REAL, STRICT, TEXT, workedOutOnce } from '../database/dialect.ts';
import { ageBand, CriterionCompiler, caseField } from './criterion-to-sql.ts';

/** Raised when the way in which facts are derived changes, so that existing databases derive them anew. */
const DERIVATION_VERSION = 3;

const INTEGER = sql`integer`;

/** The dimensions of the facts: column, type, and the expression over the case view that fills it. */
const DIMENSION_COLUMNS: readonly (readonly [
  name: string,
  type: RawBuilder<unknown>,
  value: RawBuilder<unknown>,
])[] = [
  ['source', sql`${TEXT} not null`, sql`c.source_system`],
  ['hospital', sql`${INTEGER} not null`, sql`c.hospital_id`],
  ['surgeon', INTEGER, sql`c.operating_surgeon_id`],
  ['surgeon_assisting', INTEGER, sql`c.assisting_surgeon_id`],
  ['surgeon_responsible', INTEGER, sql`c.responsible_surgeon_id`],
  ['procedure', sql`${TEXT} not null`, sql`c.procedure`],
  ['region', TEXT, sql`c.region`],
  ['approach', TEXT, sql`c.approach`],
  ['urgency', TEXT, sql`c.urgency`],
  ['indication', TEXT, sql`c.indication`],
  ['age_band', TEXT, ageBand()],
  ['asa_class', INTEGER, sql`c.asa_class`],
  ['sex', TEXT, sql`c.sex`],
  ['revision', INTEGER, sql`c.revision`],
  ['minimally_invasive', INTEGER, sql`c.minimally_invasive`],
  ['instrumented', INTEGER, sql`c.instrumented`],
  ['diabetes', INTEGER, sql`c.diabetes`],
  ['smoker', INTEGER, sql`c.smoker`],
  ['period_start', sql`${TEXT} not null`, sql`coalesce(c.operation_date, c.operation_year || '-01-01')`],
  ['period_end', sql`${TEXT} not null`, sql`coalesce(c.operation_date, c.operation_year || '-12-31')`],
  ['month', TEXT, sql`substr(c.operation_date, 1, 7)`],
  [
    'quarter',
    TEXT,
    sql`substr(c.operation_date, 1, 4) || '-Q' || ((cast(substr(c.operation_date, 6, 2) as integer) + 2) / 3)`,
  ],
  ['year', sql`${INTEGER} not null`, sql`c.operation_year`],
  ['stay_is_at_least', sql`${INTEGER} not null`, sql`c.length_of_stay_is_at_least`],
];

/** Days that many an indicator asks for, beside the columns of the case. */
const ELAPSED_COLUMNS = [
  sql`${daysBetweenDates(sql.ref('c.operation_date'), sql.ref('i.cut_off'))} as days_since_operation`,
  sql`${daysBetweenDates(sql.ref('c.discharge_date'), sql.ref('i.cut_off'))} as days_since_discharge`,
  sql`${daysBetweenDates(sql.ref('c.operation_date'), sql.ref('c.discharge_date'))} as days_until_discharge`,
];

/** The facts' column of an indicator. */
export function outcomeColumn(indicatorId: string): string {
  return indicatorId.replaceAll('-', '_');
}

/** The facts' column that says why a case does not count in an indicator. */
export function reasonColumn(indicatorId: string): string {
  return `${outcomeColumn(indicatorId)}_reason`;
}

/** How a reason is stored: 1 for the first of NOT_COUNTED_REASONS. */
export function reasonCode(reason: NotCountedReason): number {
  return NOT_COUNTED_REASONS.indexOf(reason) + 1;
}

/** Derives the outcome facts of every case anew, in one transaction (the caller's, if it is in one). */
export async function rebuildOutcomeFacts(
  db: Database | DatabaseTransaction,
  catalogue: readonly Indicator[] = CATALOGUE,
): Promise<void> {
  if (!db.isTransaction) {
    await db.transaction().execute((transaction) => rebuildOutcomeFacts(transaction, catalogue));
    return;
  }
  if (isPostgres(db) && (await hasFactsOf(db, catalogue))) {
    // Others go on reading the facts as they were, which a table put in the place of another would not let them.
    await db.deleteFrom('case_outcome').execute();
    await fillFacts(catalogue).execute(db);
  } else {
    await sql`drop table if exists case_outcome`.execute(db);
    await createFactsTable(catalogue).execute(db);
    await fillFacts(catalogue).execute(db);
    await indexFacts(db);
  }
  await db
    .updateTable('record_state')
    .set((eb) => ({
      facts_data_version: eb.ref('data_version'),
      facts_catalogue_hash: catalogueHash(catalogue),
    }))
    .execute();
}

async function hasFactsOf(db: Database, catalogue: readonly Indicator[]): Promise<boolean> {
  const state = await db.selectFrom('record_state').select('facts_catalogue_hash').executeTakeFirst();
  return state?.facts_catalogue_hash === catalogueHash(catalogue);
}

async function indexFacts(db: Database): Promise<void> {
  await sql`create index case_outcome_hospital on case_outcome (hospital)`.execute(db);
  await sql`create index case_outcome_surgeon on case_outcome (surgeon)`.execute(db);
  // The list of cases opens with the latest operations first.
  await sql`create index case_outcome_operation on case_outcome (period_start)`.execute(db);
}

/**
 * Says that the record differs from before in these cases only, and derives their facts anew: what deriving everything would give. Where the
 * facts were stale before, everything is derived.
 */
export async function advanceOutcomeFacts(
  transaction: DatabaseTransaction,
  caseIds: readonly number[],
  catalogue: readonly Indicator[] = CATALOGUE,
): Promise<void> {
  const before = await transaction.selectFrom('record_state').selectAll().executeTakeFirstOrThrow();
  await transaction
    .updateTable('record_state')
    .set((eb) => ({ data_version: eb('data_version', '+', 1) }))
    .execute();
  const current =
    before.facts_data_version === before.data_version &&
    before.facts_catalogue_hash === catalogueHash(catalogue);
  if (!current) {
    await rebuildOutcomeFacts(transaction, catalogue);
    return;
  }
  await transaction.deleteFrom('case_outcome').where('case_id', 'in', caseIds).execute();
  await fillFacts(catalogue, caseIds).execute(transaction);
  await transaction
    .updateTable('record_state')
    .set((eb) => ({ facts_data_version: eb.ref('data_version') }))
    .execute();
}

/** Derives the facts anew only if the record or the catalogue changed since they were derived. Returns whether it did. */
export async function refreshOutcomeFacts(
  db: Database,
  catalogue: readonly Indicator[] = CATALOGUE,
): Promise<boolean> {
  const state = await db.selectFrom('record_state').selectAll().executeTakeFirstOrThrow();
  if (
    state.facts_data_version === state.data_version &&
    state.facts_catalogue_hash === catalogueHash(catalogue)
  ) {
    return false;
  }
  await rebuildOutcomeFacts(db, catalogue);
  return true;
}

function catalogueHash(catalogue: readonly Indicator[]): string {
  return createHash('sha256')
    .update(JSON.stringify([DERIVATION_VERSION, catalogue]))
    .digest('hex');
}

function createFactsTable(catalogue: readonly Indicator[]): RawBuilder<unknown> {
  const columns = [
    sql`case_id integer primary key`,
    ...DIMENSION_COLUMNS.map(([name, type]) => sql`${sql.ref(name)} ${type}`),
    ...catalogue.flatMap(({ id, kind }) => [
      sql`${sql.ref(outcomeColumn(id))} ${kind === 'mean-change' ? REAL : INTEGER}`,
      sql`${sql.ref(reasonColumn(id))} integer`,
    ]),
  ];
  return sql`create table case_outcome (${sql.join(columns)}) ${STRICT}`;
}

/** Of every case, or of these. */
function fillFacts(catalogue: readonly Indicator[], caseIds?: readonly number[]): RawBuilder<unknown> {
  const only = (column: string) =>
    caseIds === undefined ? sql`` : sql`where ${sql.ref(column)} in (${sql.join(caseIds)})`;
  const compiler = new CriterionCompiler();
  const judged = catalogue.map((indicator) => ({
    value: sql.ref(`judged.${outcomeColumn(indicator.id)}`),
    reason: sql.ref(`judged.${reasonColumn(indicator.id)}`),
    measured: sql`${measured(indicator, compiler)} as ${sql.ref(outcomeColumn(indicator.id))}`,
    notCounted: sql`${notCounted(indicator, compiler)} as ${sql.ref(reasonColumn(indicator.id))}`,
  }));
  const notReported = sql.lit(reasonCode('not-reported'));
  return sql`
    insert into case_outcome
    select
      judged.case_id,
      ${sql.join(DIMENSION_COLUMNS.map(([name]) => sql.ref(`judged.${name}`)))},
      ${sql.join(
        judged.flatMap(({ value, reason }) => [
          sql`case when ${reason} is null then ${value} end`,
          sql`case when ${reason} is not null then ${reason} when ${value} is null then ${notReported} end`,
        ]),
      )}
    from (
      select
        c.id as case_id,
        ${sql.join(DIMENSION_COLUMNS.map(([name, , value]) => sql`${value} as ${sql.ref(name)}`))},
        ${sql.join(judged.flatMap(({ measured, notCounted }) => [measured, notCounted]))}
      from ${workedOutOnce(sql`
        select c.*, ${sql.join(ELAPSED_COLUMNS)} from surgical_case c join import i on i.id = c.import_id ${only('c.id')}`)} c
      left join recovery r on r.case_id = c.id
      left join (
        select ev.case_id, ${sql.join([sql`1`, ...compiler.eventColumns()])}
        from event ev join surgical_case c on c.id = ev.case_id ${only('ev.case_id')}
        group by ev.case_id
      ) e on e.case_id = c.id
      left join (
        select ps.case_id, ${sql.join([sql`1`, ...compiler.scoreColumns()])} from prom_score ps ${only('ps.case_id')} group by ps.case_id
      ) p on p.case_id = c.id
    ) judged`;
}

/** What the indicator measures of a case, whether it counts or not: 1 or 0, nights, or a change; NULL if unknown. */
function measured(indicator: Indicator, compiler: CriterionCompiler): RawBuilder<unknown> {
  switch (indicator.kind) {
    case 'proportion': {
      const holds = compiler.compile(indicator.numerator);
      return sql`case when ${holds} then 1 when not ${holds} then 0 end`;
    }
    case 'duration':
      return caseField(indicator.measure);
    case 'mean-change':
      return compiler.improvement(indicator.change.instrument, indicator.change.at);
  }
}

/** The code of the reason why a case does not count before its outcome is looked at, so that no outcome decides who counts; NULL if it counts. */
function notCounted(indicator: Indicator, compiler: CriterionCompiler): RawBuilder<unknown> {
  const branches: RawBuilder<unknown>[] = [];
  const decide = (condition: RawBuilder<unknown>, reason: NotCountedReason) => {
    branches.push(sql`when ${condition} then ${sql.lit(reasonCode(reason))}`);
  };
  const denominator = compiler.compile(indicator.denominator);
  decide(sql`not ${denominator}`, 'not-applicable');
  decide(sql`${denominator} is null`, 'not-reported');
  if (indicator.exclusions.length > 0) {
    const excluded = compiler.compile({ kind: 'any', criteria: indicator.exclusions });
    decide(excluded, 'excluded');
    decide(sql`${excluded} is null`, 'not-reported');
  }
  decideFollowUp(indicator, decide);
  return sql`case ${sql.join(branches, sql` `)} end`;
}

function decideFollowUp(
  { followUp }: Indicator,
  decide: (condition: RawBuilder<unknown>, reason: NotCountedReason) => void,
): void {
  if (followUp === null) return;
  const days = sql.lit(followUp.days ?? 0);
  if (followUp.days !== undefined) {
    const elapsed = sql.ref(`c.days_since_${followUp.from}`);
    decide(sql`${elapsed} is null`, 'not-reported');
    decide(sql`${elapsed} < ${days}`, 'not-yet-eligible');
  }
  const observed = followUp.observed.map((kind) => sql.ref(`c.${kind.replaceAll('-', '_')}_observed_days`));
  for (const column of observed) decide(sql`${column} is null`, 'not-reported');
  if (followUp.days !== undefined) {
    const needed = followUp.from === 'discharge' ? sql`${days} + c.days_until_discharge` : days;
    for (const column of observed) decide(sql`${column} < ${needed}`, 'follow-up-too-short');
  }
}
