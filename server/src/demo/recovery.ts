import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';
import type { CaseMix } from './case-mix.ts';
import type { ClinicalCourse } from './clinical-course.ts';
import { logistic, logNormal } from './draws.ts';

/** Log odds of walking on the day of surgery, and median weeks to strenuous activity with their log standard deviation. */
const RECOVERY = {
  discectomy: { sameDay: 1.5, weeks: 5.6, spread: 0.35 },
  laminectomy: { sameDay: 0.8, weeks: 6.2, spread: 0.35 },
  fusion: { sameDay: 0.1, weeks: 7.6, spread: 0.33 },
} as const;

/** Of those who do not walk on the day itself, nine in ten do on the next. */
const EACH_NEXT_DAY = 0.9;
const COMPLICATED_NEXT_DAY = 0.6;
const LATEST_DAY = 14;

/** Day of the first walk: most people within a day; later after a dural tear (bed rest) or a nerve injury. Null if the patient died before. */
export function firstWalkedDay(
  random: RandomSource,
  caseMix: CaseMix,
  course: ClinicalCourse,
  logRatioOfNights: number,
): number | null {
  const complicated = course.duralTear || course.nerveRootInjury;
  const logOdds =
    RECOVERY[caseMix.procedure].sameDay -
    0.25 * ((caseMix.age - 60) / 10) -
    (caseMix.asaClass >= 3 ? 0.3 : 0) -
    (caseMix.levels >= 3 ? 0.4 : 0) -
    (complicated ? 1.5 : 0) -
    // A unit that sends people home sooner gets them up sooner.
    3 * logRatioOfNights;
  const draw = random.uniform();
  let stillWaiting = 1 - logistic(logOdds);
  let day = 0;
  while (1 - draw <= stillWaiting && day < LATEST_DAY) {
    day += 1;
    stillWaiting *= 1 - (complicated ? COMPLICATED_NEXT_DAY : EACH_NEXT_DAY);
  }
  if (course.deathDay !== null && day >= course.deathDay) return null;
  // Nobody goes home without having walked.
  return Math.min(day, course.dischargeDay);
}

/** Week of the return to strenuous activity, about six on average. */
export function strenuousActivityWeek(
  random: RandomSource,
  caseMix: CaseMix,
  course: ClinicalCourse,
): number {
  const { weeks, spread } = RECOVERY[caseMix.procedure];
  const log =
    0.04 * ((caseMix.age - 60) / 10) +
    (caseMix.revision ? 0.08 : 0) +
    (caseMix.smoker ? 0.04 : 0) +
    (course.nerveRootInjury ? 0.3 : 0) +
    (course.complexInfection || course.earlyReturn ? 0.4 : 0);
  return Math.max(1, Math.round(logNormal(random, weeks * Math.exp(log), spread)));
}
