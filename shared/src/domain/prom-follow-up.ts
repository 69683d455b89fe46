import type { PromInstrument, PromTimepoint } from './prom.ts';

/**
 * Days after the operation up to which an answer for a time point is accepted: the planned day and a tolerance. A case is asked about
 * a time point once these have passed. Twelve months as in the indicators; the other tolerances are a choice (about a tenth, four weeks at least).
 */
export const PROM_ACCEPTED_DAYS: Readonly<Record<PromTimepoint, number>> = {
  baseline: 0,
  'week-6': 70,
  'month-3': 120,
  'month-12': 425,
  'month-24': 790,
};

export interface PromThresholds {
  /** Minimal important change, in points of the score. */
  readonly important: number;
  readonly importantSource: string;
  /** Smallest detectable change of one person: a smaller one can be measurement error. */
  readonly detectable: number;
  readonly detectableSource: string;
}

const SWESPINE = 'Swespine, Parai et al. 2020 (n = 98,732)';

export const PROM_THRESHOLDS: Readonly<Record<PromInstrument, PromThresholds>> = {
  odi: {
    important: 12.8,
    importantSource: 'Quality Outcomes Database',
    detectable: 18,
    detectableSource: SWESPINE,
  },
  'back-pain': { important: 2.7, importantSource: SWESPINE, detectable: 3.6, detectableSource: SWESPINE },
  'leg-pain': { important: 3.2, importantSource: SWESPINE, detectable: 3.7, detectableSource: SWESPINE },
  'eq-5d': { important: 0.1, importantSource: SWESPINE, detectable: 0.49, detectableSource: SWESPINE },
};
