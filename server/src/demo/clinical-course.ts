import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';
import { addEvent, type CourseDraft, type CourseEvent, type CourseSetting } from './course-draft.ts';
import { chance, exponential } from './draws.ts';
import { intraoperativeCourse } from './intraoperative-course.ts';
import { drawOnset, ONSET } from './onset.ts';
import { infectionCourse, thromboembolismCourse } from './postoperative-course.ts';
import { postoperativeNights } from './stay.ts';

/** What truly happened up to the cut-off, whatever is reported of it. All in days after the operation. */
export interface ClinicalCourse {
  readonly events: readonly CourseEvent[];
  readonly dischargeDay: number;
  readonly deathDay: number | null;
  readonly transfused: boolean;
  readonly duralTear: boolean;
  readonly nerveRootInjury: boolean;
  readonly complexInfection: boolean;
  /** Another operation within 90 days. */
  readonly earlyReturn: boolean;
}

/** Share of patients a year with another operation after the first 90 days: Sweden (stenosis 2 % at one year, 8 % at five), herniations alike. */
const LATE_RETURN_A_YEAR = { discectomy: 0.014, laminectomy: 0.015, fusion: 0.018 } as const;
const EARLY_DAYS = 90;
const DAYS_A_YEAR = 365.25;

/** Yearly mortality of patients fit for surgery, doubling about every eight years of age: a choice. */
const MORTALITY_AT_SIXTY = 0.008;
const MORTALITY_LOG_A_YEAR = 0.088;

/** A readmission this many days before a return to theatre is the one that it belongs to. */
const ADMITTED_BEFORE_RETURN_DAYS = 4;
const READMISSION_FROM_CODING = 0.8;

function backgroundDeath(random: RandomSource, age: number): number {
  const yearly = MORTALITY_AT_SIXTY * Math.exp(MORTALITY_LOG_A_YEAR * (age - 60));
  return 1 + Math.floor(exponential(random, DAYS_A_YEAR / yearly));
}

function returnsAndReadmissions(random: RandomSource, setting: CourseSetting, draft: CourseDraft): void {
  if (chance(random, setting.risk('returnToTheatre'))) {
    draft.returns.push(drawOnset(random, ONSET.returnToTheatre));
  }
  const late = exponential(random, DAYS_A_YEAR / LATE_RETURN_A_YEAR[setting.caseMix.procedure]);
  if (EARLY_DAYS + 1 + late <= setting.horizon) draft.returns.push(EARLY_DAYS + 1 + Math.floor(late));
  for (const day of draft.returns) {
    if (day <= draft.nights) draft.nights = Math.max(draft.nights, day + 2);
  }
  if (chance(random, setting.risk('readmission'))) {
    draft.readmissions.push(draft.nights + drawOnset(random, ONSET.readmission));
  }
}

function addReturnsAndReadmissions(random: RandomSource, draft: CourseDraft, dischargeDay: number): void {
  const readmissions = new Set(draft.readmissions.filter((day) => day > dischargeDay));
  for (const day of new Set(draft.returns)) {
    addEvent(draft, 'return-to-theatre', day, 'clinician');
    const admitted = [...readmissions].some(
      (other) => other <= day && day - other <= ADMITTED_BEFORE_RETURN_DAYS,
    );
    if (day > dischargeDay && !admitted) readmissions.add(day);
  }
  for (const day of readmissions) {
    addEvent(draft, 'readmission', day, chance(random, READMISSION_FROM_CODING) ? 'coding' : 'clinician');
  }
}

/** One patient's way from the operation to the cut-off, drawn so that its parts fit together; death ends it. */
export function drawCourse(random: RandomSource, setting: CourseSetting): ClinicalCourse {
  const draft: CourseDraft = {
    events: [],
    returns: [],
    readmissions: [],
    nights: postoperativeNights(random, setting.caseMix, setting.factors, setting.stay),
    deathDay: backgroundDeath(random, setting.caseMix.age),
    transfused: false,
    duralTear: false,
    nerveRootInjury: false,
    complexInfection: false,
  };
  intraoperativeCourse(random, setting, draft);
  infectionCourse(random, setting, draft);
  thromboembolismCourse(random, setting, draft);
  if (chance(random, setting.risk('death'))) {
    draft.deathDay = Math.min(draft.deathDay, drawOnset(random, ONSET.death));
  }
  returnsAndReadmissions(random, setting, draft);
  const dischargeDay = Math.min(draft.nights, draft.deathDay);
  addReturnsAndReadmissions(random, draft, dischargeDay);
  addEvent(draft, 'death', draft.deathDay, draft.deathDay <= dischargeDay ? 'clinician' : 'registry');
  const last = Math.min(draft.deathDay, setting.horizon);
  return {
    events: draft.events.filter((event) => event.day <= last).sort((a, b) => a.day - b.day),
    dischargeDay,
    deathDay: draft.deathDay <= setting.horizon ? draft.deathDay : null,
    transfused: draft.transfused,
    duralTear: draft.duralTear,
    nerveRootInjury: draft.nerveRootInjury,
    complexInfection: draft.complexInfection,
    earlyReturn: draft.returns.some((day) => day <= Math.min(EARLY_DAYS, last)),
  };
}
