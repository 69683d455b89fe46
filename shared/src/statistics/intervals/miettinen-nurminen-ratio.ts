import { type Computed, computed, notComputable } from '../computed.ts';
import { bracketedRoot, normalQuantile } from '../distributions.ts';
import { defaultConfidence, proportionProblem } from './interval.ts';

interface Sample {
  readonly numerator: number;
  readonly denominator: number;
}

export interface RatioInterval {
  /** First over second; null where the second has no events. */
  readonly ratio: number | null;
  readonly lower: number;
  /** null where nothing bounds the ratio from above: the second has no events. */
  readonly upper: number | null;
}

/** Ratios are looked for between e^−60 and e^60, beyond which doubles of any sample allowed here carry no information. */
const widestLogRatio = 60;

/**
 * Miettinen–Nurminen score interval of the ratio of two independent proportions (risk ratio).
 *
 * Formula: the ratios φ with (p₁ − φp₂)² / V(φ) ≤ z², V(φ) = (p̃₁q̃₁/n₁ + φ²p̃₂q̃₂/n₂) N/(N − 1), p̃ the maximum-likelihood
 * proportions under p₁ = φp₂ (a quadratic equation).
 * Use: relative risk between two groups or periods; holds at no events in one group, where a log-normal interval has none.
 * Assumptions: two independent samples.
 * Edge cases: no event in the first: lower limit 0; none in the second: ratio and upper limit null; none in either: 0 and null.
 * Source: Miettinen & Nurminen 1985, Stat Med 4:213.
 * Worked example: 10 of 100 against 20 of 100 at 95 %: 0.5, 0.2481 to 0.9949.
 */
export function miettinenNurminenRatio(
  first: Sample,
  second: Sample,
  confidence = defaultConfidence,
): Computed<RatioInterval> {
  const problem =
    proportionProblem(first.numerator, first.denominator, confidence) ??
    proportionProblem(second.numerator, second.denominator, confidence);
  if (problem !== undefined) return notComputable(problem);
  const z = normalQuantile((1 + confidence) / 2);
  const proportion = first.numerator / first.denominator;
  const reference = second.numerator / second.denominator;
  const ratio = reference === 0 ? null : proportion / reference;
  const limitAt = (deviate: number) =>
    Math.exp(
      bracketedRoot(
        (log) => scoreAt(first, second, Math.exp(log)) - deviate,
        -widestLogRatio,
        widestLogRatio,
      ),
    );
  return computed({
    ratio,
    lower: proportion === 0 ? 0 : limitAt(z),
    upper: ratio === null ? null : limitAt(-z),
  });
}

/** (p₁ − φp₂) / √V(φ): decreasing in φ, 0 at the observed ratio. */
function scoreAt(first: Sample, second: Sample, ratio: number): number {
  const n1 = first.denominator;
  const n2 = second.denominator;
  const difference = first.numerator / n1 - (ratio * second.numerator) / n2;
  if (difference === 0) return 0;
  const total = n1 + n2;
  const a = total * ratio;
  const b = n1 * ratio + first.numerator + n2 + second.numerator * ratio;
  const c = first.numerator + second.numerator;
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  const p2 = Math.min(1, (2 * c) / (b + root));
  const p1 = Math.min(1, p2 * ratio);
  const variance = ((p1 * (1 - p1)) / n1 + (ratio * ratio * p2 * (1 - p2)) / n2) * (total / (total - 1));
  return difference / Math.sqrt(variance);
}
