import { type Expression, type RawBuilder, sql } from 'kysely';

type DateExpression = Expression<string | null> | RawBuilder<unknown>;

/** Whole days from one ISO date to another, NULL if either is: the one place where dates are subtracted in SQL. */
export function daysBetweenDates(from: DateExpression, to: DateExpression): RawBuilder<number | null> {
  return sql<number | null>`cast(julianday(${to}) - julianday(${from}) as integer)`;
}
