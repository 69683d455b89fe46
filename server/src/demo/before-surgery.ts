import type { ConservativeCare, SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';
import type { CaseMix } from './case-mix.ts';
import { CASE_MIX } from './case-mix-parameters.ts';
import { chance, clamp, logNormal } from './draws.ts';

type BeforeSurgery = Pick<
  SurgicalCase,
  | 'conservativeCareMonths'
  | 'traction'
  | 'physiotherapy'
  | 'injections'
  | 'medication'
  | 'walkingDistanceMetres'
>;

/** Shares are choices: what is tried before elective surgery, and what there is time for when it is urgent. */
const CARE_ELECTIVE: Readonly<Record<ConservativeCare, number>> = {
  traction: 0.07,
  physiotherapy: 0.78,
  injections: 0.45,
  medication: 0.9,
};
const CARE_URGENT: Readonly<Record<ConservativeCare, number>> = {
  traction: 0.02,
  physiotherapy: 0.25,
  injections: 0.12,
  medication: 0.8,
};

const ELECTIVE_SPREAD = 0.9;
const URGENT_MEDIAN_MONTHS = 1;
const LONGEST_MONTHS = 120;
/** Beyond five kilometres nobody counts. */
const LONGEST_WALK = 5000;
const WALK_SPREAD = 1;
const CAUDA_EQUINA_MEDIAN_METRES = 15;
const UNABLE_TO_WALK = { cauda: 0.4, urgent: 0.15 } as const;

function careMonths(random: RandomSource, caseMix: CaseMix): number {
  const draw = random.normal();
  if (caseMix.urgency === 'emergency') return 0;
  const median =
    caseMix.urgency === 'urgent' ? URGENT_MEDIAN_MONTHS : CASE_MIX[caseMix.procedure].conservativeMonths;
  const months = median * Math.exp(ELECTIVE_SPREAD * draw);
  return Math.round(2 * clamp(months, 0, LONGEST_MONTHS)) / 2;
}

function walkingDistance(random: RandomSource, caseMix: CaseMix): number {
  const isCauda = caseMix.indication === 'cauda-equina-syndrome';
  const unable = random.uniform();
  const metres = logNormal(
    random,
    isCauda ? CAUDA_EQUINA_MEDIAN_METRES : CASE_MIX[caseMix.procedure].walkingDistance,
    WALK_SPREAD,
  );
  if (
    isCauda ? unable < UNABLE_TO_WALK.cauda : caseMix.urgency !== 'elective' && unable < UNABLE_TO_WALK.urgent
  ) {
    return 0;
  }
  return Math.round(Math.min(metres, LONGEST_WALK) / 10) * 10;
}

/** Care without surgery and walking distance before the operation. */
export function drawBeforeSurgery(random: RandomSource, caseMix: CaseMix): BeforeSurgery {
  const months = careMonths(random, caseMix);
  const shares = caseMix.urgency === 'elective' ? CARE_ELECTIVE : CARE_URGENT;
  const tried = (kind: ConservativeCare) => chance(random, shares[kind]) && months > 0;
  return {
    conservativeCareMonths: months,
    traction: tried('traction'),
    physiotherapy: tried('physiotherapy'),
    injections: tried('injections'),
    medication: tried('medication'),
    walkingDistanceMetres: walkingDistance(random, caseMix),
  };
}
