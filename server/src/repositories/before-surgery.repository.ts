import type { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import { CARE_BANDS, WAITING_DAYS, WALKING_BANDS } from '@lamina/shared/contract/indications.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { CONSERVATIVE_CARE } from '@lamina/shared/domain/surgical-case.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { daysBetweenDates, smallestOf, sumOf } from '../database/dialect.ts';
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
  CONSERVATIVE_CARE.map((kind) => sql`${sql.ref(`c.${kind}`)} = 1`),
  sql` or `,
);

const JUDGED = sql`f.judged`;
const ELECTIVE = sql`f.elective`;

type BeforeSurgeryGroup = Extract<CaseGroup, { kind: 'care-months' | 'care-kind' | 'walking-distance' }>;

function isInGroup(group: BeforeSurgeryGroup): RawBuilder<boolean> {
  switch (group.kind) {
    case 'care-months':
      return sql<boolean>`${JUDGED} and ${CARE_CONDITIONS[group.band]}`;
    case 'care-kind': {
      const tried = group.care === 'none' ? sql`not (${TRIED_ANY})` : sql`${sql.ref(`c.${group.care}`)} = 1`;
      const value = group.care === 'none' ? TRIED_ANY : sql.ref(`c.${group.care}`);
      if (group.part === 'tried') return sql<boolean>`${ELECTIVE} and ${tried}`;
      return sql<boolean>`${ELECTIVE} and (${value}) ${isReported(group.part)}`;
    }
    case 'walking-distance':
      return group.distance === 'reported' || group.distance === 'not-reported'
        ? sql<boolean>`${ELECTIVE} and ${METRES} ${isReported(group.distance)}`
        : sql<boolean>`${ELECTIVE} and ${WALKING_CONDITIONS[group.distance]}`;
  }
}

function isReported(part: 'reported' | 'not-reported'): RawBuilder<unknown> {
  return part === 'reported' ? sql`is not null` : sql`is null`;
}

/** The selected cases `f`, with whether the criterion judges them and whether they are elective, and their records `c`. */
function casesBeforeSurgery(db: Database, scope: Scope, filter: CaseFilter, criterion: string) {
  return db
    .with('f', (cte) =>
      cte
        .selectFrom('case_outcome')
        .where((eb) => selected(eb, scope, filter))
        .select(['case_id', 'procedure'])
        .select([
          sql<number>`${sql.ref(outcomeColumn(criterion))} is not null`.as('judged'),
          sql<number>`urgency is not distinct from 'elective' and ${sql.ref(reasonColumn(criterion))} is distinct from ${sql.lit(reasonCode('excluded'))}`.as(
            'elective',
          ),
        ]),
    )
    .selectFrom('f')
    .innerJoin('surgical_case as c', 'c.id', 'f.case_id');
}

/** The ids of exactly the cases that `countBeforeSurgery` counts in a group. */
export function selectBeforeSurgery(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  criterion: string,
  group: BeforeSurgeryGroup,
) {
  return casesBeforeSurgery(db, scope, filter, criterion).where(isInGroup(group)).select('f.case_id');
}

