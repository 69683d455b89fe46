import type { CaseGroup, REPORTED_FIELDS } from '@lamina/shared/contract/case-group.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { type Expression, type RawBuilder, sql } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { selected } from '../tally/filter-to-sql.ts';
import {
  type OutcomeIndicators,
  selectBeforeSurgery,
  selectOutcomesByCriterion,
  selectWaiting,
} from './before-surgery.repository.ts';
import { outcomeColumn } from './outcome-facts.repository.ts';
import { selectLevels } from './procedure-case-mix.repository.ts';
import { selectAnswers, selectDue } from './prom-change.repository.ts';
import { selectReachedBy } from './recovery-time.repository.ts';
import { selectTheatreFollowUp } from './theatre-follow-up.repository.ts';

/** Indicators that groups are made of. */
export interface GroupIndicators extends OutcomeIndicators {
  readonly stay: string;
}

const FACTS: Readonly<Record<Exclude<(typeof REPORTED_FIELDS)[number], 'levels'>, string>> = {
  indication: 'indication',
  ageBand: 'age_band',
  sex: 'sex',
  asaClass: 'asa_class',
  diabetes: 'diabetes',
  smoker: 'smoker',
  revision: 'revision',
  region: 'region',
  urgency: 'urgency',
};

/** The ids of the selected cases of a group: by the very conditions by which the panel that shows it counts them. */
export function selectGroup(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
  group: CaseGroup,
  indicators: GroupIndicators,
): Expression<{ case_id: number }> {
  const fromFacts = (condition: RawBuilder<boolean>) =>
    db
      .selectFrom('case_outcome')
      .where((eb) => selected(eb, scope, filter))
      .where(condition)
      .select('case_id');
  const stay = sql.ref(outcomeColumn(indicators.stay));
  switch (group.kind) {
    case 'care-months':
    case 'care-kind':
    case 'walking-distance':
      return selectBeforeSurgery(db, scope, filter, indicators.criterion, group);
    case 'waiting':
      return selectWaiting(db, scope, filter, group.days);
    case 'criterion-outcome':
      return selectOutcomesByCriterion(db, scope, filter, indicators, group);
    case 'field': {
      if (group.field === 'levels') return selectLevels(db, scope, filter, group.reported);
      const reported = group.reported === 'reported' ? sql`is not null` : sql`is null`;
      return fromFacts(sql<boolean>`${sql.ref(FACTS[group.field])} ${reported}`);
    }
    case 'levels':
      return selectLevels(db, scope, filter, group.levels);
    case 'nights':
      return fromFacts(sql<boolean>`${stay} = ${group.nights}`);
    case 'more-nights':
      return fromFacts(sql<boolean>`${stay} > ${group.nights}`);
    case 'scores-due':
      return selectDue(db, scope, filter, group);
    case 'score-answered':
    case 'score-change':
      return selectAnswers(db, scope, filter, group);
    case 'walked':
      return selectReachedBy(db, scope, filter, 'walked-within-a-day', group.byDay);
    case 'active':
      return selectReachedBy(db, scope, filter, 'strenuous-activity-6-weeks', group.byWeek);
    case 'theatre-followed':
      return selectTheatreFollowUp(db, scope, filter, group.onDay);
    case 'theatre-not-followed':
      return selectTheatreFollowUp(db, scope, filter, 'never');
  }
}
