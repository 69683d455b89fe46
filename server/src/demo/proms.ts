import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { PROM_INSTRUMENTS, PROM_SCALES, type PromInstrument } from '@lamina/shared/domain/prom.ts';
import type { PromScore } from '@lamina/shared/domain/surgical-case.ts';
import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';
import type { Calendar, DayNumber } from './calendar.ts';
import type { CaseMix } from './case-mix.ts';
import type { ClinicalCourse } from './clinical-course.ts';
import { chance, clamp, logistic, logit } from './draws.ts';
import { PROM_COURSES, PROM_VISITS, type PromCourse, type PromVisit, RESPONSE } from './prom-parameters.ts';

/** How bad things are, in standard deviations: before the operation, and in the result after it. */
interface PatientState {
  readonly severity: number;
  readonly result: number;
  /** Log odds of answering at all. */
  readonly inclination: number;
}

/** Correlations: of instruments at one time 0.64; of a score at twelve months with the same before about 0.35. */
const SEVERITY_WEIGHT = 0.8;
const SEVERITY_REST = 0.6;
const CARRIED_OVER = 0.35;
const RESULT_WEIGHT = 0.72;
const RESULT_REST = 0.6;

/** Habitual answering flattens shares towards one half; the logit is stretched so that the stated shares hold on average (Zeger 1988). */
const LOGIT_STRETCH = Math.sqrt(1 + 0.346 * RESPONSE.habit ** 2);
/** Mean of the other influences over the case mix. */
const MEAN_INFLUENCE = -0.2;

interface ScorePlan extends PromCourse {
  readonly instrument: PromInstrument;
  /** 1 where a higher score is worse, −1 where it is better. */
  readonly worse: 1 | -1;
  readonly perUnit: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Scores are whole numbers; ODI is even (fifty points doubled) and EQ-5D an index in hundredths down to −0.594 (United Kingdom's values). */
const SCORES_PER_UNIT: Readonly<Record<PromInstrument, number>> = {
  odi: 0.5,
  'back-pain': 1,
  'leg-pain': 1,
  'eq-5d': 100,
};
const LOWEST_EQ_5D = -0.594;

function planScores(procedure: Procedure): ScorePlan[] {
  return PROM_INSTRUMENTS.map((instrument) => ({
    ...PROM_COURSES[procedure][instrument],
    instrument,
    worse: PROM_SCALES[instrument].better === 'lower' ? 1 : -1,
    perUnit: SCORES_PER_UNIT[instrument],
    lowest: instrument === 'eq-5d' ? LOWEST_EQ_5D : PROM_SCALES[instrument].lowest,
    highest: PROM_SCALES[instrument].highest,
  }));
}

const SCORE_PLANS: Readonly<Record<Procedure, readonly ScorePlan[]>> = {
  fusion: planScores('fusion'),
  laminectomy: planScores('laminectomy'),
  discectomy: planScores('discectomy'),
};

const RESPONSE_LOG_ODDS = PROM_VISITS.map((visit) => logit(visit.response) * LOGIT_STRETCH);

function resultShift(caseMix: CaseMix, course: ClinicalCourse): number {
  return (
    (caseMix.smoker ? 0.22 : -0.05) +
    (caseMix.revision ? 0.35 : -0.05) +
    (caseMix.asaClass >= 3 ? 0.12 : -0.06) +
    (course.nerveRootInjury ? 0.6 : 0) +
    (course.complexInfection ? 0.5 : 0) +
    (course.earlyReturn ? 0.4 : 0)
  );
}

function drawState(
  random: RandomSource,
  caseMix: CaseMix,
  course: ClinicalCourse,
  response: number,
): PatientState {
  const result = random.normal() + resultShift(caseMix, course);
  return {
    severity: random.normal(),
    result,
    inclination:
      response -
      MEAN_INFLUENCE +
      RESPONSE.habit * random.normal() +
      (caseMix.smoker ? RESPONSE.smoker : 0) +
      (caseMix.revision ? RESPONSE.revision : 0) +
      (caseMix.age < 50 ? RESPONSE.underFifty : 0),
  };
}

function score(random: RandomSource, plan: ScorePlan, visit: PromVisit, state: PatientState): number {
  const before = visit.timepoint === 'baseline';
  const deviation = before
    ? SEVERITY_WEIGHT * state.severity + SEVERITY_REST * random.normal()
    : CARRIED_OVER * state.severity + RESULT_WEIGHT * state.result + RESULT_REST * random.normal();
  const spread = before ? plan.baseline[1] : plan.spread;
  const value = plan.baseline[0] + plan.change * visit.reached + plan.worse * spread * deviation;
  return clamp(Math.round(value * plan.perUnit) / plan.perUnit, plan.lowest, plan.highest);
}

/** Log odds added by the state of the patient at this visit. */
function hindrance(caseMix: CaseMix, visit: PromVisit, state: PatientState): number {
  if (visit.timepoint !== 'baseline') return RESPONSE.worseResult * state.result;
  return caseMix.urgency === 'emergency' ? RESPONSE.emergencyBaseline : 0;
}

/** The questionnaires that came back by the cut-off; none after death. */
export function drawProms(
  random: RandomSource,
  caseMix: CaseMix,
  course: ClinicalCourse,
  response: number,
  operationDay: DayNumber,
  calendar: Calendar,
): PromScore[] {
  const state = drawState(random, caseMix, course, response);
  const last = Math.min(calendar.lastDay - operationDay, course.deathDay ?? Number.POSITIVE_INFINITY);
  const scores: PromScore[] = [];
  PROM_VISITS.forEach((visit, index) => {
    const [earliest, latest] = visit.window;
    const day = clamp(Math.round(random.normal(visit.day[0], visit.day[1])), earliest, latest);
    const logOdds = (RESPONSE_LOG_ODDS[index] ?? 0) + state.inclination + hindrance(caseMix, visit, state);
    if (!chance(random, logistic(logOdds)) || day > last) return;
    const answeredOn = calendar.iso(operationDay + day);
    for (const plan of SCORE_PLANS[caseMix.procedure]) {
      scores.push({
        instrument: plan.instrument,
        timepoint: visit.timepoint,
        score: score(random, plan, visit, state),
        answeredOn,
      });
    }
  });
  return scores;
}
