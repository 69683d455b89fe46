import { z } from 'zod';

/** In order of precedence: a case with a fusion is a fusion whatever else was done, then laminectomy, then discectomy. */
export const PROCEDURES = ['fusion', 'laminectomy', 'discectomy'] as const;

export const Procedure = z.enum(PROCEDURES);
export type Procedure = z.infer<typeof Procedure>;

export interface ProcedureFlags {
  readonly fusion: boolean;
  readonly laminectomy: boolean;
  readonly discectomy: boolean;
}

/**
 * The one procedure group of a case: fusion before laminectomy before discectomy, so that decompression with fusion
 * and decompression alone can be told apart. Undefined when none of the three was done.
 */
export function procedureGroup(flags: ProcedureFlags): Procedure | undefined {
  return PROCEDURES.find((procedure) => flags[procedure]);
}
