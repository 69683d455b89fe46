import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import Cursor from 'pg-cursor';
import type { Database, Tables } from './database.ts';
import { TwoFormsCompiler } from './dialect.ts';
import { BUSY_TIMEOUT_MILLISECONDS } from './is-busy.ts';

const { INT8, NUMERIC } = pg.types.builtins;

/** As SQLite gives them: a count is a number. The record holds none beyond what a number tells exactly. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format),
};

class TwoFormsDialect extends PostgresDialect {
  override createQueryCompiler() {
    return new TwoFormsCompiler();
  }
}

/** What a computer held that is gone without a word is given up within a minute, not after the two hours that are usual. */
const NOTICE_LOST_CLIENTS = [
  'set tcp_keepalives_idle = 30',
  'set tcp_keepalives_interval = 10',
  'set tcp_keepalives_count = 3',
];

/** Connects when the first question is asked: until then a wrong address is not noticed. */
export function openPostgres(address: string, { readOnly = false } = {}): Database {
  const pool = new pg.Pool({
    connectionString: address,
    types,
    application_name: 'lamina',
    // A command that failed ends without waiting for connections that nobody uses.
    allowExitOnIdle: true,
  });
  // The pool replaces a connection that broke while nobody used it; whoever asks next is told if that fails.
  pool.on('error', () => {});
  const settings = [
    `set lock_timeout = ${BUSY_TIMEOUT_MILLISECONDS}`,
    'set jit = off',
    ...NOTICE_LOST_CLIENTS,
    ...(readOnly ? ['set default_transaction_read_only = on'] : []),
  ];
  return new Kysely<Tables>({
    dialect: new TwoFormsDialect({
      pool,
      cursor: Cursor,
      // Compiling a tally to machine code takes longer than most tallies take.
      onCreateConnection: async (connection) => {
        for (const setting of settings) await connection.executeQuery(CompiledQuery.raw(setting));
      },
    }),
  });
}
