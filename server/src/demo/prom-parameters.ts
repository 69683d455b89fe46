import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { PromInstrument, PromTimepoint } from '@lamina/shared/domain/prom.ts';

export interface PromCourse {
  /** Mean and standard deviation before the operation. */
  readonly baseline: readonly [number, number];
  /** Change at twelve months, and standard deviation of the score then. */
  readonly change: number;
  readonly spread: number;
}

export type PromCourses = Readonly<Record<PromInstrument, PromCourse>>;

/**
 * Discectomy: NORspine 6,840 (changes: ODI −28.7, back −3.2, leg −4.4, EQ-5D +0.45). Laminectomy: ODI before surgery 41.7 ± 16
 * (DaneSpine PROPOSE 6,357); change between QOD's decompression alone (ODI −15.2 ± 19.8, back −1.8 at 24 months) and
 * NORspine's. Fusion: QOD spondylolisthesis (ODI −25.8 ± 20.0, back −3.8 ± 3.1 at 24 months). The drawn changes are a little larger where
 * the end of a scale cuts them off. Other baselines are choices.
 */
export const PROM_COURSES: Readonly<Record<Procedure, PromCourses>> = {
  discectomy: {
    odi: { baseline: [47, 16], change: -30, spread: 17 },
    'back-pain': { baseline: [6.2, 2.2], change: -3.4, spread: 2.4 },
    'leg-pain': { baseline: [7, 1.9], change: -4.8, spread: 2.5 },
    'eq-5d': { baseline: [0.31, 0.25], change: 0.46, spread: 0.25 },
  },
  laminectomy: {
    odi: { baseline: [41.7, 16], change: -18.5, spread: 18 },
    'back-pain': { baseline: [6.4, 2.2], change: -2.8, spread: 2.6 },
    'leg-pain': { baseline: [6.7, 2.1], change: -3.6, spread: 2.8 },
    'eq-5d': { baseline: [0.4, 0.25], change: 0.27, spread: 0.25 },
  },
  fusion: {
    odi: { baseline: [46, 16], change: -24, spread: 18 },
    'back-pain': { baseline: [7, 1.9], change: -3.7, spread: 2.6 },
    'leg-pain': { baseline: [6.5, 2.2], change: -3.7, spread: 2.8 },
    'eq-5d': { baseline: [0.36, 0.25], change: 0.31, spread: 0.25 },
  },
};

export interface PromVisit {
  readonly timepoint: PromTimepoint;
  /** Days after the operation: mean and standard deviation. */
  readonly day: readonly [number, number];
  /** First and last day on which an answer belongs to the visit. */
  readonly window: readonly [number, number];
  /** Share of the twelve-month change reached. */
  readonly reached: number;
  /** Share of patients who answer, before what makes people answer or not. */
  readonly response: number;
}

/** Twelve-month response: NORspine 69 % and 76 %, Swespine 70 % (30–90 by unit); the goal of QOD is 80 %. */
export const PROM_VISITS: readonly PromVisit[] = [
  { timepoint: 'baseline', day: [-12, 6], window: [-40, 0], reached: 0, response: 0.9 },
  { timepoint: 'week-6', day: [42, 4], window: [30, 54], reached: 0.75, response: 0.64 },
  { timepoint: 'month-3', day: [91, 8], window: [67, 115], reached: 0.93, response: 0.77 },
  { timepoint: 'month-12', day: [365, 18], window: [311, 419], reached: 1, response: 0.75 },
  { timepoint: 'month-24', day: [730, 20], window: [670, 790], reached: 0.97, response: 0.66 },
];

/** Log odds of answering: smokers and those operated on before answer less (registries), and so, a little, do those who do badly. */
export const RESPONSE = {
  smoker: -0.45,
  revision: -0.35,
  underFifty: -0.25,
  emergencyBaseline: -2.2,
  /** Per standard deviation of a worse result. */
  worseResult: -0.1,
  /** Standard deviation of the patient's own inclination: who answered once tends to answer again. */
  habit: 1.2,
} as const;
