import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { IndicatorTally, ProportionTally } from '../tally/tally.ts';

/** What all cases together had, by procedure: the scale of what is expected of anybody's. */
export type NetworkTallies = ReadonlyMap<Procedure, IndicatorTally>;

/** Judged cases of several procedures with what is expected of them. */
export interface ExpectedCount {
  readonly numerator: number;
  readonly denominator: number;
  readonly expected: number;
}

/** Whether the risks of a case-mix model are there for every case that counts. */
export function isAdjusted(network: NetworkTallies): boolean {
  const tallies = [...network.values()].filter(({ denominator }) => denominator > 0);
  return tallies.length > 0 && tallies.every((tally) => expectedOf(tally) !== null);
}

/**
 * Events expected of cases: procedure by procedure the sum of the model's risks, scaled so that all cases together have as many
 * as they had; without a model each case has the rate of its procedure.
 */
export function countWithExpected(
  cells: readonly { readonly procedure: Procedure; readonly tally: IndicatorTally | undefined }[],
  network: NetworkTallies,
  adjusted: boolean,
): ExpectedCount {
  const total = { numerator: 0, denominator: 0, expected: 0 };
  for (const { procedure, tally } of cells) {
    const all = network.get(procedure);
    if (tally?.kind !== 'proportion' || all?.kind !== 'proportion' || all.denominator === 0) continue;
    total.numerator += tally.numerator;
    total.denominator += tally.denominator;
    const expectedOfAll = adjusted ? (expectedOf(all) ?? 0) : all.denominator;
    const weight = adjusted ? (expectedOf(tally) ?? 0) : tally.denominator;
    total.expected += expectedOfAll > 0 ? (weight * all.numerator) / expectedOfAll : 0;
  }
  return total;
}

function expectedOf(tally: IndicatorTally | ProportionTally): number | null {
  return tally.kind === 'proportion' ? (tally.expected ?? null) : null;
}
