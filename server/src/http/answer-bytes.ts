import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { writeAnswer } from '../trpc/answer-text.ts';

/** Where a better one begins to cost more time than it saves: whoever asks first waits for it. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Up to so many characters an answer is compressed sooner than another thread would take it up. */
const SHORT = 32_768;

/** How an answer may travel, the best way first. */
const ENCODINGS = {
  br: async (text: string) =>
    text.length < SHORT ? brotliCompressSync(text, BROTLI) : promisify(brotliCompress)(text, BROTLI),
  gzip: async (text: string) => (text.length < SHORT ? gzipSync(text) : promisify(gzip)(text)),
  identity: async (text: string) => Buffer.from(text),
} as const;
type Encoding = keyof typeof ENCODINGS;

/** The bytes of answers that may be given again, for as long as they are. */
const written = new WeakMap<object, Partial<Record<Encoding, Promise<Buffer>>>>();

/** Sends an answer as tRPC writes one. Given again, it is neither written as JSON nor compressed once more. */
export async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: object,
): Promise<FastifyReply> {
  const encoding = encodingFor(request);
  const bytes = await bytesOf(answer, encoding);
  reply.type('application/json').header('vary', 'accept-encoding');
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.send(bytes);
}

function encodingFor({ headers }: FastifyRequest): Encoding {
  const accepted = String(headers['accept-encoding'] ?? '')
    .split(',')
    .map((each) => each.trim());
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding)) ?? 'identity';
}

function bytesOf(answer: object, encoding: Encoding): Promise<Buffer> {
  const known = written.get(answer) ?? {};
  written.set(answer, known);
  const bytes = known[encoding] ?? ENCODINGS[encoding](`{"result":{"data":${writeAnswer(answer)}}}`);
  known[encoding] = bytes;
  return bytes;
}
