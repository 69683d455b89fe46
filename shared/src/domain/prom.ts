import { z } from 'zod';

/** Oswestry Disability Index 0–100, back and leg pain 0–10 (numeric rating scale), EQ-5D index up to 1. */
export const PROM_INSTRUMENTS = ['odi', 'back-pain', 'leg-pain', 'eq-5d'] as const;
export const PromInstrument = z.enum(PROM_INSTRUMENTS);
export type PromInstrument = z.infer<typeof PromInstrument>;

export const PROM_TIMEPOINTS = ['baseline', 'week-6', 'month-3', 'month-12', 'month-24'] as const;
export const PromTimepoint = z.enum(PROM_TIMEPOINTS);
export type PromTimepoint = z.infer<typeof PromTimepoint>;

export interface PromScale {
  readonly lowest: number;
  readonly highest: number;
  /** Which way is better for the patient. */
  readonly better: 'lower' | 'higher';
}

export const PROM_SCALES: Readonly<Record<PromInstrument, PromScale>> = {
  odi: { lowest: 0, highest: 100, better: 'lower' },
  'back-pain': { lowest: 0, highest: 10, better: 'lower' },
  'leg-pain': { lowest: 0, highest: 10, better: 'lower' },
  'eq-5d': { lowest: -1, highest: 1, better: 'higher' },
};
