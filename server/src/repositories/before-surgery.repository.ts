import { CARE_BANDS, WAITING_DAYS, WALKING_BANDS } from '@lamina/shared/contract/indications.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { CONSERVATIVE_CARE } from '@lamina/shared/domain/surgical-case.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { daysBetweenDates } from '../database/days.ts';
import { selected } from '../tally/filter-to-sql.ts';
import { outcomeColumn, reasonCode, reasonColumn } from './outcome-facts.repository.ts';

export interface LevelCount {
  readonly level: string;
  readonly cases: number;
}

export interface BeforeSurgery {
  readonly procedure: Procedure;
  /** Cases judged by the criterion of conservative care, by months of care. */
  readonly months: readonly LevelCount[];
  /** Elective cases, those that the criterion excludes left out. */
  readonly elective: number;
  /** Of the elective: how many had each kind of care, and of how many it is reported; 'none' needs all four reported. */
  readonly kinds: readonly (LevelCount & { readonly reported: number })[];
  readonly walking: readonly LevelCount[];
}

const MONTHS = sql.ref('c.conservative_care_months');
const METRES = sql.ref('c.walking_distance_metres');

const CARE_CONDITIONS: Readonly<Record<(typeof CARE_BANDS)[number], RawBuilder<unknown>>> = {
  'under-3': sql`${MONTHS} < 3`,
  '3-to-6': sql`${MONTHS} >= 3 and ${MONTHS} < 6`,
  '6-to-12': sql`${MONTHS} >= 6 and ${MONTHS} <= 12`,
  'over-12': sql`${MONTHS} > 12`,
};

const WALKING_CONDITIONS: Readonly<Record<(typeof WALKING_BANDS)[number], RawBuilder<unknown>>> = {
  'under-100': sql`${METRES} < 100`,
  '100-to-499': sql`${METRES} >= 100 and ${METRES} < 500`,
  '500-to-999': sql`${METRES} >= 500 and ${METRES} < 1000`,
  '1000-and-over': sql`${METRES} >= 1000`,
};

/** NULL where any of the four is not reported, save where one is known to have been tried. */
const TRIED_ANY = sql.join(
  CONSERVATIVE_CARE.map((kind) => sql.ref(`c.${kind}`)),
  sql` or `,
);

/** Care without surgery and walking distance before elective operations, by procedure. */
export async function countBeforeSurgery(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  criterion: string,
): Promise<BeforeSurgery[]> {
  const judged = sql`f.judged`;
  const elective = sql`f.elective`;
  const counts: readonly (readonly [name: string, condition: RawBuilder<unknown>])[] = [
    ...CARE_BANDS.map((band) => [`months ${band}`, sql`${judged} and ${CARE_CONDITIONS[band]}`] as const),
    ['elective', elective],
    ...CONSERVATIVE_CARE.flatMap((kind) => [
      [`tried ${kind}`, sql`${elective} and ${sql.ref(`c.${kind}`)} = 1`] as const,
      [`known ${kind}`, sql`${elective} and ${sql.ref(`c.${kind}`)} is not null`] as const,
    ]),
    ['tried none', sql`${elective} and not (${TRIED_ANY})`],
    ['known none', sql`${elective} and (${TRIED_ANY}) is not null`],
    ...WALKING_BANDS.map(
      (band) => [`walking ${band}`, sql`${elective} and ${WALKING_CONDITIONS[band]}`] as const,
    ),
  ];
  const rows = await db
    .with('f', (cte) =>
      cte
        .selectFrom('case_outcome')
        .where((eb) => selected(eb, scope, filter))
        .select(['case_id', 'procedure'])
        .select([
          sql<number>`${sql.ref(outcomeColumn(criterion))} is not null`.as('judged'),
          sql<number>`urgency is 'elective' and ${sql.ref(reasonColumn(criterion))} is not ${sql.lit(reasonCode('excluded'))}`.as(
            'elective',
          ),
        ]),
    )
    .selectFrom('f')
    .innerJoin('surgical_case as c', 'c.id', 'f.case_id')
    .groupBy('f.procedure')
    .select('f.procedure')
    .select(counts.map(([name, condition]) => sql<number>`count(case when ${condition} then 1 end)`.as(name)))
    .execute();
  return (rows as unknown as Record<string, string | number>[]).map((row) => {
    const count = (name: string) => Number(row[name] ?? 0);
    const levels = (prefix: string, names: readonly string[]) =>
      names.map((level) => ({ level, cases: count(`${prefix} ${level}`) }));
    return {
      procedure: row.procedure as Procedure,
      months: levels('months', CARE_BANDS),
      elective: count('elective'),
      kinds: levels('tried', [...CONSERVATIVE_CARE, 'none']).map((entry) => ({
        ...entry,
        reported: count(`known ${entry.level}`),
      })),
      walking: levels('walking', WALKING_BANDS),
    };
  });
}

