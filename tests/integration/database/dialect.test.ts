import {
  anyOfNumbers,
  anyOfTexts,
  charactersOf,
  daysBetweenDates,
  isPostgres,
  leadingNumber,
  smallestOf,
  sumOf,
  unknownFirst,
} from '@lamina/server/database/dialect.ts';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ON_POSTGRES, type TemporaryDatabase, temporaryDatabase } from '../../support/temporary-database.ts';

/** The same expectations on SQLite and on PostgreSQL, on which these tests run too. */
describe('what the databases say differently', () => {
  let temporary: TemporaryDatabase;

  beforeAll(async () => {
    temporary = await temporaryDatabase();
    await temporary.db
      .insertInto('hospital')
      .values([
        { source_system: 's', code: '85+', name: 'b' },
        { source_system: 's', code: '65-74', name: 'Z' },
        { source_system: 's', code: '7', name: null },
        { source_system: 's', code: '10', name: 'a' },
      ])
      .execute();
  });

  afterAll(() => temporary[Symbol.asyncDispose]());

  async function asked(expression: RawBuilder<unknown>): Promise<unknown> {
    const { rows } = await sql<{ value: unknown }>`select ${expression} as value`.execute(temporary.db);
    return rows[0]?.value;
  }

  const date = (text: string | null) => sql`cast(${sql.lit(text)} as text)`;
  const number = (value: number | null) => sql`cast(${sql.lit(value)} as integer)`;

  it('runs on the database that it is meant to', () => {
    expect(isPostgres(temporary.db)).toBe(ON_POSTGRES);
  });

  it.each([
    ['2024-02-28', '2024-03-01', 2],
    ['2023-12-31', '2024-01-01', 1],
    ['2024-01-02', '2024-01-01', -1],
    [null, '2024-01-01', null],
    ['2024-01-01', null, null],
  ])('counts the days from %s to %s', async (from, to, days) => {
    expect(await asked(daysBetweenDates(date(from), date(to)))).toBe(days);
  });

  it.each([
    [[3, 1, 2], 1],
    [[3, null, 2], null],
  ])('takes the smallest of %j', async (values, smallest) => {
    expect(await asked(smallestOf(...values.map(number)))).toBe(smallest);
  });

  it('finds rows by lists, empty ones too', async () => {
    const codes = async (condition: RawBuilder<unknown>) => {
      const { rows } = await sql<{
        code: string;
      }>`select code from hospital where ${condition} order by code`.execute(temporary.db);
      return rows.map(({ code }) => code);
    };
    expect(await codes(sql`id in ${anyOfNumbers([1, 4, 99])}`)).toEqual(['10', '85+']);
    expect(await codes(sql`id in ${anyOfNumbers([])}`)).toEqual([]);
    expect(await codes(sql`code in ${anyOfTexts(['7', '85+', "it's"])}`)).toEqual(['7', '85+']);
    expect(await codes(sql`code in ${anyOfTexts([])}`)).toEqual([]);
  });

  it('orders texts byte by byte, and what is not known first', async () => {
    const rows = await temporary.db
      .selectFrom('hospital')
      .select('name')
      .orderBy('name', unknownFirst)
      .execute();
    expect(rows.map(({ name }) => name)).toEqual([null, 'Z', 'a', 'b']);
  });

  it('reads the number that a text begins with', async () => {
    const { rows } = await sql<{ age: number }>`
      select ${leadingNumber('code')} as age from hospital order by age`.execute(temporary.db);
    expect(rows.map(({ age }) => age)).toEqual([7, 10, 65, 85]);
  });

  it('gives counts and sums as numbers', async () => {
    const { rows } = await sql<{ counted: unknown; summed: unknown; added: unknown }>`
      select count(*) as counted, sum(id) as summed, ${sumOf(sql`id * 0.1`)} as added from hospital`.execute(
      temporary.db,
    );
    expect(rows).toEqual([{ counted: 4, summed: 10, added: 1 }]);
  });

  it('makes characters of codes', async () => {
    expect(await asked(charactersOf([number(1), number(65), number(0x20ac)]))).toBe('\u0001A€');
  });

  it('refuses a value of the wrong type, and JSON that is none', async () => {
    const { db } = temporary;
    await expect(sql`update record_state set data_version = 'many'`.execute(db)).rejects.toThrow();
    const model = sql`insert into risk_model (indicator_id, model, version, state, cases, events, details)
      values ('i', 'm', 'v', 'fitted', 1, 1, '{')`;
    await expect(model.execute(db)).rejects.toThrow();
  });
});