/** Care without surgery and walking distance before elective operations, by procedure. */
export async function countBeforeSurgery(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  criterion: string,
): Promise<BeforeSurgery[]> {
  const kinds = [...CONSERVATIVE_CARE, 'none'] as const;
  const counts: readonly (readonly [name: string, condition: RawBuilder<unknown>])[] = [
    ...CARE_BANDS.map((band) => [`months ${band}`, isInGroup({ kind: 'care-months', band })] as const),
    ['elective', ELECTIVE],
    ...kinds.flatMap((care) => [
      [`tried ${care}`, isInGroup({ kind: 'care-kind', care, part: 'tried' })] as const,
      [`known ${care}`, isInGroup({ kind: 'care-kind', care, part: 'reported' })] as const,
    ]),
    ...WALKING_BANDS.map(
      (distance) => [`walking ${distance}`, isInGroup({ kind: 'walking-distance', distance })] as const,
    ),
  ];
  const rows = await casesBeforeSurgery(db, scope, filter, criterion)
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
      kinds: levels('tried', kinds).map((entry) => ({
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

/** Days from admission to operation; the longest named stands for all longer ones. */
const WAITED = smallestOf(
  daysBetweenDates(sql.ref('c.admission_date'), sql.ref('c.operation_date')),
  sql.lit(WAITING_DAYS.length - 1),
);

function casesWaiting(db: Database, scope: Scope, filter: CaseFilter) {
  return db
    .with('chosen', (cte) =>
      cte
        .selectFrom('case_outcome')
        .where((eb) => selected(eb, scope, filter))
        .select(['case_id', 'urgency', 'indication']),
    )
    .selectFrom('chosen')
    .innerJoin('surgical_case as c', 'c.id', 'chosen.case_id');
}

/** The ids of the cases that waited so long; with cauda equina syndrome, exactly those that `countCaudaEquina` counts. */
export function selectWaiting(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  days: Extract<CaseGroup, { kind: 'waiting' }>['days'],
) {
  const isNamed = sql<boolean>`coalesce(${WAITED} >= 0, false)`;
  const condition =
    days === 'reported'
      ? isNamed
      : days === 'not-reported'
        ? sql<boolean>`not ${isNamed}`
        : sql<boolean>`${WAITED} = ${sql.lit(WAITING_DAYS.indexOf(days))}`;
  return casesWaiting(db, scope, filter).where(condition).select('chosen.case_id');
}

/** Cases of cauda equina syndrome by urgency and days from admission to operation. */
export async function countCaudaEquina(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
): Promise<CaudaEquinaCount[]> {
  const rows = await casesWaiting(db, scope, filter)
    .where('chosen.indication', '=', 'cauda-equina-syndrome')
    .select('chosen.urgency')
    .select([WAITED.as('days'), sql<number>`count(*)`.as('cases')])
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

/** Followed for long enough to have been asked, answered before and after, and improved by what patients call important. */
function outcomeConditions({ improved: id }: OutcomeIndicators) {
  const improved = sql.ref(outcomeColumn(id));
  const notReported = sql`${sql.ref(reasonColumn(id))} = ${sql.lit(reasonCode('not-reported'))}`;
  return {
    asked: sql<boolean>`(${improved} is not null or ${notReported})`,
    answered: sql<boolean>`${improved} is not null`,
    improved: sql<boolean>`${improved} = 1`,
  };
}

/** The ids of exactly the cases that `sumOutcomesByCriterion` counts in a group. */
export function selectOutcomesByCriterion(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  indicators: OutcomeIndicators,
  { criterion, part }: Extract<CaseGroup, { kind: 'criterion-outcome' }>,
) {
  return db
    .selectFrom('case_outcome')
    .where((eb) => selected(eb, scope, filter))
    .where(sql.ref(outcomeColumn(indicators.criterion)), '=', criterion === 'met' ? 1 : 0)
    .where(outcomeConditions(indicators)[part])
    .select('case_id');
}

/** What became of the cases that the criterion judges, by whether they met it. */
export async function sumOutcomesByCriterion(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  indicators: OutcomeIndicators,
): Promise<OutcomeSums[]> {
  const met = sql.ref<0 | 1>(outcomeColumn(indicators.criterion));
  const { asked, answered, improved } = outcomeConditions(indicators);
  const count = (condition: RawBuilder<boolean>) => sql<number>`count(case when ${condition} then 1 end)`;
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
      count(asked).as('asked'),
      count(answered).as('answered'),
      count(improved).as('improved'),
      sql<number>`count(${change})`.as('changed'),
      sql<number>`coalesce(${sumOf(change)}, 0)`.as('changeSum'),
      sql<number>`coalesce(${sumOf(sql`${change} * ${change}`)}, 0)`.as('changeSumOfSquares'),
    ])
    .execute();
  return rows.map((row) => ({ ...row, procedure: row.procedure as Procedure, met: row.met === 1 }));
}
