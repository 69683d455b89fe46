import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { sql } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { daysBetweenDates, smallestOf, unknownFirst } from '../database/dialect.ts';
import { selected } from '../tally/filter-to-sql.ts';

/** How the follow-up of some cases ended: on which day after the operation, and by what. */
export interface TheatreFollowUp {
  readonly procedure: Procedure;
  readonly ending: 'returned' | 'died' | 'followed';
  readonly day: number;
  readonly cases: number;
}

const OBSERVED = sql.ref('observed');
const UNTIL_DEATH = sql`coalesce(died, observed)`;

/** How the follow-up of each selected case ended. */
function endings(db: Database, scope: Scope, filter: CaseFilter, horizonDays: number) {
  const first = (kind: 'return-to-theatre' | 'death') =>
    sql`min(case when e.kind = ${sql.lit(kind)} then ${daysBetweenDates(sql.ref('c.operation_date'), sql.ref('e.onset_date'))} end)`;
  return db
    .with('chosen', (cte) =>
      cte
        .selectFrom('case_outcome')
        .where((eb) => selected(eb, scope, filter))
        .select(['case_id', 'procedure']),
    )
    .with('followed', (cte) =>
      cte
        .selectFrom('chosen')
        .innerJoin('surgical_case as c', 'c.id', 'chosen.case_id')
        .leftJoin('event as e', (join) =>
          join
            .onRef('e.case_id', '=', 'c.id')
            .on('e.kind', 'in', ['return-to-theatre', 'death'])
            .on(sql<boolean>`e.present_at_surgery is distinct from 1`),
        )
        .groupBy(['c.id', 'chosen.procedure'])
        .select(['c.id as case_id', 'chosen.procedure as procedure'])
        .select([
          sql<number | null>`case
            when c.operation_date is null
              or count(case when e.kind = 'return-to-theatre' and e.onset_date is null then 1 end) > 0 then null
            else ${smallestOf(sql.ref('c.return_to_theatre_observed_days'), sql.lit(horizonDays))} end`.as(
            'observed',
          ),
          sql<number | null>`${first('return-to-theatre')}`.as('returned'),
          sql<number | null>`${first('death')}`.as('died'),
        ]),
    )
    .with('ended', (cte) =>
      cte
        .selectFrom('followed')
        .select(['case_id', 'procedure'])
        .select([
          sql<string | null>`case
            when observed is null then null
            when returned <= ${smallestOf(OBSERVED, UNTIL_DEATH)} then 'returned'
            when died <= observed then 'died'
            else 'followed' end`.as('ending'),
          smallestOf(OBSERVED, sql`coalesce(returned, observed)`, UNTIL_DEATH).as('day'),
        ]),
    )
    .selectFrom('ended');
}

/** The ids of the cases still followed on a day after the operation, or of those not followed at all. */
export function selectTheatreFollowUp(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  onDay: number | 'never',
) {
  // What comes after the day in question does not matter, so that day is horizon enough.
  const cases = endings(db, scope, filter, onDay === 'never' ? 0 : onDay).select('case_id');
  return onDay === 'never'
    ? cases.where((eb) => eb.or([eb('ending', 'is', null), eb('day', 'is', null)]))
    : cases.where('ending', 'is not', null).where('day', '>=', onDay);
}

/**
 * Time to the first return to theatre, counted by day, up to `horizonDays`. A case is followed for as long as returns were looked for,
 * or until death. Null where returns were not looked for, or the day is not known.
 */
export async function listTheatreFollowUp(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  horizonDays: number,
): Promise<{
  readonly followed: readonly TheatreFollowUp[];
  readonly notFollowed: ReadonlyMap<Procedure, number>;
}> {
  const rows = await endings(db, scope, filter, horizonDays)
    .groupBy(['procedure', 'ending', 'day'])
    .select(['procedure', 'ending', 'day'])
    .select((eb) => eb.fn.countAll<number>().as('cases'))
    .orderBy('day', unknownFirst)
    .execute();
  const notFollowed = new Map<Procedure, number>();
  const followed = rows.flatMap(({ procedure, ending, day, cases }): TheatreFollowUp[] => {
    if (ending === null || day === null) {
      notFollowed.set(procedure as Procedure, (notFollowed.get(procedure as Procedure) ?? 0) + cases);
      return [];
    }
    return [{ procedure: procedure as Procedure, ending: ending as TheatreFollowUp['ending'], day, cases }];
  });
  return { followed, notFollowed };
}
