import type { FastifyRequest } from 'fastify';
import { AUTH_PATH } from '../auth/auth-paths.ts';

export const QUESTION_PATH = '/trpc';

/** Why a request was not let through to a router, readable by those who ask under /trpc and by everybody else. */
interface Refusal {
  readonly message: string;
  readonly error: {
    readonly message: string;
    readonly code: number;
    readonly data: { readonly code: string; readonly httpStatus: number };
  };
}

/** In JSON-RPC, as tRPC answers: the server refuses. */
const JSON_RPC_CODE = -32_000;

export function refusalOf(httpStatus: number, code: string, message: string): Refusal {
  return { message, error: { message, code: JSON_RPC_CODE, data: { code, httpStatus } } };
}

/** Whether the route that answers is one of those under the path, however the address was written. */
export function isUnder(path: string, { routeOptions }: FastifyRequest): boolean {
  return routeOptions.url?.startsWith(`${path}/`) === true;
}

export function isQuestion(request: FastifyRequest): boolean {
  return isUnder(QUESTION_PATH, request);
}

export function isAboutAccounts(request: FastifyRequest): boolean {
  return isUnder(AUTH_PATH, request);
}
