import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Approach, Indication, Region, Sex, Urgency } from '@lamina/shared/domain/surgical-case.ts';
import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';
import {
  APPROACHES_BY_OPERATION,
  BODY_MASS_INDEX,
  CASE_MIX,
  EMERGENCY_INDICATIONS,
  INDICATIONS_BY_OPERATION,
} from './case-mix-parameters.ts';
import { chance, choose, clamp, logistic, logNormal, type WeightedChoice } from './draws.ts';

/** What is decided before the patient is asleep, and how long the operation is expected to last. */
export interface CaseMix {
  readonly procedure: Procedure;
  readonly urgency: Urgency;
  readonly region: Region;
  readonly levels: number;
  readonly approach: Approach;
  readonly indication: Indication;
  readonly revision: boolean;
  readonly minimallyInvasive: boolean;
  readonly instrumented: boolean;
  readonly age: number;
  readonly sex: Sex;
  readonly bodyMassIndex: number;
  readonly asaClass: number;
  readonly diabetes: boolean;
  readonly smoker: boolean;
  readonly durationMinutes: number;
}

/** How a unit works, beyond its results: log ratio of operating time, log odds of minimally invasive surgery. */
export interface Practice {
  readonly duration: number;
  readonly minimallyInvasive: number;
}

const OTHER_SEX_SHARE = 0.002;
const INSTRUMENTED_FUSIONS = 0.95;
const YOUNGEST = 18;
const OLDEST = 97;

function sexOf(random: RandomSource, female: number): Sex {
  const draw = random.uniform();
  if (draw < OTHER_SEX_SHARE) return 'other';
  return draw < OTHER_SEX_SHARE + female * (1 - OTHER_SEX_SHARE) ? 'female' : 'male';
}

/** ASA class from a normal score with age, weight and diabetes: about a third of all patients, and nearly half of those with stenosis, are in class 3 or above. */
function asaClassOf(random: RandomSource, age: number, bodyMassIndex: number, diabetes: boolean): number {
  const burden = 0.035 * (age - 60) + 0.045 * (bodyMassIndex - 30) + (diabetes ? 0.7 : 0) + random.normal();
  if (burden < -1.7) return 1;
  if (burden < 0.35) return 2;
  return burden < 2.6 ? 3 : 4;
}

function approachChoice(procedure: Procedure, region: Region): WeightedChoice<Approach> {
  if (procedure === 'fusion') {
    return region === 'cervical'
      ? APPROACHES_BY_OPERATION.cervicalFusion
      : APPROACHES_BY_OPERATION.lumbarFusion;
  }
  return procedure === 'discectomy' && region === 'cervical'
    ? APPROACHES_BY_OPERATION.cervicalDiscectomy
    : APPROACHES_BY_OPERATION.decompression;
}

function indicationChoice(
  procedure: Procedure,
  region: Region,
  urgency: Urgency,
): WeightedChoice<Indication> {
  if (urgency === 'emergency') return EMERGENCY_INDICATIONS[procedure];
  return INDICATIONS_BY_OPERATION[
    procedure === 'fusion' && region === 'cervical' ? 'cervicalFusion' : procedure
  ];
}

/** Minutes added for each further level, as a share of the one-level time. */
const TIME_A_LEVEL = 0.25;
const REVISION_TIME = 1.2;
const CERVICAL_FUSION_TIME = 0.75;

export function drawCaseMix(
  random: RandomSource,
  procedure: Procedure,
  urgency: Urgency,
  practice: Practice,
): CaseMix {
  const parameters = CASE_MIX[procedure];
  const drawnRegion = choose(random, parameters.region);
  const levels = choose(random, parameters.levels);
  const indication = choose(random, indicationChoice(procedure, drawnRegion, urgency));
  // The cauda equina is lumbar.
  const region = indication === 'cauda-equina-syndrome' ? 'lumbar' : drawnRegion;
  const approach = choose(random, approachChoice(procedure, region));
  const revision = chance(random, parameters.revision);
  const invasiveness = Math.log(parameters.minimallyInvasive / (1 - parameters.minimallyInvasive));
  const minimallyInvasive =
    chance(random, logistic(invasiveness + practice.minimallyInvasive - 0.5 * (levels - 1))) &&
    region !== 'cervical';
  const instrumented = chance(random, INSTRUMENTED_FUSIONS) && procedure === 'fusion';
  const age = Math.round(clamp(random.normal(parameters.age[0], parameters.age[1]), YOUNGEST, OLDEST));
  const sex = sexOf(random, parameters.female);
  const bodyMassIndex =
    Math.round(10 * clamp(logNormal(random, BODY_MASS_INDEX.median, BODY_MASS_INDEX.spread), 15, 65)) / 10;
  const diabetes = chance(random, logistic(-1.85 + 0.035 * (age - 58) + 0.08 * (bodyMassIndex - 30)));
  const smoker = chance(random, logistic(-1.55 - 0.02 * (age - 58)));
  const asaClass = asaClassOf(random, age, bodyMassIndex, diabetes);
  const median =
    parameters.duration[0] *
    (1 + TIME_A_LEVEL * (levels - 1)) *
    (revision ? REVISION_TIME : 1) *
    (procedure === 'fusion' && region === 'cervical' ? CERVICAL_FUSION_TIME : 1);
  const durationMinutes = logNormal(random, median * Math.exp(practice.duration), parameters.duration[1]);
  return {
    procedure,
    urgency,
    region,
    levels,
    approach,
    indication,
    revision,
    minimallyInvasive,
    instrumented,
    age,
    sex,
    bodyMassIndex,
    asaClass,
    diabetes,
    smoker,
    durationMinutes,
  };
}
