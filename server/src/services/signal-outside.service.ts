import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { normalCdf } from '@lamina/shared/statistics/distributions.ts';
import { fewestUnitsForOverdispersion } from '@lamina/shared/statistics/funnel.ts';
import type { IndicatorTally } from '../tally/tally.ts';
import { funnelOfRatios } from './funnel.service.ts';
import type { OutsideCandidate, ScreenedUnit } from './signal-candidate.service.ts';
import { countWithExpected, isAdjusted, type NetworkTallies } from './signal-expected.service.ts';
import { addMeasured, levelOfMeasured, measuredOf } from './signal-measurement.service.ts';
import { canShow } from './signal-too-small.service.ts';

/** One provider's tallies of an indicator, by procedure. */
export interface ProviderTallies {
  readonly id: number;
  readonly cells: readonly { readonly procedure: Procedure; readonly tally: IndicatorTally | undefined }[];
}

interface Question {
  readonly indicator: Indicator;
  /** Null for all procedures of the filter together. */
  readonly procedure: Procedure | null;
  readonly by: Exclude<ScreenedUnit['by'], 'all'>;
}

/** Two providers are each other's mirror: a difference between them has no side. */
export const FEWEST_PROVIDERS = 3;

/** Every provider that can be judged beside all together, with the probability of being as far off by chance and usual spread. */
export function outsideCandidates(
  question: Question,
  network: NetworkTallies,
  providers: readonly ProviderTallies[],
): OutsideCandidate[] {
  const { procedure, indicator } = question;
  const chosen = procedure === null ? network : only(network, procedure);
  const units = providers.map(({ id, cells }) => ({
    id,
    cells: procedure === null ? cells : cells.filter((cell) => cell.procedure === procedure),
  }));
  if (units.length < FEWEST_PROVIDERS) return [];
  if (indicator.kind === 'proportion') return ofProportion(question, chosen, units);
  // Procedures differ in their stays and scores by themselves: only like is compared with like.
  return procedure === null && network.size > 1 ? [] : ofMeasurement(question, indicator.kind, chosen, units);
}

/** The usual spread between providers of observed over expected events (τ²); null where there are too few to show it. */
export function spreadBetween(
  { indicator, procedure }: Question,
  network: NetworkTallies,
  providers: readonly ProviderTallies[],
): number | null {
  if (indicator.kind !== 'proportion' || providers.length < fewestUnitsForOverdispersion) return null;
  const chosen = procedure === null ? network : only(network, procedure);
  const units = providers.map(({ id, cells }) => ({
    id,
    cells: procedure === null ? cells : cells.filter((cell) => cell.procedure === procedure),
  }));
  const { spread } = ratiosOf(indicator, chosen, units);
  return spread.state === 'estimated' ? spread.tau2 : null;
}

/** Every provider's events with what is expected of them, and where the funnel places them. */
function ratiosOf(indicator: Indicator, network: NetworkTallies, providers: readonly ProviderTallies[]) {
  const adjusted = isAdjusted(network);
  const counts = providers.map(({ cells }) => countWithExpected(cells, network, adjusted));
  const numerator = counts.reduce((sum, count) => sum + count.numerator, 0);
  const denominator = counts.reduce((sum, count) => sum + count.denominator, 0);
  const funnel = funnelOfRatios(
    counts.map((count) => ({
      numerator: count.numerator,
      size: count.expected,
      cases: count.denominator,
      enough: count.denominator >= indicator.minimumDenominator,
    })),
    denominator === 0 ? 0 : numerator / denominator,
    false,
  );
  return { adjusted, counts, numerator, denominator, ...funnel };
}

function ofProportion(
  { indicator, procedure, by }: Question,
  network: NetworkTallies,
  providers: readonly ProviderTallies[],
): OutsideCandidate[] {
  const { adjusted, counts, numerator, denominator, byChance, allowingForSpread, spread } = ratiosOf(
    indicator,
    network,
    providers,
  );
  if (numerator === 0 || numerator === denominator) return [];
  const spreadAllowed = spread.state === 'estimated';
  const positions = spreadAllowed ? allowingForSpread : byChance;
  return providers.flatMap(({ id }, index): OutsideCandidate[] => {
    const [pValue, count] = [positions[index]?.pValue ?? null, counts[index]];
    if (pValue === null || count === undefined) return [];
    if (!canShow(numerator, denominator, count.expected)) return [];
    return [
      {
        kind: 'outside',
        indicator,
        procedure,
        unit: { by, id },
        since: null,
        pValue,
        direction: count.numerator > count.expected ? 'above' : 'below',
        level: {
          value: count.numerator / count.denominator,
          numerator: count.numerator,
          denominator: count.denominator,
        },
        expected: count.expected,
        against: { value: numerator / denominator, numerator, denominator },
        adjusted,
        spreadAllowed,
      },
    ];
  });
}

/**
 * Means beside the mean of all, z = (m − M)/√(s²/n + τ²): without case mix a difference of thousands of cases is never chance alone,
 * so that providers are only judged where there are enough of them to show their usual spread (τ², DerSimonian and Laird 1986).
 */
function ofMeasurement(
  { indicator, procedure, by }: Question,
  kind: 'duration' | 'mean-change',
  network: NetworkTallies,
  providers: readonly ProviderTallies[],
): OutsideCandidate[] {
  const all = addMeasured([...network.values()].map(measuredOf));
  const units = providers.flatMap(({ id, cells }) => {
    const measured = addMeasured(cells.map(({ tally }) => measuredOf(tally)));
    return measured.cases >= indicator.minimumDenominator ? [{ id, measured }] : [];
  });
  const variance = (all.sumOfSquares - all.sum ** 2 / all.cases) / (all.cases - 1);
  if (units.length < fewestUnitsForOverdispersion || !(variance > 0)) return [];
  const means = units.map(({ measured }) => ({
    mean: measured.sum / measured.cases,
    weight: measured.cases / variance,
  }));
  const weight = means.reduce((sum, one) => sum + one.weight, 0);
  const centre = means.reduce((sum, one) => sum + one.weight * one.mean, 0) / weight;
  const heterogeneity = means.reduce((sum, one) => sum + one.weight * (one.mean - centre) ** 2, 0);
  const squares = means.reduce((sum, one) => sum + one.weight ** 2, 0);
  const tau2 = Math.max(0, (heterogeneity - (means.length - 1)) / (weight - squares / weight));
  return units.map(({ id, measured }, index): OutsideCandidate => {
    const { mean = centre, weight: own = 1 } = means[index] ?? {};
    const z = (mean - centre) / Math.sqrt(1 / own + tau2);
    return {
      kind: 'outside',
      indicator,
      procedure,
      unit: { by, id },
      since: null,
      pValue: Math.min(1, 2 * normalCdf(-Math.abs(z))),
      direction: z > 0 ? 'above' : 'below',
      level: levelOfMeasured(kind, measured),
      expected: null,
      against: levelOfMeasured(kind, all),
      adjusted: false,
      spreadAllowed: true,
    };
  });
}

function only(network: NetworkTallies, procedure: Procedure): NetworkTallies {
  const tally = network.get(procedure);
  return new Map(tally === undefined ? [] : [[procedure, tally]]);
}
