import { PROM_SCALES, type PromInstrument, type PromTimepoint } from '@lamina/shared/domain/prom.ts';
import { AGE_BANDS } from '@lamina/shared/domain/surgical-case.ts';
import type {
  CategoryField,
  Criterion,
  EventPattern,
  FlagField,
  NumberField,
} from '@lamina/shared/indicators/criterion.ts';
import { type RawBuilder, sql } from 'kysely';
import { daysBetweenDates } from '../database/dialect.ts';

type SqlTruth = RawBuilder<boolean | null>;

/**
 * Compiles criteria of the closed grammar to SQL in three-valued logic (SQL's own NULL is "unknown"), over the case
 * view of outcome-facts.repository.ts: `c` surgical_case, `r` recovery, `e` one column an event pattern, `p` one column
 * a score. It collects the event patterns and scores that it meets, so that each is looked up once for all indicators.
 */
export class CriterionCompiler {
  readonly #patterns = new Map<string, EventPattern>();
  readonly #scores = new Map<string, { instrument: PromInstrument; at: PromTimepoint }>();

  compile(criterion: Criterion): SqlTruth {
    switch (criterion.kind) {
      case 'all':
        return this.#join(criterion.criteria, sql` and `, sql<boolean>`true`);
      case 'any':
        return this.#join(criterion.criteria, sql` or `, sql<boolean>`false`);
      case 'not':
        return sql`(not ${this.compile(criterion.criterion)})`;
      case 'is':
        return sql`(${caseField(criterion.field)} = ${sql.lit(criterion.value ? 1 : 0)})`;
      case 'oneOf':
        return sql`(${caseField(criterion.field)} in (${sql.join(criterion.values.map((value) => sql.lit(value)))}))`;
      case 'between':
        return between(caseField(criterion.field), criterion.from, criterion.to);
      case 'present':
        return sql`(${caseField(criterion.field)} is not null)`;
      case 'event':
        return this.#event(criterion);
      case 'improved':
        return sql`(${this.improvement(criterion.instrument, criterion.at)} >= ${sql.lit(criterion.by)} - 1e-9)`;
      case 'answered':
        return sql`(${this.#score(criterion.instrument, criterion.at)} is not null)`;
    }
  }

  /** Change of a score from baseline, positive when the patient is better; NULL when either answer is missing. */
  improvement(instrument: PromInstrument, at: PromTimepoint): RawBuilder<number | null> {
    const before = this.#score(instrument, 'baseline');
    const after = this.#score(instrument, at);
    return PROM_SCALES[instrument].better === 'lower'
      ? sql`(${before} - ${after})`
      : sql`(${after} - ${before})`;
  }

  /** One column a pattern that was met: 2 when an event matches, 1 when one might, 0 when none does. For a query of `event ev` joined with `surgical_case c`, grouped by case. */
  eventColumns(): RawBuilder<unknown>[] {
    return [...this.#patterns].map(
      ([column, pattern]) =>
        sql`max(case when ${matches(pattern)} then 2 when ${matches(pattern)} is null then 1 else 0 end) as ${sql.ref(column)}`,
    );
  }

  /** One column a score that was met. For a query of `prom_score ps`, grouped by case. */
  scoreColumns(): RawBuilder<unknown>[] {
    return [...this.#scores].map(
      ([column, { instrument, at }]) =>
        sql`max(case when ps.instrument = ${sql.lit(instrument)} and ps.timepoint = ${sql.lit(at)} then ps.score end) as ${sql.ref(column)}`,
    );
  }

  #join(criteria: readonly Criterion[], operator: RawBuilder<unknown>, empty: SqlTruth): SqlTruth {
    if (criteria.length === 0) return empty;
    return sql`(${sql.join(
      criteria.map((criterion) => this.compile(criterion)),
      operator,
    )})`;
  }

  #event(pattern: EventPattern): SqlTruth {
    const key = JSON.stringify([pattern.kinds, pattern.depths, pattern.window]);
    const known = [...this.#patterns].find(
      ([, other]) => JSON.stringify([other.kinds, other.depths, other.window]) === key,
    );
    const column = known?.[0] ?? `event_${this.#patterns.size}`;
    this.#patterns.set(column, pattern);
    return sql`(case coalesce(${sql.ref(`e.${column}`)}, 0) when 2 then true when 1 then null else false end)`;
  }

  #score(instrument: PromInstrument, at: PromTimepoint): RawBuilder<number | null> {
    const column = `${instrument}_${at}`.replaceAll('-', '_');
    this.#scores.set(column, { instrument, at });
    return sql.ref(`p.${column}`);
  }
}

function between(field: RawBuilder<unknown>, from: number | undefined, to: number | undefined): SqlTruth {
  if (from !== undefined && to !== undefined)
    return sql`(${field} between ${sql.lit(from)} and ${sql.lit(to)})`;
  if (from !== undefined) return sql`(${field} >= ${sql.lit(from)})`;
  if (to !== undefined) return sql`(${field} <= ${sql.lit(to)})`;
  return sql`(case when ${field} is not null then true end)`;
}

function matches(pattern: EventPattern): SqlTruth {
  const conditions: SqlTruth[] = [
    sql`ev.kind in (${sql.join(pattern.kinds.map((kind) => sql.lit(kind)))})`,
    sql`coalesce(ev.present_at_surgery, 0) = 0`,
  ];
  if (pattern.depths !== undefined) {
    conditions.push(sql`ev.depth in (${sql.join(pattern.depths.map((depth) => sql.lit(depth)))})`);
  }
  if (pattern.window !== undefined) {
    const start =
      pattern.window.from === 'operation' ? sql.ref('c.operation_date') : sql.ref('c.discharge_date');
    const day = daysBetweenDates(start, sql.ref('ev.onset_date'));
    const lastDay = sql.lit(pattern.window.days);
    conditions.push(
      sql`case when ev.onset_precision = 'at-latest' and ${day} > ${lastDay} then null else ${day} <= ${lastDay} end`,
    );
  }
  return sql`(${sql.join(conditions, sql` and `)})`;
}

/** The age band that the source gave, or else the one of the age that it gave. */
export function ageBand(): RawBuilder<string | null> {
  const branches = AGE_BANDS.toReversed().map((band) => {
    const firstAge = Number.parseInt(band, 10);
    return sql`when c.age >= ${sql.lit(firstAge)} then ${sql.lit(band)}`;
  });
  return sql`coalesce(c.age_band, case ${sql.join(branches, sql` `)} end)`;
}

/** The stay that the source gave, or else the nights between the dates that it gave. */
function lengthOfStayNights(): RawBuilder<number | null> {
  return sql`coalesce(c.length_of_stay_nights, ${daysBetweenDates(sql.ref('c.admission_date'), sql.ref('c.discharge_date'))})`;
}

export function caseField(field: FlagField | CategoryField | NumberField): RawBuilder<unknown> {
  switch (field) {
    case 'ageBand':
      return ageBand();
    case 'lengthOfStayNights':
      return lengthOfStayNights();
    case 'firstWalkedDay':
    case 'strenuousActivityWeek':
      return sql.ref(`r.${snakeCase(field)}`);
    default:
      return sql.ref(`c.${snakeCase(field)}`);
  }
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
