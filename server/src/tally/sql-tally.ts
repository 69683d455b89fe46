import type { CaseFilter, Dimension } from '@lamina/shared/domain/filter.ts';
import { MAXIMUM_GROUPING } from '@lamina/shared/domain/filter.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { type Indicator, NOT_COUNTED_REASONS } from '@lamina/shared/indicators/indicator.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { sumOf, unknownFirst } from '../database/dialect.ts';
import { readAtOnce } from '../database/read-at-once.ts';
import type { CaseOutcomeTable } from '../database/tables/case-outcome.ts';
import { expectedColumn } from '../repositories/case-mix.repository.ts';
import { outcomeColumn, reasonCode, reasonColumn } from '../repositories/outcome-facts.repository.ts';
import { getCaseMixBasis, listAdjustedIndicators } from '../repositories/risk-model.repository.ts';
import { SURGEON_COLUMNS, selected } from './filter-to-sql.ts';
import type { DimensionValue, IndicatorTally, NotCounted, Tally, TallyCell, TallyQuestion } from './tally.ts';

export const DIMENSION_COLUMNS = {
  procedure: 'procedure',
  hospital: 'hospital',
  surgeon: 'surgeon',
  region: 'region',
  approach: 'approach',
  urgency: 'urgency',
  indication: 'indication',
  ageBand: 'age_band',
  asaClass: 'asa_class',
  sex: 'sex',
  source: 'source',
  revision: 'revision',
  minimallyInvasive: 'minimally_invasive',
  instrumented: 'instrumented',
  diabetes: 'diabetes',
  smoker: 'smoker',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
} as const satisfies Record<Dimension, keyof CaseOutcomeTable>;

type Columns = Readonly<Record<Dimension, keyof CaseOutcomeTable>>;

/** The facts' columns of the dimensions as a filter counts them: a surgeon is whom it attributes operations to. */
function columnsUnder({ attribution }: CaseFilter): Columns {
  return { ...DIMENSION_COLUMNS, surgeon: SURGEON_COLUMNS[attribution ?? 'operating'] };
}

const FLAG_DIMENSIONS: ReadonlySet<Dimension> = new Set([
  'revision',
  'minimallyInvasive',
  'instrumented',
  'diabetes',
  'smoker',
]);

type CountRow = Readonly<Record<string, string | number | null>>;
type Histogram = { value: number; cases: number; atLeast: number }[];

/** The tally that lets the database count: GROUP BY over the outcome facts. Throws when asked for too many dimensions or an unknown indicator. */
export function sqlTally(db: Database): Tally {
  return { count: (question) => countInSql(db, question), version: () => countedVersion(db) };
}

/** The version of the record from which the outcome facts were derived, and whether expected risks belong to them. */
export async function countedVersion(db: Database): Promise<string> {
  const { needed, current } = await getCaseMixBasis(db);
  return current ? `${needed.dataVersion} with risks` : String(needed.dataVersion);
}

async function countInSql(db: Database, question: TallyQuestion): Promise<readonly TallyCell[]> {
  if (question.groupBy.length > MAXIMUM_GROUPING) {
    throw new Error(`A tally can be grouped by at most ${MAXIMUM_GROUPING} dimensions.`);
  }
  // One state of the database for all that follows: the facts, their histograms and the risks that belong to them.
  if (!db.isTransaction) return readAtOnce(db, (transaction) => countInSql(transaction, question));
  const indicators = question.indicators.map(getIndicator);
  const current = question.countsOnly === true ? new Set<string>() : await listAdjustedIndicators(db);
  const adjusted = new Set(indicators.map(({ id }) => id).filter((id) => current.has(id)));
  const rows = await countCases(db, question, indicators, adjusted);
  const histograms = new Map<string, Map<string, Histogram>>();
  for (const { id, kind } of indicators) {
    if (kind === 'duration') histograms.set(id, await countHistogram(db, question, id));
  }
  const columns = columnsUnder(question.filter);
  return rows.map((row) => toCell(row, question.groupBy, columns, indicators, adjusted, histograms));
}

async function countCases(
  db: Database,
  { scope, filter, groupBy }: TallyQuestion,
  indicators: readonly Indicator[],
  adjusted: ReadonlySet<string>,
): Promise<readonly CountRow[]> {
  const columns = columnsUnder(filter);
  const keys = groupBy.map((dimension) => columns[dimension]);
  const rows = await db
    .selectFrom('case_outcome')
    .select(keys)
    .select([
      sql<number>`count(*)`.as('cases'),
      sql<string | null>`min(period_start)`.as('first_day'),
      sql<string | null>`max(period_end)`.as('last_day'),
      ...indicators.flatMap((indicator, index) =>
        aggregates(indicator, adjusted).map(([name, value]) => value.as(`${name}_${index}`)),
      ),
    ])
    .where((eb) => selected(eb, scope, filter))
    .$if(adjusted.size > 0, (query) =>
      query.leftJoin('case_expected', 'case_expected.case_id', 'case_outcome.case_id'),
    )
    .$if(keys.length > 0, (query) =>
      keys.reduce((ordered, key) => ordered.orderBy(key, unknownFirst), query.groupBy(keys)),
    )
    // Without groups there is a row even where there are no cases.
    .having(sql`count(*)`, '>', 0)
    .execute();
  return rows as unknown as CountRow[];
}

