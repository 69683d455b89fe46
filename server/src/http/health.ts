import type { FastifyInstance } from 'fastify';
import { getReadiness } from '../services/readiness.service.ts';
import type { ServiceContext } from '../services/service-context.ts';

/** /health: the process lives. /ready: it may be sent requests (200) or not yet (503). Neither says anything of the data. */
export function serveHealth(server: FastifyInstance, services: ServiceContext): void {
  server.get('/health', async () => ({ status: 'ok' }));
  server.get('/ready', async (_request, reply) => {
    const readiness = await getReadiness(services);
    return reply.code(readiness.ready ? 200 : 503).send(readiness);
  });
}
