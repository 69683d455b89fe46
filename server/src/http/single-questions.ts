import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import {
  type AnyTRPCProcedure,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
} from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceContext } from '../services/service-context.ts';
import { findAnswer, type Question } from '../trpc/cached-procedure.ts';
import { rootRouter } from '../trpc/root.router.ts';
import type { RequestContext } from '../trpc/trpc.ts';
import { sendAnswer } from './answer-bytes.ts';
import type { ObserveProcedure } from './metrics.ts';
import { isQuestion } from './refusal.ts';

type SingleQuestion = Pick<Question, 'procedure' | 'input'>;

export interface WhoAsks {
  readonly viewerOf: (request: FastifyRequest) => Promise<Viewer | null>;
  readonly contextOf: (request: FastifyRequest) => Promise<RequestContext>;
}

/**
 * Answers what is asked alone, as the screens ask for their pictures: the same procedures with the same answers and refusals as through
 * tRPC's own way, which writes an answer through several streams. What was answered before, of the same record to somebody who may see
 * the same, is sent with the bytes of then. Batches, changes and what cannot be read go on to tRPC.
 */
export function answerSingleQuestions(
  server: FastifyInstance,
  services: ServiceContext,
  { viewerOf, contextOf }: WhoAsks,
  observe: ObserveProcedure,
): void {
  server.addHook('preHandler', async (request, reply) => {
    const started = performance.now();
    const asked = questionOf(request);
    if (asked === undefined) return;
    // A fault is reported where the context is made.
    const viewer = await viewerOf(request).catch(() => null);
    const kept = viewer === null ? undefined : await findAnswer(services, { ...asked, viewer });
    if (kept === undefined) return answer(request, reply, asked, contextOf);
    observe(asked.procedure, 'OK', (performance.now() - started) / 1000);
    return sendAnswer(request, reply, kept.data);
  });
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { procedure: path, input }: SingleQuestion,
  contextOf: WhoAsks['contextOf'],
): Promise<FastifyReply> {
  let ctx: RequestContext | undefined;
  try {
    ctx = await contextOf(request);
    const data: unknown = await callTRPCProcedure({
      router: rootRouter,
      path,
      type: 'query',
      getRawInput: async () => input,
      ctx,
      signal: undefined,
      batchIndex: 0,
    });
    return await sendAnswer(request, reply, data as object);
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    const config = rootRouter._def._config;
    const shape = getTRPCErrorShape({ config, error, type: 'query', path, input, ctx });
    return reply.code(getHTTPStatusCodeFromError(error)).send({ error: shape });
  }
}

/** A question of ours that is asked with GET and alone; undefined for anything else. */
function questionOf(request: FastifyRequest): SingleQuestion | undefined {
  if (request.method !== 'GET' || !isQuestion(request)) return undefined;
  const { path: procedure } = request.params as { path?: string };
  const { input, batch } = request.query as { input?: string; batch?: string };
  if (procedure === undefined || typeof input !== 'string' || batch !== undefined) return undefined;
  if (!QUESTIONS.has(procedure)) return undefined;
  try {
    return { procedure, input: JSON.parse(input) };
  } catch {
    return undefined;
  }
}

/** By path, although their type is that of nested routers. */
const PROCEDURES = Object.entries(rootRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>);
const QUESTIONS: ReadonlySet<string> = new Set(
  PROCEDURES.flatMap(([path, { _def }]) => (_def.type === 'query' ? [path] : [])),
);
