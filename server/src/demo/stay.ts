import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';
import type { CaseMix } from './case-mix.ts';
import { chance, logNormal, wholeBetween } from './draws.ts';
import { linearPredictor, logRatios } from './risk-factors.ts';

/**
 * Median nights after the operation and log standard deviation. Discectomy and neck fusion mostly one night; laminectomy
 * 2.1 ± 2.6 days (NSQIP 2,358); other fusions 3–5 with 16 % beyond five (Adogwa, 23,102); neck fusion 1.6 days, 70 % at
 * most one (NSQIP). All within the 1–4 nights of patient information.
 */
const STAY = {
  discectomy: { median: 1.05, spread: 0.7 },
  laminectomy: { median: 1.6, spread: 0.6 },
  fusion: { median: 2.6, spread: 0.46 },
  cervicalFusion: { median: 1.1, spread: 0.55 },
} as const;

/** Ratios of nights: which factors is published (age, weight, ASA class, levels: NSQIP 1,861 and 2,358), their sizes are choices. */
const STAY_RATIOS = logRatios({
  decadesAboveSixty: 1.06,
  severelyObese: 1.12,
  diabetes: 1.05,
  asaThreeOrMore: 1.12,
  twoLevels: 1.08,
  threeLevelsOrMore: 1.2,
  revision: 1.06,
  minimallyInvasive: 0.82,
  hoursBeyondTwo: 1.04,
  thoracic: 1.2,
  emergency: 1.3,
});

/** So that the medians above hold over the case mix, whose mean log ratio is not zero. */
const MEAN_LOG_RATIO = { discectomy: -0.12, laminectomy: 0.05, fusion: 0.09 } as const;

export function postoperativeNights(
  random: RandomSource,
  caseMix: CaseMix,
  factors: Float64Array,
  logRatio: number,
): number {
  const { procedure, region } = caseMix;
  const { median, spread } =
    STAY[procedure === 'fusion' && region === 'cervical' ? 'cervicalFusion' : procedure];
  const log = linearPredictor(STAY_RATIOS, factors) - MEAN_LOG_RATIO[procedure] + logRatio;
  return Math.round(logNormal(random, median * Math.exp(log), spread));
}

/** Nights that a dural tear adds: 2.4 days on average (series of 3,140). */
export function nightsForTear(random: RandomSource): number {
  return Math.max(1, Math.round(logNormal(random, 2, 0.6)));
}

export function preoperativeNights(
  random: RandomSource,
  caseMix: CaseMix,
  admittedDayBefore: number,
): number {
  if (caseMix.urgency === 'elective') return chance(random, admittedDayBefore) ? 1 : 0;
  return caseMix.urgency === 'urgent' ? wholeBetween(random, 0, 2) : wholeBetween(random, 0, 1);
}
