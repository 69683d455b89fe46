import {
  betaPdf,
  binomialPmf,
  binomialTails,
  poissonTails,
  regularisedBeta,
  type Tails,
} from '../distributions.ts';

/** Terms below this share of the sum no longer change a tail that is compared with 0.001. */
const negligible = 1e-17;

/** A variance between units that adds less than this share to the variance of a count is none. */
const negligibleInflation = 1e-6;

/**
 * Tails of a count whose unit's true ratio is gamma distributed about the target: negative binomial.
 *
 * Formula: θ ~ gamma of mean target and variance τ², O | θ ~ Poisson(θE); with rate b = target/τ² and shape a = target²/τ²,
 * P(O ≤ k) = I(b/(b + E); a, k + 1).
 * Use: exact classification of a ratio where units scatter beyond chance.
 * Assumptions: the true ratios follow a gamma distribution.
 * Edge cases: a τ² of 0, or one that adds less than a millionth to the variance, gives the Poisson tails.
 * Source: Clayton & Kaldor 1987, Biometrics 43:671; NIST DLMF 8.17.
 * Worked example: E = 1, target 1, τ² = 1: geometric, P(O > 0) = ½.
 */
export function negativeBinomialTails(
  observed: number,
  expected: number,
  target: number,
  tau2: number,
): Tails {
  if ((tau2 * expected) / target < negligibleInflation) return poissonTails(observed, expected * target);
  const rate = target / tau2;
  const shape = target * rate;
  const below = observed === 0 ? 0 : regularisedBeta(rate / (rate + expected), shape, observed);
  const above = regularisedBeta(expected / (rate + expected), observed + 1, shape);
  return { below, at: Math.max(0, 1 - below - above), above };
}

/**
 * Tails of a count whose unit's true proportion is beta distributed about the target: beta-binomial.
 *
 * Formula: mean target, variance τ²: alpha + beta = target (1 − target)/τ² − 1; the mass at k is likelihood × prior / posterior
 * at any proportion (here the posterior mean); its neighbours follow by their ratios, summed away from the target.
 * Use: exact classification of a proportion where units scatter beyond chance.
 * Assumptions: the true proportions follow a beta distribution.
 * Edge cases: a τ² of 0, or one that adds less than a millionth to the variance, gives the binomial tails; τ² must be less
 * than target (1 − target).
 * Source: Skellam 1948, JRSS B 10:257.
 * Worked example: n = 1: P(1) = target, whatever τ².
 */
export function betaBinomialTails(
  numerator: number,
  denominator: number,
  target: number,
  tau2: number,
): Tails {
  const binomialVariance = target * (1 - target);
  if ((tau2 * denominator) / binomialVariance < negligibleInflation) {
    return binomialTails(numerator, denominator, target, 1 - target);
  }
  const size = binomialVariance / tau2 - 1;
  const alpha = target * size;
  const beta = size - alpha;
  const others = denominator - numerator;
  const p = (numerator + alpha) / (denominator + size);
  const likelihood = binomialPmf(numerator, denominator, p);
  const at = (likelihood * betaPdf(p, alpha, beta)) / betaPdf(p, numerator + alpha, others + beta);
  const stepDown = (k: number) => (k * (beta + denominator - k)) / ((denominator - k + 1) * (alpha + k - 1));
  const stepUp = (k: number) => ((denominator - k) * (alpha + k)) / ((k + 1) * (beta + denominator - k - 1));
  if (numerator > denominator * target) {
    let above = 0;
    for (let k = numerator, mass = at; k < denominator && mass > negligible * above; k += 1) {
      mass *= stepUp(k);
      above += mass;
    }
    return { below: 1 - at - above, at, above };
  }
  let below = 0;
  for (let k = numerator, mass = at; k > 0 && mass > negligible * below; k -= 1) {
    mass *= stepDown(k);
    below += mass;
  }
  return { below, at, above: 1 - at - below };
}
