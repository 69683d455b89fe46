import type { RiskModel } from '@lamina/shared/contract/risk-model.ts';
import { COVARIATES, type Covariate, type CovariateValue } from '@lamina/shared/indicators/case-mix-term.ts';
import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { isPostgres, REAL, STRICT } from '../database/dialect.ts';
import { readAtOnce } from '../database/read-at-once.ts';
import { writeRows } from './bulk-write.ts';
import { type CovariateRow, covariateColumns, toCovariates } from './case-covariates.repository.ts';
import { outcomeColumn } from './outcome-facts.repository.ts';
import { lockRecord } from './record-writer.repository.ts';
import { type CaseMixBasis, getCaseMixBasis } from './risk-model.repository.ts';

const ROWS_A_CHUNK = 10_000;

/** How an outcome is marked of a case that does not count. */
export const DOES_NOT_COUNT = -1;

/** All cases, by column, in order of their id. */
export interface CaseMixCases {
  readonly basis: CaseMixBasis;
  readonly ids: readonly number[];
  readonly covariates: Readonly<Record<Covariate, readonly CovariateValue[]>>;
  /** By indicator: 1, 0 or DOES_NOT_COUNT. */
  readonly outcomes: ReadonlyMap<string, Int8Array>;
}

/** The covariates that the outcome facts do not have. */
export const CODED_COVARIATES = [
  'age',
  'bodyMassIndex',
  'levels',
  'odiAtBaseline',
  'backPainAtBaseline',
  'legPainAtBaseline',
] as const satisfies readonly Covariate[];

/** A covariate of all cases, with one code for all values between which no model makes a difference. */
export interface CodedCovariate {
  /** By code, one of the values that it stands for. */
  readonly values: readonly CovariateValue[];
  /** In the order of the cases. */
  readonly codes: Uint32Array;
}

/** In log odds. */
export interface CovariateEffect {
  readonly indicatorId: string;
  readonly covariate: Covariate | 'intercept';
  readonly code: number;
  readonly value: CovariateValue;
  readonly logOdds: number;
}

/** What was fitted to all cases, in their order. */
export interface FittedCaseMix {
  readonly models: readonly ModelWithRisks[];
  readonly covariates: Readonly<Record<(typeof CODED_COVARIATES)[number], CodedCovariate>>;
  readonly effects: readonly CovariateEffect[];
}

/** A model and, where it is fitted, its expected risk of each case, in the order of the ids (NaN where the case does not count). */
export interface ModelWithRisks {
  readonly model: RiskModel;
  readonly risks: Float64Array | null;
}

/** The column of expected risks of an indicator. */
export function expectedColumn(indicatorId: string): string {
  return `${outcomeColumn(indicatorId)}_expected`;
}

