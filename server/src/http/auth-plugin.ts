import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts } from '../auth/accounts.ts';
import { ADDRESS_HEADER, AUTH_PATH, AUTH_ROUTES } from '../auth/auth-paths.ts';
import { PasswordFailures } from './password-failures.ts';
import { refusalOf } from './refusal.ts';

const LONGEST_BODY_BYTES = 16_384;

const WITH_PASSWORD = '/sign-in/email';

/** Sign-in under /auth: what of better-auth the browser may ask for, and nothing else of it. */
export function registerSignIn(server: FastifyInstance, accounts: Accounts): void {
  const failures = new PasswordFailures(accounts);
  server.register(async (signIn) => {
    signIn.removeAllContentTypeParsers();
    signIn.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    for (const { method, path } of AUTH_ROUTES) {
      signIn.route({
        method,
        url: `${AUTH_PATH}${path}`,
        bodyLimit: LONGEST_BODY_BYTES,
        handler: async (request, reply) => {
          const body = method === 'POST' ? readBody(request) : undefined;
          if (method === 'POST' && body === undefined) {
            return reply.code(400).send(refusalOf(400, 'BAD_REQUEST', 'The request is not valid JSON.'));
          }
          return path === WITH_PASSWORD
            ? signInWithPassword(accounts, failures, request, reply, emailOf(body))
            : pass(reply, await ask(accounts, request));
        },
      });
    }
  });
}

async function signInWithPassword(
  accounts: Accounts,
  failures: PasswordFailures,
  request: FastifyRequest,
  reply: FastifyReply,
  email: string | undefined,
): Promise<FastifyReply> {
  const attempt = email === undefined ? undefined : await failures.begin(email, request.ip);
  if (attempt !== undefined && attempt.waitSeconds > 0) {
    await failures.noteRefused(email, request.ip, 'too many wrong passwords for the account');
    return reply
      .code(429)
      .header('retry-after', attempt.waitSeconds)
      .send(refusalOf(429, 'TOO_MANY_REQUESTS', 'Too many wrong passwords. Wait, then try again.'));
  }
  const response = await ask(accounts, request);
  if (response.status === 429) {
    await failures.noteRefused(email, request.ip, 'too many attempts from the address');
  }
  if (response.ok && attempt !== undefined) failures.succeeded(attempt);
  return pass(reply, response);
}

async function ask({ auth, origin }: Accounts, request: FastifyRequest): Promise<Response> {
  const headers = headersOf(request);
  const body = request.body instanceof Buffer ? new Uint8Array(request.body) : null;
  return auth.handler(new Request(new URL(request.url, origin), { method: request.method, headers, body }));
}

async function pass(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status);
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  return reply.header('cache-control', 'no-store').send(await response.text());
}

/** The object that was sent, one without anything where nothing was; undefined where it is none. */
function readBody({ body }: FastifyRequest): object | undefined {
  if (body === undefined || body === null) return {};
  try {
    const value: unknown = JSON.parse(String(body));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function emailOf(body: object | undefined): string | undefined {
  return body !== undefined && 'email' in body && typeof body.email === 'string' ? body.email : undefined;
}

/** The headers of a request, with the address that it came from as the web server knows it. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  headers.delete('content-length');
  headers.set(ADDRESS_HEADER, request.ip);
  return headers;
}
