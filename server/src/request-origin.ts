import { AsyncLocalStorage } from 'node:async_hooks';

/** Where what is being done was asked for: known while a request of the web server is answered, and nowhere else. */
export interface RequestOrigin {
  readonly requestId: string;
  /** The network address of the browser. */
  readonly address: string;
}

const origins = new AsyncLocalStorage<RequestOrigin>();

/** Everything that `answer` starts, however much later, knows its origin. */
export function withRequestOrigin<Result>(origin: RequestOrigin, answer: () => Result): Result {
  return origins.run(origin, answer);
}

export function findRequestOrigin(): RequestOrigin | undefined {
  return origins.getStore();
}
