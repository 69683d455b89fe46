import { randomUUID } from 'node:crypto';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { initTRPC, TRPCError } from '@trpc/server';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/unstable-core-do-not-import';
import { ZodError, z } from 'zod';
import { LaminaError, type LaminaErrorCode } from '../lamina-error.ts';
import type { ServiceContext } from '../services/service-context.ts';

export interface RequestContext {
  readonly viewer: Viewer;
  readonly services: ServiceContext;
  /** Writes a fault of ours to the log under the id that the reader is shown. */
  readonly reportFault: (id: string, fault: unknown) => void;
}

const TRPC_CODES: Readonly<Record<LaminaErrorCode, TRPC_ERROR_CODE_KEY>> = {
  'bad-input': 'BAD_REQUEST',
  'not-found': 'NOT_FOUND',
  'not-allowed': 'FORBIDDEN',
  conflict: 'CONFLICT',
  unavailable: 'SERVICE_UNAVAILABLE',
};

const trpc = initTRPC.context<RequestContext>().create({
  errorFormatter({ shape, error }) {
    const message =
      error.cause instanceof ZodError
        ? `The request is not valid: ${z.prettifyError(error.cause)}`
        : error.message;
    return { ...shape, message, data: { code: shape.data.code, httpStatus: shape.data.httpStatus } };
  },
});

/** The one place where errors are translated: known ones keep their sentence, faults of ours become an id. */
const translateErrors = trpc.middleware(async ({ ctx, next }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof LaminaError) {
    throw new TRPCError({ code: TRPC_CODES[cause.code], message: cause.message });
  }
  if (result.error.code !== 'INTERNAL_SERVER_ERROR') return result;
  const id = randomUUID();
  ctx.reportFault(id, cause ?? result.error);
  throw new TRPCError({
    code: 'INTERNAL_SERVER_ERROR',
    message: `Something went wrong on our side. Quote ${id}.`,
  });
});

export const router = trpc.router;
export const procedure = trpc.procedure.use(translateErrors);
