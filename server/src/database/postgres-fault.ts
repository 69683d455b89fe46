/** Of the codes that PostgreSQL itself gives. */
const CODE_CHARACTERS = 5;

const NOT_TRUSTED =
  'The certificate of PostgreSQL is not one that this computer trusts for the name in DATABASE_URL (sslrootcert=FILE in it names another authority).';

/**
 * By PostgreSQL's error code (https://www.postgresql.org/docs/15/errcodes-appendix.html) or that of the network, the first that begins
 * so. None repeats what the server says: it names users and values.
 */
const FAULTS: readonly (readonly [beginning: string, sentence: string])[] = [
  ['ECONNREFUSED', 'PostgreSQL does not answer at the address in DATABASE_URL. Is it running there?'],
  ['ENOTFOUND', 'The computer that DATABASE_URL names is not known. Check the address.'],
  ['EAI_AGAIN', 'The computer that DATABASE_URL names cannot be looked up at the moment.'],
  ['EHOSTUNREACH', 'The computer that DATABASE_URL names cannot be reached.'],
  ['ENETUNREACH', 'The computer that DATABASE_URL names cannot be reached.'],
  ['ETIMEDOUT', 'PostgreSQL did not answer in time. Check the address in DATABASE_URL and the network.'],
  ['ECONNRESET', 'The connection to PostgreSQL was lost. Try again.'],
  ['EPIPE', 'The connection to PostgreSQL was lost. Try again.'],
  ['SELF_SIGNED_CERT_IN_CHAIN', NOT_TRUSTED],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', NOT_TRUSTED],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', NOT_TRUSTED],
  ['ERR_TLS_CERT_ALTNAME_INVALID', NOT_TRUSTED],
  ['28', 'PostgreSQL refuses the user or the password in DATABASE_URL.'],
  ['3D000', 'There is no database of the name in DATABASE_URL. Create it (createdb) and try again.'],
  ['42501', 'The user in DATABASE_URL lacks a right in the database. Make it the owner of the database.'],
  ['53100', 'The disk of PostgreSQL is full, so nothing was written. Make room on it and try again.'],
  ['53300', 'PostgreSQL takes no more connections. Raise its max_connections, or start fewer servers.'],
  ['53', 'PostgreSQL is short of memory or disk, so nothing was written. Try again when it is not.'],
  ['57014', 'PostgreSQL gave up on a question that took too long. Try again.'],
  ['57P', 'PostgreSQL is starting or stopping. Try again when it is up.'],
  ['55P03', 'Another program is writing to the database; try again when it has finished.'],
  ['40', 'Another program wrote to the database at the same time; try again.'],
  ['25006', 'PostgreSQL only lets itself be read there (a standby?). DATABASE_URL must name the primary.'],
  ['XX001', 'PostgreSQL says that its files are damaged. Restore a backup (docs/postgresql.md).'],
  ['XX002', 'PostgreSQL says that an index is damaged. Rebuild it (reindexdb).'],
  ['08', 'The connection to PostgreSQL was lost. Try again.'],
  ['58', 'The disk of PostgreSQL refused to be read or written. Nothing was changed.'],
];

/** What the driver says without giving a code. */
const WITHOUT_CODE: readonly (readonly [words: RegExp, sentence: string])[] = [
  [/^Connection terminated/, 'The connection to PostgreSQL was lost. Try again.'],
  [/timeout.* connect/i, 'PostgreSQL did not answer in time. Check the address in DATABASE_URL.'],
  [/^SASL:/, 'PostgreSQL wants a password. Put it into DATABASE_URL, or into PGPASSWORD or PGPASSFILE.'],
  [
    /does not support SSL/,
    'DATABASE_URL asks for an encrypted connection, which that PostgreSQL does not offer.',
  ],
];

/** The sentence that helps to mend it, with the code; undefined for whatever is no fault of PostgreSQL or the way to it. */
export function postgresFaultOf(error: Error): string | undefined {
  const code = 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return WITHOUT_CODE.find(([words]) => words.test(error.message))?.[1];
  const known = FAULTS.find(
    ([beginning]) =>
      code === beginning ||
      (code.length === CODE_CHARACTERS && beginning.length < CODE_CHARACTERS && code.startsWith(beginning)),
  );
  return known === undefined ? undefined : `${known[1]} (${code})`;
}
