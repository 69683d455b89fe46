import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import { type CaseMix, drawCaseMix } from './case-mix.ts';
import { CASE_MIX } from './case-mix-parameters.ts';
import { choose, logistic, logit } from './draws.ts';
import { PUBLISHED_RATES, RISKED_OUTCOMES } from './published-rates.ts';
import { linearPredictor, logRatios, RISK_FACTORS, readRiskFactors } from './risk-factors.ts';

/** Log odds ratios by outcome, in the order of RISKED_OUTCOMES. */
export const RISK_COEFFICIENTS: readonly Float64Array[] = RISKED_OUTCOMES.map((outcome) =>
  logRatios(PUBLISHED_RATES[outcome].effects),
);

/** Intercepts in the order of RISKED_OUTCOMES. */
export type Intercepts = Readonly<Record<Procedure, Float64Array>>;

const SAMPLE_SIZE = 3000;
const SAMPLE_SEED = 20_240;
const NEWTON_STEPS = 12;

function sampleFactors(procedure: Procedure): Float64Array[] {
  const random = createRandomSource(SAMPLE_SEED);
  const practice = { duration: 0, minimallyInvasive: 0 };
  return Array.from({ length: SAMPLE_SIZE }, () => {
    const factors = new Float64Array(RISK_FACTORS.length);
    const urgency = choose(random, CASE_MIX[procedure].urgency);
    const caseMix: CaseMix = drawCaseMix(random, procedure, urgency, practice);
    readRiskFactors(caseMix, factors);
    return factors;
  });
}

/** The intercept at which the mean risk over the sample equals the rate (Newton's method on the log odds). */
function interceptFor(rate: number, predictors: readonly number[]): number {
  let intercept = logit(rate) - predictors.reduce((sum, value) => sum + value, 0) / predictors.length;
  for (let step = 0; step < NEWTON_STEPS; step += 1) {
    let mean = 0;
    let slope = 0;
    for (const predictor of predictors) {
      const risk = logistic(intercept + predictor);
      mean += risk;
      slope += risk * (1 - risk);
    }
    intercept -= (mean - rate * predictors.length) / slope;
  }
  return intercept;
}

function calibrate(procedure: Procedure): Float64Array {
  const sample = sampleFactors(procedure);
  return Float64Array.from(RISKED_OUTCOMES, (outcome, index) => {
    const coefficients = RISK_COEFFICIENTS[index] ?? new Float64Array();
    return interceptFor(
      PUBLISHED_RATES[outcome].rates[procedure],
      sample.map((factors) => linearPredictor(coefficients, factors)),
    );
  });
}

let calibrated: Intercepts | undefined;

/** Intercepts that give the published rates over the case mix of each procedure: the same for every seed, so computed once. */
export function calibratedIntercepts(): Intercepts {
  calibrated ??= {
    fusion: calibrate('fusion'),
    laminectomy: calibrate('laminectomy'),
    discectomy: calibrate('discectomy'),
  };
  return calibrated;
}
