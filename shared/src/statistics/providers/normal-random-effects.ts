import { type Computed, computed, notComputable } from '../computed.ts';
import { type ProportionUnit, proportionUnitsProblem } from './beta-binomial-shrinkage.ts';
import { defaultCredibility } from './shrunken-units.ts';

export interface NormalRandomEffects {
  /** Mean of the units on the logit scale, and its standard error. */
  readonly mean: number;
  readonly standardError: number;
  /** Variance between units on the logit scale. */
  readonly tau2: number;
  /** Cochran's Q. */
  readonly heterogeneity: number;
  /** Share of the scatter that is not chance, 0–1. */
  readonly i2: number;
  /** The units' proportions drawn in towards the mean. */
  readonly shrunken: readonly number[];
}

/**
 * Random-effects shrinkage of proportions on the logit scale (DerSimonian–Laird).
 *
 * Formula: y = ln((k + ½)/(n − k + ½)), v = 1/(k + ½) + 1/(n − k + ½); τ² = max(0, (Q − (I − 1))/(Σw − Σw²/Σw)), w = 1/v;
 * shrunken = expit((τ² y + v μ)/(τ² + v)).
 * Use: where a variance between units on the logit scale is wanted (reliability, minimum caseload).
 * Assumptions: normal scatter of logits; the half added to every cell biases rare events upwards.
 * Edge cases: τ² = 0 makes all shrunken values equal; fewer than two units are not computable.
 * Source: DerSimonian & Laird 1986, Control Clin Trials 7:177. Checked against metafor.
 * Worked example: 3/50, 4/60, 5/70, 4/55, 3/45: mean −2.5047, τ² = 0, all 0.0755.
 */
export function normalRandomEffects(units: readonly ProportionUnit[]): Computed<NormalRandomEffects> {
  const problem = proportionUnitsProblem(units, defaultCredibility);
  if (problem !== undefined) return notComputable(problem);
  const estimates = units.map(({ numerator, denominator }) => {
    const events = numerator + 0.5;
    const others = denominator - numerator + 0.5;
    return { value: Math.log(events / others), variance: 1 / events + 1 / others };
  });
  const fixed = pooled(estimates, 0);
  const heterogeneity = sum(estimates.map(({ value, variance }) => (value - fixed.mean) ** 2 / variance));
  const squares = sum(estimates.map(({ variance }) => 1 / (variance * variance)));
  const excess = Math.max(0, heterogeneity - (units.length - 1));
  const tau2 = excess / (fixed.weight - squares / fixed.weight);
  const { mean, weight } = pooled(estimates, tau2);
  return computed({
    mean,
    standardError: Math.sqrt(1 / weight),
    tau2,
    heterogeneity,
    i2: heterogeneity > 0 ? excess / heterogeneity : 0,
    shrunken: estimates.map(({ value, variance }) => {
      const logit = (tau2 * value + variance * mean) / (tau2 + variance);
      return 1 / (1 + Math.exp(-logit));
    }),
  });
}

function pooled(estimates: readonly { readonly value: number; readonly variance: number }[], tau2: number) {
  const weight = sum(estimates.map(({ variance }) => 1 / (variance + tau2)));
  const mean = sum(estimates.map(({ value, variance }) => value / (variance + tau2))) / weight;
  return { mean, weight };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
