import type { CaseMix } from './case-mix.ts';

/** What raises or lowers risks, as numbers: 0 or 1, or units above the stated centre. */
export const RISK_FACTORS = [
  'decadesAboveSixty',
  'female',
  'obese',
  'severelyObese',
  'diabetes',
  'smoker',
  'revision',
  'asaThreeOrMore',
  'twoLevels',
  'threeLevelsOrMore',
  'instrumented',
  'minimallyInvasive',
  'hoursBeyondTwo',
  'cervical',
  'thoracic',
  'anterior',
  'emergency',
] as const;
export type RiskFactor = (typeof RISK_FACTORS)[number];

function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}

/** Values in the order of RISK_FACTORS, written into `into` (one array serves all cases). */
export function readRiskFactors(caseMix: CaseMix, into: Float64Array): void {
  into[0] = (caseMix.age - 60) / 10;
  into[1] = flag(caseMix.sex === 'female');
  into[2] = flag(caseMix.bodyMassIndex >= 30);
  into[3] = flag(caseMix.bodyMassIndex >= 40);
  into[4] = flag(caseMix.diabetes);
  into[5] = flag(caseMix.smoker);
  into[6] = flag(caseMix.revision);
  into[7] = flag(caseMix.asaClass >= 3);
  into[8] = flag(caseMix.levels === 2);
  into[9] = flag(caseMix.levels >= 3);
  into[10] = flag(caseMix.instrumented);
  into[11] = flag(caseMix.minimallyInvasive);
  into[12] = caseMix.durationMinutes / 60 - 2;
  into[13] = flag(caseMix.region === 'cervical');
  into[14] = flag(caseMix.region === 'thoracic');
  into[15] = flag(caseMix.approach === 'anterior' || caseMix.approach === 'combined');
  into[16] = flag(caseMix.urgency === 'emergency');
}

export type RiskEffects = Readonly<Partial<Record<RiskFactor, number>>>;

/** Logarithms of the stated ratios (odds ratios or, for a stay, ratios of nights) in the order of RISK_FACTORS. */
export function logRatios(effects: RiskEffects): Float64Array {
  return Float64Array.from(RISK_FACTORS, (factor) => Math.log(effects[factor] ?? 1));
}

export function linearPredictor(logs: Float64Array, factors: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < logs.length; index += 1) {
    sum += (logs[index] ?? 0) * (factors[index] ?? 0);
  }
  return sum;
}
