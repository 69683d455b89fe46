import type { EventSource, InfectionDepth } from '@lamina/shared/domain/event.ts';
import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';
import { addEvent, type CourseDraft, type CourseSetting } from './course-draft.ts';
import { chance, choose, type WeightedChoice, weighted, wholeBetween } from './draws.ts';
import { drawOnset, ONSET } from './onset.ts';

const COMPLEX_INFECTION_OPERATED = 0.8;
const COMPLEX_INFECTION_READMITTED = 0.9;
const WOUND_INFECTION_READMITTED = 0.1;
const ORGAN_SPACE_SHARE = 0.25;
/** Infections that revisions begin with: they are recorded, and count in no indicator. */
const INFECTED_ALREADY = 0.004;

const EMBOLISM_FATAL = 0.02;

const THROMBOEMBOLISM = [
  { outcome: 'deepVeinThrombosis', kind: 'deep-vein-thrombosis', readmitted: 0.2, fatal: 0 },
  { outcome: 'pulmonaryEmbolism', kind: 'pulmonary-embolism', readmitted: 0.7, fatal: EMBOLISM_FATAL },
] as const;

const FOUND_BY: Readonly<Record<InfectionDepth, WeightedChoice<EventSource>>> = {
  wound: weighted([
    ['clinician', 0.6],
    ['patient', 0.2],
    ['laboratory', 0.12],
    ['coding', 0.08],
  ]),
  deep: weighted([
    ['laboratory', 0.45],
    ['clinician', 0.4],
    ['coding', 0.15],
  ]),
  'organ-space': weighted([
    ['imaging', 0.55],
    ['laboratory', 0.35],
    ['coding', 0.1],
  ]),
};

const INFECTION_ONSET = {
  wound: ONSET.woundInfection,
  deep: ONSET.deepInfection,
  'organ-space': ONSET.organSpaceInfection,
} as const;

function infectionDepth(random: RandomSource, setting: CourseSetting): InfectionDepth | null {
  if (chance(random, setting.risk('complexInfection'))) {
    return chance(random, ORGAN_SPACE_SHARE) ? 'organ-space' : 'deep';
  }
  return chance(random, setting.risk('woundInfection')) ? 'wound' : null;
}

/** A deep infection nearly always means another admission and another operation; a superficial one seldom. */
export function infectionCourse(random: RandomSource, setting: CourseSetting, draft: CourseDraft): void {
  if (setting.caseMix.revision && chance(random, INFECTED_ALREADY)) {
    addEvent(draft, 'infection', 0, 'laboratory', { depth: 'deep', presentAtSurgery: true });
    return;
  }
  const depth = infectionDepth(random, setting);
  if (depth === null) return;
  const day = drawOnset(random, INFECTION_ONSET[depth]);
  addEvent(draft, 'infection', day, choose(random, FOUND_BY[depth]), { depth, presentAtSurgery: false });
  if (depth === 'wound') {
    if (chance(random, WOUND_INFECTION_READMITTED)) draft.readmissions.push(day + wholeBetween(random, 0, 3));
    return;
  }
  draft.complexInfection = true;
  const admitted = chance(random, COMPLEX_INFECTION_READMITTED);
  if (day <= draft.nights) draft.nights = day + wholeBetween(random, 5, 12);
  else if (admitted) draft.readmissions.push(day + wholeBetween(random, 0, 2));
  if (chance(random, COMPLEX_INFECTION_OPERATED)) draft.returns.push(day + wholeBetween(random, 2, 4));
}

export function thromboembolismCourse(
  random: RandomSource,
  setting: CourseSetting,
  draft: CourseDraft,
): void {
  for (const { outcome, kind, readmitted, fatal } of THROMBOEMBOLISM) {
    if (!chance(random, setting.risk(outcome))) continue;
    const day = drawOnset(random, ONSET.thromboembolism);
    addEvent(draft, kind, day, 'imaging');
    if (day <= draft.nights) draft.nights = Math.max(draft.nights, day + wholeBetween(random, 2, 5));
    else if (chance(random, readmitted)) draft.readmissions.push(day);
    if (chance(random, fatal)) draft.deathDay = Math.min(draft.deathDay, day + 1);
  }
}
