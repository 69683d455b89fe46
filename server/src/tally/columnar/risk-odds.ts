import type { CovariateEffectTable } from '../../database/tables/case-mix.ts';
import { OF_PATIENT, type Risks, SCORES, type Score } from './risks.ts';
import type { Column } from './snapshot.ts';

/** The codes of OF_PATIENT. */
type Patient = readonly number[];

/** Of a packed one. */
export function patientOf(packed: string): Patient {
  return packed.split(' ').map(Number);
}

/**
 * What makes the odds of an indicator's model, out of what each value of a covariate adds to its log odds. `scores`: the codes of each score in the
 * order of its own places. Throws where a dimension does not have a value.
 */
export function oddsOf(
  effects: readonly CovariateEffectTable[],
  dimensions: Readonly<Record<string, Column>>,
  patients: readonly Patient[],
  scores: ReadonlyMap<Score, readonly number[]>,
): Omit<Risks, 'byRow' | 'byPeriod'> {
  const ofProfiles = new Float64Array(dimensions.procedure?.codes.length ?? 0);
  const ofCodes = new Map<string, Map<number, number>>();
  for (const { covariate, code, value, log_odds: logOdds } of effects) {
    const dimension = dimensions[covariate];
    if (covariate === 'intercept') {
      for (const [profile, sum] of ofProfiles.entries()) ofProfiles[profile] = sum + logOdds;
    } else if (dimension === undefined) {
      ofCodes.set(covariate, (ofCodes.get(covariate) ?? new Map()).set(code, logOdds));
    } else {
      const known = dimension.values.indexOf(JSON.parse(value));
      if (known < 0) throw new Error(`The outcome facts know no ${covariate} ${value}.`);
      for (const [profile, sum] of ofProfiles.entries()) {
        if (dimension.codes[profile] === known) ofProfiles[profile] = sum + logOdds;
      }
    }
  }
  const effectOf = (covariate: string, code: number) => ofCodes.get(covariate)?.get(code) ?? 0;
  const name = SCORES.find((score) => ofCodes.has(score));
  return {
    ofProfiles: ofProfiles.map((logOdds) => Math.exp(logOdds)),
    ofPatients: Float64Array.from(patients, (codes) =>
      Math.exp(OF_PATIENT.reduce((sum, covariate, index) => sum + effectOf(covariate, codes[index] ?? 0), 0)),
    ),
    score:
      name === undefined
        ? null
        : {
            name,
            odds: Float64Array.from(scores.get(name) ?? [], (code) => Math.exp(effectOf(name, code))),
          },
  };
}
