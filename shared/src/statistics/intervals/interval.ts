/** Two-sided confidence level where none is asked for. */
export const defaultConfidence = 0.95;

/** An estimated proportion with its limits, all 0–1. */
export interface ProportionInterval {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** Limits of the mean of a Poisson count. */
export interface CountInterval {
  readonly lower: number;
  readonly upper: number;
}

/** Why a proportion has no interval, or undefined when it has one. */
export function proportionProblem(
  numerator: number,
  denominator: number,
  confidence: number,
): string | undefined {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator))
    return 'The counts must be whole numbers';
  if (numerator < 0 || numerator > denominator) return 'The numerator must lie between 0 and the denominator';
  if (denominator === 0) return 'There are no cases: the denominator is 0';
  return confidenceProblem(confidence);
}

/** Why a count has no interval, or undefined when it has one. */
export function countProblem(count: number, confidence: number): string | undefined {
  if (!Number.isSafeInteger(count) || count < 0) return 'The count must be a whole number, 0 or more';
  return confidenceProblem(confidence);
}

/** Why an exposure or expected count cannot be divided by, or undefined when it can. */
export function exposureProblem(exposure: number, name: string): string | undefined {
  return exposure > 0 && Number.isFinite(exposure) ? undefined : `The ${name} must be more than 0`;
}

function confidenceProblem(confidence: number): string | undefined {
  return confidence > 0 && confidence < 1 ? undefined : 'The confidence level must lie between 0 and 1';
}
