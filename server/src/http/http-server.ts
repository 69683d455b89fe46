import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyCompress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { TRPCError } from '@trpc/server';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Accounts } from '../auth/accounts.ts';
import { findViewer } from '../auth/viewer-of-session.ts';
import { explainFault } from '../database/database-fault.ts';
import { LaminaError } from '../lamina-error.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { type AppRouter, rootRouter } from '../trpc/root.router.ts';
import type { RequestContext } from '../trpc/trpc.ts';
import { headersOf, registerSignIn } from './auth-plugin.ts';
import { closeGracefully } from './graceful-close.ts';
import { serveHealth } from './health.ts';
import { DEFAULT_LIMITS, type HttpLimits } from './http-limits.ts';
import { serveMetrics } from './metrics.ts';
import { answerPlainly, faultSentence, NOT_AVAILABLE } from './plain-errors.ts';
import { QUESTION_PATH } from './refusal.ts';
import { type LogLevel, logRequests, requestLogOptions } from './request-log.ts';
import { limitRequestRate } from './request-rate.ts';
import { refuseForeignRequests } from './same-origin.ts';
import { sendSecurityHeaders } from './security-headers.ts';
import { answerSingleQuestions } from './single-questions.ts';

const CLIENT_DIRECTORY = join(import.meta.dirname, '../../../client/dist');

/** A whole screen's questions travel in one address; longer ones are refused. */
const LONGEST_BATCH_CHARACTERS = 16_000;

export interface HttpServerOptions {
  readonly accounts: Accounts;
  /** Who is asking; by default whoever signed in. */
  readonly identify?: (request: FastifyRequest) => Promise<Viewer | null>;
  /** Addresses or ranges of the proxies whose word about a browser's address is taken. */
  readonly trustedProxies?: readonly string[];
  readonly logLevel?: LogLevel;
  /** What /metrics asks for; without it, it answers this computer only. */
  readonly metricsToken?: string | undefined;
  readonly limits?: Partial<HttpLimits>;
}

/** The web server: tRPC under /trpc, sign-in under /auth, /health, /ready, /metrics, and the built client for every other address. It does not listen yet. */
export async function createHttpServer(
  services: ServiceContext,
  {
    accounts,
    identify,
    trustedProxies = [],
    logLevel = 'warn',
    metricsToken,
    limits = {},
  }: HttpServerOptions,
): Promise<FastifyInstance> {
  const viewerOf = onceForEach(identify ?? ((request) => findViewer(accounts, headersOf(request))));
  const limit = { ...DEFAULT_LIMITS, ...limits };
  const server = fastify({
    ...requestLogOptions(logLevel),
    bodyLimit: limit.bodyBytes,
    requestTimeout: limit.requestMilliseconds,
    connectionTimeout: limit.idleMilliseconds,
    http: { headersTimeout: limit.headersMilliseconds, connectionsCheckingInterval: limit.lookMilliseconds },
    routerOptions: { maxParamLength: LONGEST_BATCH_CHARACTERS },
    forceCloseConnections: 'idle',
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
  });
  closeGracefully(server);
  logRequests(server);
  sendSecurityHeaders(server, accounts.origin);
  answerPlainly(server);
  limitRequestRate(server, limit);
  refuseForeignRequests(server, accounts.trustedOrigins);
  await server.register(fastifyCompress);
  serveHealth(server, services);
  const observe = serveMetrics(server, services, metricsToken);
  registerSignIn(server, accounts);
  const contextOf = async (request: FastifyRequest): Promise<RequestContext> => ({
    viewer: await identifyOrReport(viewerOf, request),
    services,
    accounts,
    observe,
    reportFault: (id, fault) => request.log.error({ id, err: fault }, 'fault'),
  });
  answerSingleQuestions(server, services, { viewerOf, contextOf }, observe);
  await server.register(fastifyTRPCPlugin, {
    prefix: QUESTION_PATH,
    trpcOptions: {
      router: rootRouter,
      createContext: ({ req }) => contextOf(req),
    } satisfies FastifyTRPCPluginOptions<AppRouter>['trpcOptions'],
  });
  await serveClient(server);
  return server;
}

/** A request comes from one person, however many ask who that is. */
function onceForEach(
  identify: (request: FastifyRequest) => Promise<Viewer | null>,
): (request: FastifyRequest) => Promise<Viewer | null> {
  const known = new WeakMap<FastifyRequest, Promise<Viewer | null>>();
  return (request) => {
    const viewer = known.get(request) ?? identify(request);
    known.set(request, viewer);
    return viewer;
  };
}

/** Nothing of a fault that happens before any question is asked reaches the browser but its id. */
async function identifyOrReport(
  viewerOf: (request: FastifyRequest) => Promise<Viewer | null>,
  request: FastifyRequest,
): Promise<Viewer | null> {
  try {
    return await viewerOf(request);
  } catch (fault) {
    const id = randomUUID();
    request.log.error({ id, err: fault }, 'fault');
    if (explainFault(fault) !== undefined) {
      throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: NOT_AVAILABLE });
    }
    throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: faultSentence(id) });
  }
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
