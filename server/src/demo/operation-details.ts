import type { SurgicalCase, WoundClass } from '@lamina/shared/domain/surgical-case.ts';
import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';
import type { CaseMix } from './case-mix.ts';
import { CASE_MIX } from './case-mix-parameters.ts';
import type { ClinicalCourse } from './clinical-course.ts';
import { choose, logNormal, weighted } from './draws.ts';

type OperationDetails = Pick<
  SurgicalCase,
  | 'fusion'
  | 'laminectomy'
  | 'discectomy'
  | 'durationMinutes'
  | 'bloodLossMillilitres'
  | 'transfusion'
  | 'woundClass'
>;

/** A dural tear takes 21 minutes longer (series of 3,140). */
const MINUTES_FOR_TEAR = 21;
const SHORTEST_MINUTES = 20;
const LONGEST_MINUTES = 900;
const LONGEST_BLEEDING = 8000;
const ANTERIOR_NECK_BLOOD = 0.2;
const MINIMALLY_INVASIVE_BLOOD = 0.6;
const TRANSFUSED_BLOOD = 2.5;

const WOUND_CLASSES_CHOICE = weighted<WoundClass>([
  ['clean', 0.985],
  ['clean-contaminated', 0.01],
  ['contaminated', 0.003],
  ['dirty', 0.002],
]);

function bloodLoss(random: RandomSource, caseMix: CaseMix, transfused: boolean): number {
  const [median, spread] = CASE_MIX[caseMix.procedure].bloodLoss;
  const factor =
    Math.sqrt(caseMix.levels) *
    (caseMix.region === 'cervical' && caseMix.procedure === 'fusion' ? ANTERIOR_NECK_BLOOD : 1) *
    (caseMix.minimallyInvasive ? MINIMALLY_INVASIVE_BLOOD : 1) *
    (transfused ? TRANSFUSED_BLOOD : 1);
  return Math.min(LONGEST_BLEEDING, Math.round(logNormal(random, median * factor, spread) / 10) * 10);
}

/** Fusions mostly decompress too: in the neck by taking out the disc, below by laminectomy. */
function decompression(
  random: RandomSource,
  caseMix: CaseMix,
): { laminectomy: boolean; discectomy: boolean } {
  const laminectomy = random.uniform();
  const discectomy = random.uniform();
  if (caseMix.procedure === 'discectomy') return { laminectomy: false, discectomy: true };
  if (caseMix.procedure === 'laminectomy') return { laminectomy: true, discectomy: discectomy < 0.15 };
  const anteriorNeck = caseMix.region === 'cervical' && caseMix.approach !== 'posterior';
  return {
    laminectomy: laminectomy < (anteriorNeck ? 0.03 : 0.65),
    discectomy: discectomy < (anteriorNeck ? 0.9 : 0.35),
  };
}

export function drawOperationDetails(
  random: RandomSource,
  caseMix: CaseMix,
  course: ClinicalCourse,
): OperationDetails {
  const minutes = caseMix.durationMinutes + (course.duralTear ? MINUTES_FOR_TEAR : 0);
  return {
    fusion: caseMix.procedure === 'fusion',
    ...decompression(random, caseMix),
    durationMinutes: Math.round(Math.min(LONGEST_MINUTES, Math.max(SHORTEST_MINUTES, minutes))),
    bloodLossMillilitres: bloodLoss(random, caseMix, course.transfused),
    transfusion: course.transfused,
    woundClass: choose(random, WOUND_CLASSES_CHOICE),
  };
}
