import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServiceContext } from '../services/service-context.ts';
import { findAnswer } from '../trpc/cached-procedure.ts';
import type { ObserveProcedure } from './metrics.ts';
import { isQuestion } from './refusal.ts';

/** How an answer may travel, the best way first. */
const ENCODINGS = {
  br: (text: string) =>
    promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (text: string) => promisify(gzip)(text),
  identity: async (text: string) => Buffer.from(text),
} as const;
type Encoding = keyof typeof ENCODINGS;

/** Where a better one begins to cost more time than it saves. */
const BROTLI_QUALITY = 5;

/** The bytes of answers that are given again, for as long as they are. */
const written = new WeakMap<object, Partial<Record<Encoding, Promise<Buffer>>>>();

/**
 * A question that was answered before, of the same record to somebody who may see the same, is answered with the bytes of then, neither
 * written as JSON nor compressed again. Who asks is looked up as for any question; what is not known goes on to tRPC.
 */
export function sendKeptAnswers(
  server: FastifyInstance,
  services: ServiceContext,
  viewerOf: (request: FastifyRequest) => Promise<Viewer | null>,
  observe: ObserveProcedure,
): void {
  server.addHook('preHandler', async (request, reply) => {
    const started = performance.now();
    const asked = questionOf(request);
    if (asked === undefined) return;
    // A fault is reported where tRPC asks the same.
    const viewer = await viewerOf(request).catch(() => null);
    if (viewer === null) return;
    const answer = await findAnswer(services, { ...asked, viewer });
    if (answer === undefined) return;
    const encoding = encodingFor(request);
    const bytes = await bytesOf(answer, encoding);
    observe(asked.procedure, 'OK', (performance.now() - started) / 1000);
    reply.type('application/json').header('vary', 'accept-encoding');
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply.send(bytes);
  });
}

/** A single question asked with GET and what it was asked with; undefined for anything else. */
function questionOf(request: FastifyRequest): { procedure: string; input: unknown } | undefined {
  if (request.method !== 'GET' || !isQuestion(request)) return undefined;
  const { path } = request.params as { path?: string };
  const { input, batch } = request.query as { input?: string; batch?: string };
  if (path === undefined || typeof input !== 'string' || batch !== undefined) return undefined;
  try {
    return { procedure: path, input: JSON.parse(input) };
  } catch {
    return undefined;
  }
}

function encodingFor({ headers }: FastifyRequest): Encoding {
  const accepted = String(headers['accept-encoding'] ?? '')
    .split(',')
    .map((each) => each.trim());
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding)) ?? 'identity';
}

function bytesOf(answer: { readonly data: unknown }, encoding: Encoding): Promise<Buffer> {
  const known = written.get(answer) ?? {};
  written.set(answer, known);
  const bytes = known[encoding] ?? ENCODINGS[encoding](JSON.stringify({ result: { data: answer.data } }));
  known[encoding] = bytes;
  return bytes;
}
