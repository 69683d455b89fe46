import type { IndicatorFamily } from '@lamina/shared/indicators/indicator.ts';

export interface Family {
  readonly id: IndicatorFamily;
  readonly label: string;
  readonly question: string;
  /** Joins an indicator and a procedure: 'infection after fusion'. */
  readonly preposition: 'after' | 'before';
}

/** In the order of the screen. */
export const FAMILIES: readonly Family[] = [
  { id: 'safety', label: 'Safety', question: 'What went wrong, and how often?', preposition: 'after' },
  { id: 'stay', label: 'Stay', question: 'How long do patients stay?', preposition: 'after' },
  {
    id: 'recovery',
    label: 'Recovery',
    question: 'How soon are patients on their feet?',
    preposition: 'after',
  },
  {
    id: 'patient-reported',
    label: 'Patient-reported',
    question: 'What do patients say a year later?',
    preposition: 'after',
  },
  {
    id: 'appropriateness',
    label: 'Appropriateness',
    question: 'Was surgery the next step?',
    preposition: 'before',
  },
];
