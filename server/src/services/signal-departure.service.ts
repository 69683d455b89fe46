import { periodOfQuarter } from '@lamina/shared/domain/period.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { sustainedDeparture } from '@lamina/shared/statistics/cusum.ts';
import type { OutsideCandidate, ScreenedUnit } from './signal-candidate.service.ts';
import { type QuarterTallies, quartersOf, WINDOW } from './signal-change.service.ts';
import { countWithExpected, isAdjusted, type NetworkTallies } from './signal-expected.service.ts';
import { EXPECTED_TO_SHOW_A_TREBLING } from './signal-too-small.service.ts';

export interface DepartureQuestion {
  readonly indicator: Indicator;
  readonly procedure: Procedure | null;
  readonly unit: ScreenedUnit;
  /** Variance between providers of observed over expected that is allowed for; null where too few of them show any. */
  readonly tau2: number | null;
}

/**
 * Since when a unit has lain off what is expected of its case mix, up to now, with the probability of so much by chance: what a
 * CUSUM against that expectation alarms about. Only with a case-mix model: else a change of the mix would pass for one of the outcome.
 */
export function departureCandidate(
  { indicator, procedure, unit, tau2 }: DepartureQuestion,
  network: NetworkTallies,
  course: readonly QuarterTallies[],
): OutsideCandidate | undefined {
  if (indicator.kind !== 'proportion' || !isAdjusted(network)) return undefined;
  const quarters = quartersOf(course, procedure);
  const counts = quarters.map(({ cells }) => countWithExpected(cells, network, true));
  const departure = sustainedDeparture(
    {
      observed: counts.map(({ numerator }) => numerator),
      expected: counts.map(({ expected }) => expected),
      cases: counts.map(({ denominator }) => denominator),
    },
    { ...WINDOW, fewestExpected: EXPECTED_TO_SHOW_A_TREBLING, tau2: tau2 ?? 0 },
  );
  if (departure.kind === 'not-computable') return undefined;
  const since = totalOf(counts.slice(departure.first));
  if (since.denominator < indicator.minimumDenominator) return undefined;
  const all = totalOf(
    [...network]
      .filter(([one]) => procedure === null || one === procedure)
      .flatMap(([, tally]) => (tally.kind === 'proportion' ? [{ ...tally, expected: 0 }] : [])),
  );
  return {
    kind: 'outside',
    indicator,
    procedure,
    unit,
    since: periodOfQuarter(quarters[departure.first]?.quarter ?? '').from ?? null,
    pValue: departure.pValue,
    direction: departure.z > 0 ? 'above' : 'below',
    level: levelOf(since),
    expected: since.expected,
    against: levelOf(all),
    adjusted: true,
    spreadAllowed: tau2 !== null,
  };
}

interface Total {
  readonly numerator: number;
  readonly denominator: number;
  readonly expected: number;
}

function totalOf(counts: readonly Total[]): Total {
  return counts.reduce(
    (sum, count) => ({
      numerator: sum.numerator + count.numerator,
      denominator: sum.denominator + count.denominator,
      expected: sum.expected + count.expected,
    }),
    { numerator: 0, denominator: 0, expected: 0 },
  );
}

function levelOf({ numerator, denominator }: Total) {
  return { value: denominator === 0 ? 0 : numerator / denominator, numerator, denominator };
}
