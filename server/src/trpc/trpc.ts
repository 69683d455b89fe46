import { randomUUID } from 'node:crypto';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { initTRPC, TRPCError } from '@trpc/server';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/unstable-core-do-not-import';
import { ZodError, z } from 'zod';
import type { Accounts } from '../auth/accounts.ts';
import { explainFault } from '../database/database-fault.ts';
import { LaminaError, type LaminaErrorCode } from '../lamina-error.ts';
import { findRequestOrigin } from '../request-origin.ts';
import { recordAudit } from '../services/audit.service.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { isFirstOfAMinute } from './first-of-a-minute.ts';

export interface RequestContext {
  /** Null for somebody who has not signed in. */
  readonly viewer: Viewer | null;
  readonly accounts: Accounts;
  readonly services: ServiceContext;
  /** Writes a fault of ours to the log under the id that the reader is shown. */
  readonly reportFault: (id: string, fault: unknown) => void;
  /** Told how each question ended and how many seconds it took. */
  readonly observe?: ((procedure: string, status: string, seconds: number) => void) | undefined;
}

const TRPC_CODES: Readonly<Record<LaminaErrorCode, TRPC_ERROR_CODE_KEY>> = {
  'bad-input': 'BAD_REQUEST',
  'not-found': 'NOT_FOUND',
  'not-allowed': 'FORBIDDEN',
  conflict: 'CONFLICT',
  unavailable: 'SERVICE_UNAVAILABLE',
};

const NOT_JSON = 'The request is not valid JSON.';

/** What tRPC itself refuses, in place of what the parser or the router says to a programmer. */
const SENTENCES: Partial<Record<TRPC_ERROR_CODE_KEY, string>> = {
  PARSE_ERROR: NOT_JSON,
  METHOD_NOT_SUPPORTED: 'Questions are asked with GET, and changes made with POST.',
  UNSUPPORTED_MEDIA_TYPE: 'Changes are sent as JSON.',
};

const trpc = initTRPC.context<RequestContext>().create({
  errorFormatter({ shape, error }) {
    const message = sentenceOf(error);
    return { ...shape, message, data: { code: shape.data.code, httpStatus: shape.data.httpStatus } };
  },
});

function sentenceOf({ cause, code, message }: TRPCError): string {
  if (cause instanceof ZodError) return `The request is not valid: ${z.prettifyError(cause)}`;
  if (cause instanceof SyntaxError) return NOT_JSON;
  return SENTENCES[code] ?? message;
}

/** The one place where errors are translated: known ones keep their sentence, faults of ours become an id. */
const translateErrors = trpc.middleware(async ({ ctx, next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = explainFault(result.error.cause) ?? result.error.cause;
  if (cause instanceof LaminaError) {
    if (cause.code === 'not-allowed') await recordRefusal(ctx, path, cause.message);
    throw new TRPCError({ code: TRPC_CODES[cause.code], message: cause.message });
  }
  if (result.error.code === 'UNAUTHORIZED' && isFirstOfAMinute(findRequestOrigin()?.address ?? '')) {
    await recordRefusal(ctx, path, result.error.message);
  }
  if (result.error.code !== 'INTERNAL_SERVER_ERROR') return result;
  const id = randomUUID();
  ctx.reportFault(id, cause ?? result.error);
  throw new TRPCError({
    code: 'INTERNAL_SERVER_ERROR',
    message: `Something went wrong on our side. Quote ${id}.`,
  });
});

const observe = trpc.middleware(async ({ ctx, path, next }) => {
  const started = performance.now();
  const result = await next();
  ctx.observe?.(path, result.ok ? 'OK' : result.error.code, (performance.now() - started) / 1000);
  return result;
});

/** A refusal stays a refusal when it cannot be noted; what could not be noted goes to the log as a fault. */
async function recordRefusal(
  { viewer, services, reportFault }: RequestContext,
  path: string,
  reason: string,
) {
  try {
    const detail = { question: path, reason };
    await recordAudit(services, viewer, { action: 'access-refused', detail });
  } catch (error) {
    reportFault(randomUUID(), error);
  }
}

export const router = trpc.router;

/** What somebody who has not signed in may ask. */
export const publicProcedure = trpc.procedure.use(observe).use(translateErrors);

/** What only somebody who has signed in may ask; what they get to see is decided in the service. */
export const procedure = publicProcedure.use(({ ctx, next }) => {
  const { viewer } = ctx;
  if (viewer === null) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in to see this.' });
  return next({ ctx: { viewer } });
});
