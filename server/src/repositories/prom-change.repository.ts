import type { CaseGroup } from '@lamina/shared/contract/case-group.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import {
  PROM_INSTRUMENTS,
  PROM_SCALES,
  PROM_TIMEPOINTS,
  type PromInstrument,
  type PromTimepoint,
} from '@lamina/shared/domain/prom.ts';
import { PROM_ACCEPTED_DAYS, PROM_THRESHOLDS } from '@lamina/shared/domain/prom-follow-up.ts';
import { sql } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { daysBetweenDates, smallestOf, sumOf, unknownFirst } from '../database/dialect.ts';
import { selected } from '../tally/filter-to-sql.ts';

/** The answers to one instrument at one time point: sums of the scores, and of their changes for the better since the baseline. */
export interface PromSums {
  readonly procedure: Procedure;
  readonly instrument: PromInstrument;
  readonly timepoint: PromTimepoint;
  readonly answered: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Answered now and before the operation. */
  readonly pairs: number;
  readonly changeSum: number;
  readonly changeSumOfSquares: number;
  /** Better by the minimal important change or more, and by the smallest detectable change or more. */
  readonly improved: number;
  readonly detectablyImproved: number;
  readonly worsened: number;
}

export interface PromAsked {
  readonly procedure: Procedure;
  readonly timepoint: PromTimepoint;
  /** Followed for long enough to have been asked. */
  readonly asked: number;
  /** Not yet due at the data cut-off. */
  readonly notYetDue: number;
}

const DAYS_BY_TIMEPOINT = sql`case ps.timepoint ${sql.join(
  PROM_TIMEPOINTS.map(
    (timepoint) => sql`when ${sql.lit(timepoint)} then ${sql.lit(PROM_ACCEPTED_DAYS[timepoint])}`,
  ),
  sql` `,
)} end`;

/** So that a change that is meant to be as large as a threshold counts as having reached it, as in the indicators. */
const ROUNDING = 1e-9;

function atLeast(threshold: number): number {
  return threshold * (1 - ROUNDING);
}

function isLowerBetter(instrument: PromInstrument): boolean {
  return PROM_SCALES[instrument].better === 'lower';
}

/** Score now less score before; NULL without a score before. */
const CHANGE = sql<number | null>`ps.score - b.score`;

/** The answers of the cases that were followed for long enough, `ps`, beside those from before the operation, `b`. */
function answersOfFollowed(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  timepoints: readonly PromTimepoint[],
  instruments: readonly PromInstrument[],
) {
  return followedCases(db, scope, filter)
    .selectFrom('chosen')
    .innerJoin('prom_score as ps', 'ps.case_id', 'chosen.case_id')
    .leftJoin('prom_score as b', (join) =>
      join
        .onRef('b.case_id', '=', 'ps.case_id')
        .onRef('b.instrument', '=', 'ps.instrument')
        .on('b.timepoint', '=', 'baseline'),
    )
    .where('ps.timepoint', 'in', [...timepoints])
    .where('ps.instrument', 'in', [...instruments])
    .where(sql<boolean>`chosen.followed_days >= ${DAYS_BY_TIMEPOINT}`);
}

/** The ids of exactly the cases that `listPromSums` counts as having answered, or as having changed by so much. */
export function selectAnswers(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  group: Extract<CaseGroup, { kind: 'score-answered' | 'score-change' }>,
) {
  const { instrument, timepoint } = group;
  const answers = answersOfFollowed(db, scope, filter, [timepoint], [instrument]).select('chosen.case_id');
  if (group.kind === 'score-answered') return answers;
  const better = isLowerBetter(instrument) ? sql`-(${CHANGE})` : CHANGE;
  const worse = isLowerBetter(instrument) ? CHANGE : sql`-(${CHANGE})`;
  const { important, detectable } = PROM_THRESHOLDS[instrument];
  switch (group.change) {
    case 'any':
      return answers.where(CHANGE, 'is not', null);
    case 'improved':
      return answers.where(sql<boolean>`${better} >= ${atLeast(important)}`);
    case 'beyond-error':
      return answers.where(sql<boolean>`${better} >= ${atLeast(detectable)}`);
    case 'worsened':
      return answers.where(sql<boolean>`${worse} >= ${atLeast(important)}`);
  }
}

/** Followed for long enough to have been asked at a time point, or not yet due. */
function dueConditions(timepoint: PromTimepoint) {
  const days = sql.lit(PROM_ACCEPTED_DAYS[timepoint]);
  return {
    asked: sql<boolean>`chosen.followed_days >= ${days}`,
    'not-yet-due': sql<boolean>`chosen.elapsed_days < ${days}`,
  };
}

/** The ids of exactly the cases that `listPromAsked` counts. */
export function selectDue(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  { timepoint, part }: Extract<CaseGroup, { kind: 'scores-due' }>,
) {
  return followedCases(db, scope, filter)
    .selectFrom('chosen')
    .where(dueConditions(timepoint)[part])
    .select('chosen.case_id');
}

/**
 * Only cases that were followed for long enough: no answer decides who counts. Without the time points and instruments that are not asked for.
 */
