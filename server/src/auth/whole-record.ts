import type { Scope } from './scope.ts';

/** Every case, whoever asks: for the cube that published figures are told from, and for nothing else (an import rule holds it). */
export const WHOLE_RECORD = { hospitals: 'all', surgeon: null } as unknown as Scope;