/** The column of the code of a covariate. */
export function covariateColumn(covariate: Covariate): string {
  return `covariate_${covariate.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
}

/** Reads what models of these indicators are fitted to, all of one version of the facts. */
export async function readCaseMixCases(db: Database, indicators: readonly string[]): Promise<CaseMixCases> {
  return readAtOnce(db, async (transaction) => {
    const { needed: basis } = await getCaseMixBasis(transaction);
    const { cases } = await transaction
      .selectFrom('case_outcome')
      .select((eb) => eb.fn.countAll<number>().as('cases'))
      .executeTakeFirstOrThrow();
    const ids: number[] = [];
    const covariates = Object.fromEntries(
      COVARIATES.map((covariate): [string, CovariateValue[]] => [covariate, []]),
    ) as Record<Covariate, CovariateValue[]>;
    const outcomes = indicators.map((id) => ({ id, values: new Int8Array(cases) }));
    for (;;) {
      const rows = (await transaction
        .selectFrom('case_outcome')
        .innerJoin(
          // What comes of the record alone is a question of its own: Citus keeps the facts elsewhere.
          (eb) =>
            eb
              .selectFrom('surgical_case as c')
              .select('c.id')
              .select(covariateColumns())
              .where('c.id', '>', ids.at(-1) ?? -1)
              .orderBy('c.id')
              .limit(ROWS_A_CHUNK)
              .as('covariate'),
          (join) => join.onRef('covariate.id', '=', 'case_outcome.case_id'),
        )
        .selectAll('covariate')
        .select('case_outcome.case_id')
        .select(
          outcomes.map(({ id }, index) => sql.ref<number | null>(outcomeColumn(id)).as(`outcome_${index}`)),
        )
        .orderBy('case_outcome.case_id')
        .execute()) as unknown as (CovariateRow & { case_id: number } & Record<string, number | null>)[];
      if (rows.length === 0) break;
      for (const row of rows) {
        const values = toCovariates(row);
        outcomes.forEach((outcome, index) => {
          outcome.values[ids.length] = row[`outcome_${index}`] ?? DOES_NOT_COUNT;
        });
        for (const covariate of COVARIATES) covariates[covariate].push(values[covariate]);
        ids.push(row.case_id);
      }
    }
    return { basis, ids, covariates, outcomes: new Map(outcomes.map(({ id, values }) => [id, values])) };
  });
}

/** Puts models and risks in the place of those that were there, in one transaction. Returns false, and changes nothing, when the facts are no longer those that the models were fitted to. */
export async function replaceRiskModels(
  db: Database,
  { basis, ids }: Pick<CaseMixCases, 'basis' | 'ids'>,
  fitted: FittedCaseMix,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await lockRecord(transaction);
    const { needed } = await getCaseMixBasis(transaction);
    if (needed.dataVersion !== basis.dataVersion || needed.hash !== basis.hash) return false;
    await transaction.deleteFrom('risk_model').execute();
    for (const { model } of fitted.models) await insertModel(transaction, model);
    await replaceEffects(transaction, fitted.effects);
    await writeRisks(transaction, ids, fitted);
    await transaction
      .updateTable('record_state')
      .set({ case_mix_data_version: basis.dataVersion, case_mix_hash: basis.hash })
      .execute();
    return true;
  });
}

async function insertModel(transaction: DatabaseTransaction, riskModel: RiskModel): Promise<void> {
  const { indicatorId, model, version, state, cases, events, ...details } = riskModel;
  await transaction
    .insertInto('risk_model')
    .values({
      indicator_id: indicatorId,
      model,
      version,
      state,
      cases,
      events,
      details: JSON.stringify(details),
    })
    .execute();
}

async function replaceEffects(
  transaction: DatabaseTransaction,
  effects: readonly CovariateEffect[],
): Promise<void> {
  await transaction.deleteFrom('covariate_effect').execute();
  const values = effects.flatMap(({ indicatorId, covariate, code, value, logOdds }) => [
    indicatorId,
    covariate,
    code,
    JSON.stringify(value),
    logOdds,
  ]);
  const columns = ['indicator_id', 'covariate', 'code', 'value', 'log_odds'];
  await writeRows(transaction, 'covariate_effect', columns, values);
}

/** Leaves a table of these columns without rows. */
async function emptyRisks(
  transaction: DatabaseTransaction,
  codes: readonly string[],
  risks: readonly string[],
): Promise<void> {
  const names = ['case_id', ...codes, ...risks];
  if (isPostgres(transaction) && (await hasColumns(transaction, 'case_expected', names))) {
    // Others go on reading the risks as they were, which a table put in the place of another would not let them.
    await transaction.deleteFrom('case_expected').execute();
    return;
  }
  const columns = [
    sql`case_id integer primary key`,
    ...codes.map((name) => sql`${sql.ref(name)} integer not null`),
    ...risks.map((name) => sql`${sql.ref(name)} ${REAL}`),
  ];
  await sql`drop table if exists case_expected`.execute(transaction);
  await sql`create table case_expected (${sql.join(columns)}) ${STRICT}`.execute(transaction);
}

async function hasColumns(db: Database, table: string, names: readonly string[]): Promise<boolean> {
  const tables = await db.introspection.getTables();
  const columns = tables.find(({ name }) => name === table)?.columns.map(({ name }) => name);
  return columns?.toSorted().join() === names.toSorted().join();
}

async function writeRisks(
  transaction: DatabaseTransaction,
  ids: readonly number[],
  { models, covariates }: Pick<FittedCaseMix, 'models' | 'covariates'>,
): Promise<void> {
  const codes = CODED_COVARIATES.map((covariate) => covariates[covariate].codes);
  const fitted = models.flatMap(({ model, risks }) =>
    risks === null ? [] : [{ name: expectedColumn(model.indicatorId), risks }],
  );
  const codeNames = CODED_COVARIATES.map(covariateColumn);
  const riskNames = fitted.map(({ name }) => name);
  const names = ['case_id', ...codeNames, ...riskNames];
  await emptyRisks(transaction, codeNames, riskNames);
  for (let start = 0; start < ids.length; start += ROWS_A_CHUNK) {
    const values = ids.slice(start, start + ROWS_A_CHUNK).flatMap((id, index) => [
      id,
      ...codes.map((each) => each[start + index] ?? 0),
      ...fitted.map(({ risks }) => {
        const risk = risks[start + index] ?? Number.NaN;
        return Number.isNaN(risk) ? null : risk;
      }),
    ]);
    await writeRows(transaction, 'case_expected', names, values);
  }
}
