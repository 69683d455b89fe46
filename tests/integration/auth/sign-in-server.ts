import type { Accounts } from '@lamina/server/auth/accounts.ts';
import { addPersonAccount, makePasswordLink } from '@lamina/server/auth/new-person.ts';
import type { SignInConfig } from '@lamina/server/config.ts';
import type { Database } from '@lamina/server/database/database.ts';
import type { HttpLimits } from '@lamina/server/http/http-limits.ts';
import { createHttpServer } from '@lamina/server/http/http-server.ts';
import { listReferences } from '@lamina/server/repositories/reference.repository.ts';
import { sqlTally } from '@lamina/server/tally/sql-tally.ts';
import type { PersonRights } from '@lamina/shared/contract/people.ts';
import { temporaryDatabase } from '../../support/temporary-database.ts';
import { testAccounts } from '../../support/test-accounts.ts';

const PORT = 4000;
export const ORIGIN = `http://127.0.0.1:${PORT}`;
export const PASSWORD = 'a long enough password';

export interface SignInServer extends AsyncDisposable {
  readonly db: Database;
  readonly accounts: Accounts;
  readonly directory: string;
  /** What makes a command work with the same database. */
  readonly environment: Readonly<Record<string, string>>;
  /** Another browser, with cookies of its own. */
  browser(address?: string): Browser;
  /** Somebody who has chosen PASSWORD. Returns their id. */
  add(email: string, rights: PersonRights): Promise<string>;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Speaks to the server as a browser on its own page does: it keeps cookies and says where it is. */
export interface Browser {
  readonly cookies: Map<string, string>;
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  signIn(email: string, password?: string): Promise<Answer>;
  /** The answer of a tRPC question. */
  ask(question: string, input?: unknown): Promise<Answer>;
  change(question: string, input: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export const ADMINISTRATOR: PersonRights = { role: 'administrator', hospitals: 'all', surgeon: null };
export const QUALITY_LEAD: PersonRights = { role: 'quality-lead', hospitals: 'all', surgeon: null };
export const SIGNED_OUT_MESSAGE = 'Sign in to see this.';

export async function signInServer(
  fill: (db: Database, directory: string) => Promise<unknown> = async () => undefined,
  signIn: Partial<SignInConfig> = {},
  limits: Partial<HttpLimits> = {},
): Promise<SignInServer> {
  const temporary = await temporaryDatabase();
  const { db, directory } = temporary;
  await fill(db, directory);
  const accounts = testAccounts(db, directory, PORT, signIn);
  const server = await createHttpServer(
    { db, tally: sqlTally(db), references: listReferences() },
    { accounts, trustedProxies: signIn.trustedProxies ?? [], limits },
  );

  function browser(address = '127.0.0.1'): Browser {
    const cookies = new Map<string, string>();
    async function send(method: 'GET' | 'POST', path: string, body?: object, headers = {}): Promise<Answer> {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await server.inject({
        method,
        url: path,
        remoteAddress: address,
        headers: {
          ...(method === 'POST' ? { origin: accounts.origin, 'content-type': 'application/json' } : {}),
          ...(cookie === '' ? {} : { cookie }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      for (const { name, value, maxAge } of response.cookies) {
        if (maxAge === 0 || value === '') cookies.delete(name);
        else cookies.set(name, encodeURIComponent(value));
      }
      const text = response.body;
      return {
        status: response.statusCode,
        body: text.startsWith('{') ? JSON.parse(text) : {},
        headers: response.headers,
      };
    }
    return {
      cookies,
      post: (path, body = {}, headers = {}) => send('POST', path, body, headers),
      get: (path) => send('GET', path),
      signIn: (email, password = PASSWORD) => send('POST', '/auth/sign-in/email', { email, password }),
      ask: (question, input) =>
        send(
          'GET',
          `/trpc/${question}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
        ),
      change: (question, input, headers = {}) => send('POST', `/trpc/${question}`, input as object, headers),
    };
  }

  return {
    db,
    accounts,
    directory,
    environment: temporary.environment,
    browser,
    async add(email, rights) {
      const id = await db
        .transaction()
        .execute((transaction) => addPersonAccount(transaction, { name: email, email, rights }));
      const { address } = await makePasswordLink(accounts, { id, email });
      await browser('10.9.9.9').post('/auth/reset-password', {
        token: tokenOf(address),
        newPassword: PASSWORD,
      });
      return id;
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await temporary[Symbol.asyncDispose]();
    },
  };
}

export function tokenOf(address: string): string {
  return new URL(address).searchParams.get('token') ?? '';
}

/** Who the server says is signed in. */
export async function whoIs(browser: Browser): Promise<Readonly<Record<string, unknown>> | null> {
  const { body } = await browser.ask('account.session');
  return (body as { result: { data: { me: Record<string, unknown> | null } } }).result.data.me;
}

/** The sentence of a refusal. */
export function refusalOf({ body }: Answer): string {
  return (body as { error?: { message: string } }).error?.message ?? String(body.message);
}

export function dataOf<Data>({ body }: Answer): Data {
  return (body as { result: { data: Data } }).result.data;
}
