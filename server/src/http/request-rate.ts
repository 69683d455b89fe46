import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { HttpLimits } from './http-limits.ts';
import { RecentCounts } from './recent-counts.ts';
import { isAboutAccounts, isQuestion, refusalOf } from './refusal.ts';

const MINUTE_MILLISECONDS = 60_000;

/** The session's cookie, signed or not, whatever stands before its name. */
const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?lamina\.session_token=([^;]+)/;

/** Refuses what a session, or an address, asks beyond its share of a minute. */
export function limitRequestRate(
  server: FastifyInstance,
  {
    sessionRequestsAMinute,
    addressRequestsAMinute,
  }: Pick<HttpLimits, 'sessionRequestsAMinute' | 'addressRequestsAMinute'>,
): void {
  const counts = new RecentCounts(MINUTE_MILLISECONDS);
  server.addHook('onRequest', async (request, reply) => {
    if (!isQuestion(request) && !isAboutAccounts(request)) return;
    reply.header('cache-control', 'no-store');
    const shares: [key: string, most: number][] = [[`address ${request.ip}`, addressRequestsAMinute]];
    const session = SESSION_COOKIE.exec(request.headers.cookie ?? '')?.[1];
    if (session !== undefined) shares.push([`session ${digestOf(session)}`, sessionRequestsAMinute]);
    const exceeded = shares.filter(([key, most]) => counts.add(key) > most);
    const [first] = exceeded;
    if (first === undefined) return;
    return reply
      .code(429)
      .header('retry-after', counts.secondsLeft(first[0]))
      .send(
        refusalOf(429, 'TOO_MANY_REQUESTS', 'Too many requests in a minute. Wait a little, then try again.'),
      );
  });
}

/** What can be kept in memory without being a way in. */
function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
