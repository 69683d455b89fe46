import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance } from 'fastify';
import { explainFault } from '../database/database-fault.ts';
import { refusalOf } from './refusal.ts';

const SENTENCES: Readonly<Record<number, readonly [code: string, sentence: string]>> = {
  400: ['BAD_REQUEST', 'The request is not well formed.'],
  408: ['TIMEOUT', 'The request took too long to arrive.'],
  413: ['PAYLOAD_TOO_LARGE', 'The request is larger than anything Lamina asks for.'],
  414: ['URI_TOO_LONG', 'The address is longer than anything Lamina asks for.'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'Changes are sent as JSON.'],
};

/** What goes wrong outside of the routers: a plain sentence, or for a fault of ours an id under which the log has it. */
export function answerPlainly(server: FastifyInstance): void {
  server.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const [code, sentence] = SENTENCES[status] ?? ['BAD_REQUEST', 'The request was refused.'];
      return reply.code(status).send(refusalOf(status, code, sentence));
    }
    const id = randomUUID();
    request.log.error({ id, err: error }, 'fault');
    if (explainFault(error) !== undefined) {
      return reply.code(503).send(refusalOf(503, 'SERVICE_UNAVAILABLE', NOT_AVAILABLE));
    }
    return reply.code(500).send(refusalOf(500, 'INTERNAL_SERVER_ERROR', faultSentence(id)));
  });
}

/** Why, a person without an account is not told; the log has it. */
export const NOT_AVAILABLE = 'Lamina cannot reach or use its database at the moment. Try again in a while.';

export function faultSentence(id: string): string {
  return `Something went wrong on our side. Quote ${id}.`;
}
