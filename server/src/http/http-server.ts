import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCompress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import fastify, { type FastifyInstance } from 'fastify';
import { LaminaError } from '../lamina-error.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { type AppRouter, rootRouter } from '../trpc/root.router.ts';
import type { RequestContext } from '../trpc/trpc.ts';

const CLIENT_DIRECTORY = join(import.meta.dirname, '../../../client/dist');

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A whole screen's questions travel in one address; longer ones are refused. */
const LONGEST_BATCH_CHARACTERS = 16_000;

/** The viewer while there is no sign-in: the quality lead of a single-user installation. */
const ONLY_VIEWER: Viewer = {
  personId: null,
  name: 'Quality lead',
  role: 'quality-lead',
  hospitals: 'all',
  surgeon: null,
};

/** The web server: tRPC under /trpc, /health, and the built client for every other address. It does not listen yet. */
export async function createHttpServer(services: ServiceContext): Promise<FastifyInstance> {
  const server = fastify({
    logger: { level: 'warn' },
    routerOptions: { maxParamLength: LONGEST_BATCH_CHARACTERS },
    forceCloseConnections: true,
  });
  server.addHook('onSend', async (_request, reply) => {
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
  });
  await server.register(fastifyCompress);
  server.get('/health', async () => ({ status: 'ok' }));
  await server.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: rootRouter,
      createContext: ({ req }): RequestContext => ({
        viewer: ONLY_VIEWER,
        services,
        reportFault: (id, fault) => req.log.error({ id, err: fault }, 'fault'),
      }),
    } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
  });
  await serveClient(server);
  return server;
}

async function serveClient(server: FastifyInstance): Promise<void> {
  if (!existsSync(join(CLIENT_DIRECTORY, 'index.html'))) {
    throw new LaminaError('unavailable', 'The client is not built. Run `npm start`, which builds it first.');
  }
  await server.register(fastifyStatic, {
    root: CLIENT_DIRECTORY,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const immutable = path.includes('/assets/');
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  server.setNotFoundHandler(async (request, reply) => {
    const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html') === true;
    if (!wantsPage) return reply.code(404).send({ message: 'There is nothing at this address.' });
    return reply.sendFile('index.html');
  });
}
