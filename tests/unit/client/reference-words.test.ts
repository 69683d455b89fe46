import {
  chosenReferences,
  referenceCountInWords,
  referenceSentences,
} from '@lamina/client/src/lib/reference-words.ts';
import { describe, expect, it } from 'vitest';

const CHOSEN = { 'infection-90-days/discectomy': 'california', 'nerve-root-injury/fusion': 'elsewhere' };
const KNOWN = [{ id: 'california', label: 'California 2021–2024' }];

describe('chosen references', () => {
  it('are named by their figure, and by their label where the screen has it', () => {
    expect(chosenReferences(CHOSEN, KNOWN)).toEqual([
      { subject: 'Infection 90 d after discectomy', label: 'California 2021–2024' },
      { subject: 'Nerve root after fusion', label: null },
    ]);
    expect(chosenReferences({ 'no-such/figure': 'any' }, KNOWN)[0]?.subject).toBe('no-such/figure');
  });

  it('are counted on paper, and said in full where figures are compared with them', () => {
    const chosen = chosenReferences(CHOSEN, KNOWN);
    expect(referenceCountInWords([])).toBe('');
    expect(referenceCountInWords(chosen)).toBe(' · References: 2 chosen');
    expect(referenceSentences(chosen)).toEqual([
      'Reference chosen for Infection 90 d after discectomy: California 2021–2024.',
    ]);
  });
});
