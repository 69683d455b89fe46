import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { LaminaError } from '../lamina-error.ts';

declare const decidedFromAViewer: unique symbol;

/** The cases that a viewer may have counted to the last digit. Only `scopeOf` makes one, so that nothing can be counted for nobody. */
export interface Scope {
  readonly [decidedFromAViewer]: true;
  readonly hospitals: 'all' | readonly number[];
  /** Only the cases of this surgeon; null means of every surgeon. */
  readonly surgeon: number | null;
}

/** Refuses ('not-allowed') the viewers who may see no case and no unsuppressed count. */
export function scopeOf({ role, hospitals, surgeon }: Viewer): Scope {
  if (role === 'quality-lead') return { hospitals, surgeon: null } as Scope;
  if (role === 'surgeon' && surgeon !== null) return { hospitals: 'all', surgeon } as Scope;
  throw new LaminaError(
    'not-allowed',
    role === 'surgeon'
      ? 'Your account is not bound to a surgeon of the record yet. An administrator can do that.'
      : 'Your role does not show single cases or unsuppressed counts.',
  );
}

/** Whether a viewer may see what was imported and which lines were rejected: a file may hold cases of any hospital and surgeon. */
export function maySeeImports({ role, hospitals }: Viewer): boolean {
  return role === 'administrator' || (role === 'quality-lead' && hospitals === 'all');
}
