/** A result that could not be given, and why, in words that can be shown to a reader. */
export interface NotComputable {
  readonly kind: 'not-computable';
  readonly reason: string;
}

/** What every statistic returns: its fields under `kind: 'computed'`, or the reason why there are none. Never NaN or Infinity. */
export type Computed<Result extends object> = ({ readonly kind: 'computed' } & Result) | NotComputable;

export function computed<Result extends object>(result: Result): { readonly kind: 'computed' } & Result {
  return { kind: 'computed', ...result };
}

export function notComputable(reason: string): NotComputable {
  return { kind: 'not-computable', reason };
}
