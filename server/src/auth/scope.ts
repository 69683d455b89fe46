import type { Viewer } from '@lamina/shared/domain/viewer.ts';

declare const decidedFromAViewer: unique symbol;

/** The cases that a viewer may have counted. Only `scopeOf` makes one, so that nothing can be counted for nobody. */
export interface Scope {
  readonly [decidedFromAViewer]: true;
  readonly hospitals: 'all' | readonly number[];
}

export function scopeOf(viewer: Viewer): Scope {
  return { hospitals: viewer.hospitals } as Scope;
}
