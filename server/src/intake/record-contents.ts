import type { RecordStateTable } from '../database/tables/record-state.ts';
import { LaminaError } from '../lamina-error.ts';
import { fingerprintOf, type PseudonymKey } from './pseudonym.ts';

/** Throws an LaminaError when a record holds the other kind of data, or pseudonyms made with another key. */
export function assertRecordAccepts(
  state: Pick<RecordStateTable, 'contents' | 'pseudonym_fingerprint'>,
  contents: 'reported' | 'demo',
  key: PseudonymKey,
): void {
  if (state.contents === 'empty') return;
  assertContents(state.contents, contents);
  if (state.pseudonym_fingerprint !== null && state.pseudonym_fingerprint !== fingerprintOf(key)) {
    throw new LaminaError(
      'conflict',
      'The record was made with another key for pseudonyms, so that no case would be recognised. Use that key ' +
        '(LAMINA_PSEUDONYM_KEY, or the file pseudonym.key in the data directory).',
    );
  }
}

/** Throws an LaminaError when demo and reported data would mix. */
export function assertContents(holds: 'reported' | 'demo', comes: 'reported' | 'demo'): void {
  if (holds === 'demo' && comes === 'reported') {
    throw new LaminaError(
      'conflict',
      'This database holds the demo network, which must not be mixed with real cases. Import into another data ' +
        'directory (--data DIR), or remove the demo network first (lamina demo --remove).',
    );
  }
  if (holds === 'reported' && comes === 'demo') {
    throw new LaminaError(
      'conflict',
      'This database holds real cases, which must not be mixed with the demo network. Build it in another data ' +
        'directory (--data DIR).',
    );
  }
}
