import type { CovariateEffectTable } from '../../database/tables/case-mix.ts';
import { OF_PATIENT, SCORES, type Score } from './risks.ts';
import type { Column } from './snapshot.ts';

/** The codes of OF_PATIENT. */
type Patient = readonly number[];

/** Of a packed one. */
export function patientOf(packed: string): Patient {
  return packed.split(' ').map(Number);
}

/** What one model makes of each profile and patient, and of each place of the score that it looks at. */
export interface ModelOdds {
  readonly ofProfiles: Float64Array<ArrayBuffer>;
  readonly ofPatients: Float64Array<ArrayBuffer>;
  readonly ofScore: { readonly score: Score; readonly odds: Float64Array<ArrayBuffer> } | null;
}

/**
 * The odds, out of what each value of a covariate adds to the log odds, the intercept first. `scores`: of each score, the codes that stand for it in the effects, in the order
 * of its own codes. Throws where a dimension does not have a value.
 */
export function oddsOf(
  effects: readonly CovariateEffectTable[],
  dimensions: Readonly<Record<string, Column>>,
  patients: readonly Patient[],
  scores: ReadonlyMap<Score, readonly number[]>,
): ModelOdds {
  const ofProfiles = new Float64Array(dimensions.procedure?.codes.length ?? 0);
  const ofCodes = new Map<string, Map<number, number>>();
  for (const { covariate, code, value, log_odds: logOdds } of effects) {
    if (covariate === 'intercept') {
      ofProfiles.fill(logOdds);
      continue;
    }
    const values = dimensions[covariate]?.values;
    const known = values === undefined ? code : values.indexOf(JSON.parse(value));
    if (known < 0) throw new Error(`The outcome facts know no ${covariate} ${value}.`);
    ofCodes.set(covariate, (ofCodes.get(covariate) ?? new Map()).set(known, logOdds));
  }
  for (const [name, { codes, values }] of Object.entries(dimensions)) {
    const known = ofCodes.get(name);
    if (known === undefined) continue;
    const ofValues = values.map((_, code) => known.get(code) ?? 0);
    for (let profile = 0; profile < ofProfiles.length; profile += 1) {
      ofProfiles[profile] = (ofProfiles[profile] ?? 0) + (ofValues[codes[profile] ?? 0] ?? 0);
    }
  }
  const effectOf = (covariate: string, code: number) => ofCodes.get(covariate)?.get(code) ?? 0;
  const score = SCORES.find((name) => ofCodes.has(name));
  return {
    ofProfiles: ofProfiles.map((logOdds) => Math.exp(logOdds)),
    ofPatients: Float64Array.from(patients, (codes) =>
      Math.exp(OF_PATIENT.reduce((sum, covariate, index) => sum + effectOf(covariate, codes[index] ?? 0), 0)),
    ),
    ofScore:
      score === undefined
        ? null
        : {
            score,
            odds: Float64Array.from(scores.get(score) ?? [], (code) => Math.exp(effectOf(score, code))),
          },
  };
}
