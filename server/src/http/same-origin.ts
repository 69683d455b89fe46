import type { FastifyInstance } from 'fastify';
import { isQuestion, refusalOf } from './refusal.ts';

const OUR_OWN_SITES = ['same-origin', 'none'];

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * Refuses what another site makes a browser ask: everything that the browser itself calls foreign, and every change that
 * does not come from one of our own addresses. The session's cookie is never sent from elsewhere either (SameSite=Strict).
 * Changes are JSON: what a form could send, and what would be read without a limit (multipart), is refused.
 */
export function refuseForeignRequests(server: FastifyInstance, trustedOrigins: readonly string[]): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!isQuestion(request)) return;
    const { origin, 'sec-fetch-site': site, 'content-type': type } = request.headers;
    const foreignSite = typeof site === 'string' && !OUR_OWN_SITES.includes(site);
    const changes = request.method !== 'GET' && request.method !== 'HEAD';
    const foreignOrigin = changes && (origin === undefined || !trustedOrigins.includes(origin));
    if (foreignSite || foreignOrigin) {
      return reply
        .code(403)
        .send(refusalOf(403, 'FORBIDDEN', 'This request did not come from Lamina itself.'));
    }
    if (changes && !JSON_TYPE.test(type ?? '')) {
      return reply.code(415).send(refusalOf(415, 'UNSUPPORTED_MEDIA_TYPE', 'Changes are sent as JSON.'));
    }
  });
}
