/** The probabilities of fewer than, exactly and more than a count; they add up to 1. */
export interface Tails {
  readonly below: number;
  readonly at: number;
  readonly above: number;
}

export function requireCount(count: number): void {
  if (!Number.isInteger(count)) throw new RangeError('Outside the domain: a count must be a whole number');
}