export async function listPromSums(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  timepoints: readonly PromTimepoint[] = PROM_TIMEPOINTS,
  instruments: readonly PromInstrument[] = PROM_INSTRUMENTS,
): Promise<PromSums[]> {
  // Thresholds differ by instrument; deciding on them once for all equal changes is faster than for each answer.
  const rows = await answersOfFollowed(db, scope, filter, timepoints, instruments)
    .groupBy(['chosen.procedure', 'ps.instrument', 'ps.timepoint', CHANGE])
    .select(['chosen.procedure', 'ps.instrument', 'ps.timepoint'])
    .select([
      CHANGE.as('change'),
      sql<number>`count(*)`.as('answered'),
      sumOf(sql.ref('ps.score')).as('sum'),
      sumOf(sql`ps.score * ps.score`).as('sumOfSquares'),
    ])
    // Sums with decimals come out the same when they are added up in the same order.
    .orderBy('chosen.procedure')
    .orderBy('ps.instrument')
    .orderBy('ps.timepoint')
    .orderBy(CHANGE, unknownFirst)
    .execute();
  const sums = new Map<string, PromSums>();
  for (const row of rows as unknown as AnswersOfOneChange[]) {
    const { procedure, instrument, timepoint } = row;
    const key = `${procedure} ${instrument} ${timepoint}`;
    sums.set(key, added(sums.get(key) ?? { procedure, instrument, timepoint, ...NO_ANSWERS }, row));
  }
  return [...sums.values()];
}

interface AnswersOfOneChange
  extends Pick<PromSums, 'procedure' | 'instrument' | 'timepoint' | 'answered' | 'sum' | 'sumOfSquares'> {
  /** Score now less score before; null without a score before. */
  readonly change: number | null;
}

const NO_ANSWERS = {
  answered: 0,
  sum: 0,
  sumOfSquares: 0,
  pairs: 0,
  changeSum: 0,
  changeSumOfSquares: 0,
  improved: 0,
  detectablyImproved: 0,
  worsened: 0,
};

function added(sums: PromSums, row: AnswersOfOneChange): PromSums {
  const all = {
    ...sums,
    answered: sums.answered + row.answered,
    sum: sums.sum + row.sum,
    sumOfSquares: sums.sumOfSquares + row.sumOfSquares,
  };
  if (row.change === null) return all;
  const better = isLowerBetter(row.instrument) ? -row.change : row.change;
  const { important, detectable } = PROM_THRESHOLDS[row.instrument];
  const reached = (change: number, threshold: number) => (change >= atLeast(threshold) ? row.answered : 0);
  return {
    ...all,
    pairs: sums.pairs + row.answered,
    changeSum: sums.changeSum + better * row.answered,
    changeSumOfSquares: sums.changeSumOfSquares + better ** 2 * row.answered,
    improved: sums.improved + reached(better, important),
    detectablyImproved: sums.detectablyImproved + reached(better, detectable),
    worsened: sums.worsened + reached(-better, important),
  };
}

/** How many were asked at each time point: whether they answered is not looked at. */
export async function listPromAsked(db: Database, scope: Scope, filter: CaseFilter): Promise<PromAsked[]> {
  const rows = await followedCases(db, scope, filter)
    .selectFrom('chosen')
    .groupBy('chosen.procedure')
    .select('chosen.procedure')
    .select(
      PROM_TIMEPOINTS.flatMap((timepoint) => {
        const due = dueConditions(timepoint);
        return [
          sql<number>`count(case when ${due.asked} then 1 end)`.as(`asked ${timepoint}`),
          sql<number>`count(case when ${due['not-yet-due']} then 1 end)`.as(`waiting ${timepoint}`),
        ];
      }),
    )
    .execute();
  return (rows as unknown as Record<string, string | number>[]).flatMap((row) =>
    PROM_TIMEPOINTS.map((timepoint) => ({
      procedure: row.procedure as Procedure,
      timepoint,
      asked: Number(row[`asked ${timepoint}`]),
      notYetDue: Number(row[`waiting ${timepoint}`]),
    })),
  );
}

/** As the indicators have it: a case is followed while the cut-off is not reached and answers are collected; NULL if never. */
function followedCases(db: Database, scope: Scope, filter: CaseFilter) {
  const elapsed = daysBetweenDates(sql.ref('c.operation_date'), sql.ref('i.cut_off'));
  return db
    .with('selected_cases', (cte) =>
      cte
        .selectFrom('case_outcome')
        .where((eb) => selected(eb, scope, filter))
        .select(['case_id', 'procedure']),
    )
    .with(
      (cte) => cte('chosen').materialized(),
      (cte) =>
        cte
          .selectFrom('selected_cases')
          .innerJoin('surgical_case as c', 'c.id', 'selected_cases.case_id')
          .innerJoin('import as i', 'i.id', 'c.import_id')
          .select(['selected_cases.case_id', 'selected_cases.procedure'])
          .select([
            elapsed.as('elapsed_days'),
            smallestOf(elapsed, sql.ref('c.proms_observed_days')).as('followed_days'),
          ]),
    );
}