export interface CaudaEquinaCount {
  readonly urgency: string | null;
  /** One of WAITING_DAYS; null where the day of admission or operation is not reported. */
  readonly waiting: string | null;
  readonly cases: number;
}

/** Cases of cauda equina syndrome by urgency and days from admission to operation. */
export async function countCaudaEquina(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
): Promise<CaudaEquinaCount[]> {
  const days = daysBetweenDates(sql.ref('c.admission_date'), sql.ref('c.operation_date'));
  const longest = WAITING_DAYS.length - 1;
  const rows = await db
    .with('chosen', (cte) =>
      cte
        .selectFrom('case_outcome')
        .where((eb) => selected(eb, scope, filter))
        .where('indication', '=', 'cauda-equina-syndrome')
        .select(['case_id', 'urgency']),
    )
    .selectFrom('chosen')
    .innerJoin('surgical_case as c', 'c.id', 'chosen.case_id')
    .select('chosen.urgency')
    .select([
      sql<number | null>`min(${days}, ${sql.lit(longest)})`.as('days'),
      sql<number>`count(*)`.as('cases'),
    ])
    .groupBy(['chosen.urgency', sql`2`])
    .execute();
  return rows.map(({ urgency, days: waited, cases }) => ({
    urgency,
    waiting: waited === null ? null : (WAITING_DAYS[waited] ?? null),
    cases,
  }));
}

export interface OutcomeSums {
  readonly procedure: Procedure;
  readonly met: boolean;
  readonly cases: number;
  readonly asked: number;
  readonly answered: number;
  readonly improved: number;
  readonly changed: number;
  readonly changeSum: number;
  readonly changeSumOfSquares: number;
}

export interface OutcomeIndicators {
  readonly criterion: string;
  readonly improved: string;
  readonly change: string;
}

/** What became of the cases that the criterion judges, by whether they met it. */
export async function sumOutcomesByCriterion(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  indicators: OutcomeIndicators,
): Promise<OutcomeSums[]> {
  const met = sql.ref<0 | 1>(outcomeColumn(indicators.criterion));
  const improved = sql.ref(outcomeColumn(indicators.improved));
  const reason = sql.ref(reasonColumn(indicators.improved));
  const change = sql.ref(outcomeColumn(indicators.change));
  const rows = await db
    .selectFrom('case_outcome')
    .where((eb) => selected(eb, scope, filter))
    .where(met, 'is not', null)
    .groupBy(['procedure', met])
    .select('procedure')
    .select([
      met.as('met'),
      sql<number>`count(*)`.as('cases'),
      sql<number>`count(case when ${improved} is not null or ${reason} = ${sql.lit(reasonCode('not-reported'))} then 1 end)`.as(
        'asked',
      ),
      sql<number>`count(${improved})`.as('answered'),
      sql<number>`coalesce(sum(${improved}), 0)`.as('improved'),
      sql<number>`count(${change})`.as('changed'),
      sql<number>`coalesce(sum(${change}), 0)`.as('changeSum'),
      sql<number>`coalesce(sum(${change} * ${change}), 0)`.as('changeSumOfSquares'),
    ])
    .execute();
  return rows.map((row) => ({ ...row, procedure: row.procedure as Procedure, met: row.met === 1 }));
}
