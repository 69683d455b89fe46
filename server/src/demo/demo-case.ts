import { ageBandOf, type Observed, type SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';
import { drawBeforeSurgery } from './before-surgery.ts';
import type { Calendar, DayNumber } from './calendar.ts';
import type { CaseMix } from './case-mix.ts';
import { type ClinicalCourse, drawCourse } from './clinical-course.ts';
import type { CourseSetting } from './course-draft.ts';
import type { DemoSurgeon } from './demo-surgeons.ts';
import { chance, choose } from './draws.ts';
import { leaveOutFields } from './missing-fields.ts';
import { drawOperationDetails } from './operation-details.ts';
import { drawProms } from './proms.ts';
import type { DemoHospital } from './providers.ts';
import { firstWalkedDay, strenuousActivityWeek } from './recovery.ts';
import { reportEvents } from './reporting.ts';
import { preoperativeNights } from './stay.ts';

export const DEMO_SOURCE_SYSTEM = 'demo';

/** Everything about one case that does not depend on chance. */
export interface CasePlace {
  readonly number: number;
  readonly day: DayNumber;
  readonly hospital: DemoHospital;
  readonly surgeon: DemoSurgeon;
  readonly observed: Observed;
  readonly calendar: Calendar;
}

const ASSISTED = { discectomy: 0.3, laminectomy: 0.45, fusion: 0.75 } as const;
const SOMEBODY_ELSE_RESPONSIBLE = 0.06;
const ACTIVITY_ASKED = 0.8;
const ACTIVITY_ASKED_AFTER_DAYS = 91;
const SLOW_WEEKS = 13;
const ACTIVITY_ASKED_AGAIN_AFTER_DAYS = 365;

function colleague(
  random: RandomSource,
  { hospital, surgeon }: CasePlace,
  probability: number,
): string | null {
  const asked = chance(random, probability);
  const other = choose(random, hospital.surgeonChoice);
  return asked && other !== surgeon ? other.code : null;
}

/** Asked for at three months; of those who are not back by then, at twelve. */
function reportedActivityWeek(
  random: RandomSource,
  caseMix: CaseMix,
  course: ClinicalCourse,
  place: CasePlace,
): number | null {
  const week = strenuousActivityWeek(random, caseMix, course);
  const asked = chance(random, ACTIVITY_ASKED) && place.hospital.gap !== 'no-proms';
  const knownAfter = week <= SLOW_WEEKS ? ACTIVITY_ASKED_AFTER_DAYS : ACTIVITY_ASKED_AGAIN_AFTER_DAYS;
  const followed = course.deathDay ?? place.calendar.lastDay - place.day;
  return asked && knownAfter <= followed ? week : null;
}

/** One operation as the hospital reports it on the day of the cut-off. */
export function drawDemoCase(random: RandomSource, place: CasePlace, setting: CourseSetting): SurgicalCase {
  const { caseMix } = setting;
  const { calendar, day, hospital, surgeon } = place;
  const course = drawCourse(random, setting);
  const before = preoperativeNights(random, caseMix, hospital.admittedDayBefore);
  const isHome = course.dischargeDay <= setting.horizon;
  const walkedDay = firstWalkedDay(random, caseMix, course, setting.plantedStay);
  const identifier = String(place.number).padStart(7, '0');
  const surgicalCase: SurgicalCase = {
    sourceSystem: DEMO_SOURCE_SYSTEM,
    sourceCaseId: `C${identifier}`,
    patientId: `P${identifier}`,
    hospital: { code: hospital.code, name: hospital.name },
    operatingSurgeon: surgeon.code,
    assistingSurgeon: colleague(random, place, ASSISTED[caseMix.procedure]),
    responsibleSurgeon: colleague(random, place, SOMEBODY_ELSE_RESPONSIBLE) ?? surgeon.code,
    region: caseMix.region,
    levels: caseMix.levels,
    approach: caseMix.approach,
    minimallyInvasive: caseMix.minimallyInvasive,
    instrumented: caseMix.instrumented,
    revision: caseMix.revision,
    urgency: caseMix.urgency,
    admissionDate: calendar.iso(day - before),
    operationDate: calendar.iso(day),
    operationYear: Number(calendar.iso(day).slice(0, 4)),
    dischargeDate: isHome ? calendar.iso(day + course.dischargeDay) : null,
    lengthOfStayNights: isHome ? before + course.dischargeDay : null,
    lengthOfStayIsAtLeast: false,
    age: caseMix.age,
    ageBand: ageBandOf(caseMix.age),
    sex: caseMix.sex,
    bodyMassIndex: caseMix.bodyMassIndex,
    asaClass: caseMix.asaClass,
    diabetes: caseMix.diabetes,
    smoker: caseMix.smoker,
    indication: caseMix.indication,
    ...drawBeforeSurgery(random, caseMix),
    ...drawOperationDetails(random, caseMix, course),
    observed: place.observed,
    events: reportEvents(random, course, place.observed, day, calendar),
    firstWalkedDay: walkedDay !== null && walkedDay <= setting.horizon ? walkedDay : null,
    strenuousActivityWeek: reportedActivityWeek(random, caseMix, course, place),
    proms:
      hospital.gap === 'no-proms'
        ? []
        : drawProms(random, caseMix, course, hospital.promResponse, day, calendar),
  };
  leaveOutFields(random, surgicalCase, hospital.missing);
  return surgicalCase;
}
