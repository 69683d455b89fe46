import { steinerWeights } from './steiner-weights.ts';

/** The risks among which the next case's risk is drawn: those of a chart's own past cases, or a table with weights. */
export interface CaseMix {
  readonly risks: readonly number[];
  /** Relative frequency of each risk; absent: all alike. Need not sum to 1. */
  readonly weights?: readonly number[];
}

/** What one case may add to a chart, and with what probability. */
export interface IncrementDistribution {
  readonly steps: Float64Array;
  readonly probabilities: Float64Array;
}

/** Says what is wrong with a case mix, or null. */
export function findProblemInCaseMix({ risks, weights }: CaseMix): string | null {
  if (risks.length === 0) return 'There are no risks.';
  if (!risks.every((risk) => risk >= 0 && risk <= 1)) return 'A risk is not between 0 and 1.';
  if (weights === undefined) return null;
  if (weights.length !== risks.length) return 'Risks and weights differ in number.';
  if (
    !weights.every((weight) => weight >= 0 && Number.isFinite(weight)) ||
    !weights.some((weight) => weight > 0)
  ) {
    return 'Weights are not frequencies.';
  }
  return null;
}

/**
 * Distribution of a chart's step for a case drawn from the mix, when the true odds ratio against the predicted risks is
 * `trueOddsRatio`: the event has probability Q p / (1 − p + Q p).
 */
export function incrementDistribution(
  { risks, weights }: CaseMix,
  oddsRatio: number,
  trueOddsRatio: number,
): IncrementDistribution {
  const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? risks.length;
  const steps = new Float64Array(2 * risks.length);
  const probabilities = new Float64Array(2 * risks.length);
  for (const [order, risk] of risks.entries()) {
    const share = (weights?.[order] ?? 1) / total;
    const eventProbability = (trueOddsRatio * risk) / (1 - risk + trueOddsRatio * risk);
    const { event, noEvent } = steinerWeights(risk, oddsRatio);
    steps[2 * order] = event;
    probabilities[2 * order] = share * eventProbability;
    steps[2 * order + 1] = noEvent;
    probabilities[2 * order + 1] = share * (1 - eventProbability);
  }
  return { steps, probabilities };
}

/** Whether a case can raise the chart at all: without that it never signals. */
export function canRise({ steps, probabilities }: IncrementDistribution): boolean {
  return steps.some((step, index) => step > 0 && (probabilities[index] as number) > 0);
}
