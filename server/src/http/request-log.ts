import { randomUUID } from 'node:crypto';
import { type FastifyInstance, type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify';
import { withRequestOrigin } from '../request-origin.ts';

export const REQUEST_ID_HEADER = 'x-request-id';

/** 'info': a line for every answer; 'warn': only faults. */
export type LogLevel = 'info' | 'warn';

/** An id that a proxy in front gave, if it is one and no more. */
const GIVEN_ID = /^[\w-]{8,64}$/;

const LONGEST_QUESTIONS_CHARACTERS = 300;

/**
 * One JSON object a line. Nothing in it comes from what was asked beyond method and name: no address of the page, no
 * filters, no case, no network address; those are the audit log's.
 */
export function requestLogOptions(level: LogLevel): FastifyServerOptions {
  return {
    logger: {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { req: (request) => ({ method: request.method }) },
    },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    requestIdHeader: false,
    genReqId: ({ headers }) => {
      const given = headers[REQUEST_ID_HEADER];
      return typeof given === 'string' && GIVEN_ID.test(given) ? given : randomUUID();
    },
  };
}

/** Gives every answer its request's id, tells what is done for it where it was asked, and logs a line for it. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header(REQUEST_ID_HEADER, request.id);
    withRequestOrigin({ requestId: request.id, address: request.ip }, done);
  });
  // A body arrives from the socket, which knows nothing of the request that it belongs to.
  server.addHook('preHandler', (request, _reply, done) => {
    withRequestOrigin({ requestId: request.id, address: request.ip }, done);
  });
  server.addHook('onError', async (request, _reply, error) => {
    if ((error.statusCode ?? 500) >= 500)
      request.log.error({ asked: askedFor(request), err: error }, 'fault');
  });
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        asked: askedFor(request),
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      },
      'answered',
    );
  });
}

/** The tRPC procedures by name, else the route: never what they were asked with. */
export function askedFor({ url, routeOptions }: FastifyRequest): string {
  const path = url.split('?', 1)[0] ?? '';
  const questions = /^\/trpc\/([\w.,]+)$/.exec(path)?.[1];
  if (questions !== undefined) return questions.slice(0, LONGEST_QUESTIONS_CHARACTERS);
  return routeOptions.url ?? 'none';
}
