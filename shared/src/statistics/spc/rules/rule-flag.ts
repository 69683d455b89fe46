/** Which side a rule found a point on: above / rising, below / falling, or not flagged. */
export type RuleFlag = 'upper' | 'lower' | 'none';

/** The half-open stretches of a series within which points count as consecutive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Stretches from the positions where a chart was re-based; a rule never looks across such a start. */
export function stretches(length: number, phaseStarts: readonly number[] = []): readonly Stretch[] {
  const starts = [0, ...phaseStarts.filter((start) => start > 0 && start < length)];
  return starts.map((start, order) => ({ start, end: starts[order + 1] ?? length }));
}

export function unflagged(length: number): RuleFlag[] {
  return new Array<RuleFlag>(length).fill('none');
}