/** What is counted of an indicator: how many cases count, their sums, and how many do not count for which reason. */
function aggregates(
  { id, kind }: Indicator,
  adjusted: ReadonlySet<string>,
): [string, RawBuilder<number | null>][] {
  const column = sql.ref(outcomeColumn(id));
  const reason = sql.ref(reasonColumn(id));
  return [
    ['denominator', sql`count(${column})`],
    ...(kind === 'duration'
      ? []
      : [
          ['sum', kind === 'proportion' ? sql`sum(${column})` : sumOf(column)] satisfies [
            string,
            RawBuilder<number | null>,
          ],
        ]),
    ...(kind === 'mean-change'
      ? [['squares', sumOf(sql`${column} * ${column}`)] satisfies [string, RawBuilder<number | null>]]
      : []),
    ...(adjusted.has(id)
      ? [['expected', sumOf(sql.ref(expectedColumn(id)))] satisfies [string, RawBuilder<number | null>]]
      : []),
    ...NOT_COUNTED_REASONS.map((name): [string, RawBuilder<number | null>] => [
      `reason_${reasonCode(name)}`,
      sql`count(case when ${reason} = ${sql.lit(reasonCode(name))} then 1 end)`,
    ]),
  ];
}

async function countHistogram(
  db: Database,
  { scope, filter, groupBy }: TallyQuestion,
  indicatorId: string,
): Promise<Map<string, Histogram>> {
  const columns = columnsUnder(filter);
  const keys = groupBy.map((dimension) => columns[dimension]);
  const column = sql.ref<number>(outcomeColumn(indicatorId));
  const rows = await db
    .selectFrom('case_outcome')
    .select(keys)
    .select([
      column.as('value'),
      sql<number>`count(*)`.as('cases'),
      sql<number>`sum(stay_is_at_least)`.as('at_least'),
    ])
    .where((eb) => selected(eb, scope, filter))
    .where(column, 'is not', null)
    .groupBy([...keys, 'value'])
    .orderBy('value')
    .execute();
  const histograms = new Map<string, Histogram>();
  for (const row of rows as unknown as CountRow[]) {
    const key = keyOf(row, groupBy, columns);
    const histogram = histograms.get(key) ?? [];
    histogram.push({
      value: numberOf(row, 'value'),
      cases: numberOf(row, 'cases'),
      atLeast: numberOf(row, 'at_least'),
    });
    histograms.set(key, histogram);
  }
  return histograms;
}

function toCell(
  row: CountRow,
  groupBy: readonly Dimension[],
  columns: Columns,
  indicators: readonly Indicator[],
  adjusted: ReadonlySet<string>,
  histograms: ReadonlyMap<string, ReadonlyMap<string, Histogram>>,
): TallyCell {
  const key: Partial<Record<Dimension, DimensionValue>> = {};
  for (const dimension of groupBy) {
    const value = row[columns[dimension]] ?? null;
    key[dimension] = FLAG_DIMENSIONS.has(dimension) && value !== null ? value === 1 : value;
  }
  const tallies: Record<string, IndicatorTally> = {};
  indicators.forEach((indicator, index) => {
    const histogram = histograms.get(indicator.id)?.get(keyOf(row, groupBy, columns)) ?? [];
    tallies[indicator.id] = toTally(row, indicator, index, adjusted.has(indicator.id), histogram);
  });
  return {
    key,
    cases: numberOf(row, 'cases'),
    periodStart: String(row.first_day),
    periodEnd: String(row.last_day),
    indicators: tallies,
  };
}

function toTally(
  row: CountRow,
  { kind }: Indicator,
  index: number,
  adjusted: boolean,
  histogram: Histogram,
): IndicatorTally {
  const denominator = numberOf(row, `denominator_${index}`);
  const notCounted = Object.fromEntries(
    NOT_COUNTED_REASONS.map((name) => [name, numberOf(row, `reason_${reasonCode(name)}_${index}`)]),
  ) as NotCounted;
  switch (kind) {
    case 'proportion':
      return {
        kind,
        numerator: numberOf(row, `sum_${index}`),
        denominator,
        ...(adjusted ? { expected: numberOf(row, `expected_${index}`) } : {}),
        notCounted,
      };
    case 'duration':
      return {
        kind,
        denominator,
        histogram: histogram.map(({ value, cases }) => ({ value, cases })),
        atLeast: histogram.reduce((total, { atLeast }) => total + atLeast, 0),
        notCounted,
      };
    case 'mean-change':
      return {
        kind,
        denominator,
        sum: numberOf(row, `sum_${index}`),
        sumOfSquares: numberOf(row, `squares_${index}`),
        notCounted,
      };
  }
}

function keyOf(row: CountRow, groupBy: readonly Dimension[], columns: Columns): string {
  return JSON.stringify(groupBy.map((dimension) => row[columns[dimension]]));
}

function numberOf(row: CountRow, name: string): number {
  return Number(row[name] ?? 0);
}
