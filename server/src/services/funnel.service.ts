import type { Classification, LimitPoint, Spread } from '@lamina/shared/contract/compare.ts';
import { detectionFloor } from '@lamina/shared/statistics/comparison.ts';
import { type Computed, computed } from '@lamina/shared/statistics/computed.ts';
import {
  arcsineProportionLimits,
  classifyProportion,
  classifyRatio,
  exactProportionLimits,
  exactRatioLimits,
  type FunnelClassification,
  type FunnelLimits,
  fewestExpectedToClassify,
  fewestUnitsForOverdispersion,
  pearsonOverdispersion,
  squareRootRatioLimits,
} from '@lamina/shared/statistics/funnel.ts';
import { clopperPearsonInterval } from '@lamina/shared/statistics/intervals.ts';
import { RARE_UP_TO } from './adjusted-figures.service.ts';

/** Events and size of one provider: cases of a proportion, expected events of a ratio. */
export interface FunnelUnit {
  readonly numerator: number;
  readonly size: number;
  /** Cases judged. */
  readonly cases: number;
  /** Whether the provider has enough cases for a verdict, the rule on expected events aside. */
  readonly enough: boolean;
}

export interface Funnel {
  /** Drawn: exact limits, interpolated between counts. */
  readonly limits: readonly LimitPoint[];
  readonly spread: Spread;
  /** In the order of the units; null for too few to tell. */
  readonly byChance: readonly (Classification | null)[];
  readonly allowingForSpread: readonly (Classification | null)[];
}

interface FunnelMethod {
  /** Providers below this size are not judged, and have no limits. */
  readonly smallestSize: number;
  readonly wholeSizes: boolean;
  readonly classify: (unit: FunnelUnit, tau2: number) => Computed<FunnelClassification>;
  /** The spread between units beyond chance; τ² in the square of the measure's unit. */
  readonly disperse: (
    units: readonly FunnelUnit[],
  ) => Computed<{ readonly phi: number; readonly tau2: number }>;
  readonly exact: (sizes: readonly number[]) => Computed<FunnelLimits>;
  readonly widened: (sizes: readonly number[], tau2: number) => Computed<FunnelLimits>;
}

/** Limits are drawn as lines through so many points. */
const LIMIT_POINTS = 60;

/**
 * Funnel of proportions about one centre. Providers are classified by the exact binomial tail, and with the spread
 * between them allowed for by the exact beta-binomial tail. The wider limits are drawn on the arcsine scale, where the
 * same variance is τ² / (4 θ (1 − θ)).
 */
export function funnelOfProportions(units: readonly FunnelUnit[], centre: number, drawn = true): Funnel {
  return funnelOf(units, drawn, {
    smallestSize: centre > 0 ? Math.ceil(fewestExpectedToClassify / centre) : Number.POSITIVE_INFINITY,
    wholeSizes: true,
    classify: ({ numerator, size }, tau2) => classifyProportion(numerator, size, centre, { tau2 }),
    disperse: (judged) => pearsonOverdispersion('proportion', judged.map(asDenominator)),
    exact: (sizes) => exactProportionLimits(centre, sizes),
    widened: (sizes, tau2) =>
      arcsineProportionLimits(centre, sizes, { tau2: tau2 / (4 * centre * (1 - centre)) }),
  });
}

/** Funnel of observed over expected events about 1, of cases that have events at an overall rate. */
export function funnelOfRatios(units: readonly FunnelUnit[], overallRate: number, drawn = true): Funnel {
  return overallRate <= RARE_UP_TO
    ? funnelOfRareEvents(units, drawn)
    : funnelOfFrequentEvents(units, overallRate, drawn);
}

/**
 * Exact Poisson tails, negative binomial ones with the spread allowed for. The wider limits are drawn on the square-root
 * scale, where the same variance is τ² / 4.
 */
function funnelOfRareEvents(units: readonly FunnelUnit[], drawn: boolean): Funnel {
  return funnelOf(units, drawn, {
    smallestSize: fewestExpectedToClassify,
    wholeSizes: false,
    classify: ({ numerator, size }, tau2) => classifyRatio(numerator, size, 1, { tau2 }),
    disperse: (judged) => pearsonOverdispersion('ratio', judged.map(asDenominator)),
    exact: (sizes) => exactRatioLimits(1, sizes),
    widened: (sizes, tau2) => squareRootRatioLimits(sizes, { tau2: tau2 / 4 }),
  });
}

/**
 * A Poisson count scatters more than frequent events can. So a provider's count is binomial about its own mean risk, which
 * is slightly too wide where risks differ within it; limits are those of a provider with the overall rate, as ratios.
 */
function funnelOfFrequentEvents(units: readonly FunnelUnit[], overallRate: number, drawn: boolean): Funnel {
  const casesFor = (expected: number) => expected / overallRate;
  const wholeCasesFor = (sizes: readonly number[]) =>
    sizes.map((size) => Math.max(1, Math.round(casesFor(size))));
  return funnelOf(units, drawn, {
    smallestSize: fewestExpectedToClassify,
    wholeSizes: false,
    classify: ({ numerator, size, cases }, tau2) => {
      const risk = size / cases;
      return classifyProportion(numerator, cases, risk, { tau2: tau2 * risk * risk });
    },
    disperse: (judged) => {
      const pearson = pearsonOverdispersion(
        'proportion',
        judged.map(({ numerator, size }) => ({ numerator, denominator: casesFor(size) })),
      );
      if (pearson.kind === 'not-computable') return pearson;
      return computed({ phi: pearson.phi, tau2: pearson.tau2 / overallRate ** 2 });
    },
    exact: (sizes) => asRatios(exactProportionLimits(overallRate, wholeCasesFor(sizes)), overallRate),
    widened: (sizes, tau2) => {
      const onArcsineScale = (tau2 * overallRate) / (4 * (1 - overallRate));
      return asRatios(
        arcsineProportionLimits(overallRate, sizes.map(casesFor), { tau2: onArcsineScale }),
        overallRate,
      );
    },
  });
}

function asDenominator({ numerator, size }: FunnelUnit) {
  return { numerator, denominator: size };
}

function asRatios(limits: Computed<FunnelLimits>, overallRate: number): Computed<FunnelLimits> {
  if (limits.kind === 'not-computable') return limits;
  const divided = (values: readonly (number | null)[]) =>
    values.map((value) => (value === null ? null : value / overallRate));
  return computed({
    target: limits.target / overallRate,
    limits: limits.limits.map(({ level, lower, upper }) => ({
      level,
      lower: divided(lower),
      upper: divided(upper),
    })),
  });
}

/** The fewest cases with which a provider is judged, and with which one without any event can be told to lie below the centre. */
export function fewestCasesOf(centre: number, minimumDenominator: number) {
  if (!(centre > 0 && centre < 1)) return { judged: null, belowWithoutEvent: null };
  const judged = Math.max(minimumDenominator, Math.ceil(fewestExpectedToClassify / centre));
  const floor = detectionFloor({ low: centre, high: centre }, clopperPearsonInterval);
  const below = floor.kind === 'computed' ? floor.below : null;
  return { judged, belowWithoutEvent: below === null ? null : Math.max(below, judged) };
}

/** Limits cost far more than positions: whoever asks for many funnels does without them. */
function funnelOf(units: readonly FunnelUnit[], drawn: boolean, method: FunnelMethod): Funnel {
  const byChance = units.map((unit) => classificationOf(unit, method, 0));
  const largest = Math.max(0, ...units.map(({ size }) => size));
  const sizes = drawn ? drawnSizes(method.smallestSize, largest, method.wholeSizes) : [];
  const spread = spreadOf(
    units.filter((_, index) => byChance[index] !== null),
    method,
    sizes,
  );
  return {
    limits: limitPoints(sizes, method.exact(sizes)),
    spread,
    byChance,
    allowingForSpread: units.map((unit) =>
      spread.state === 'estimated' ? classificationOf(unit, method, spread.tau2) : null,
    ),
  };
}

/** The spread is estimated from the providers that are judged: a handful of cases says nothing about it. */
function spreadOf(judged: readonly FunnelUnit[], method: FunnelMethod, sizes: readonly number[]): Spread {
  if (judged.length < fewestUnitsForOverdispersion) {
    return { state: 'too-few-providers', needed: fewestUnitsForOverdispersion };
  }
  const dispersion = method.disperse(judged);
  if (dispersion.kind === 'not-computable') return { state: 'not-applicable' };
  const { phi, tau2 } = dispersion;
  // Without spread the limits are those of chance, drawn by the same method.
  const limits = tau2 === 0 ? method.exact(sizes) : method.widened(sizes, tau2);
  return { state: 'estimated', phi, tau2, limits: limitPoints(sizes, limits) };
}

function classificationOf(unit: FunnelUnit, method: FunnelMethod, tau2: number): Classification | null {
  if (!unit.enough) return null;
  const classified = method.classify(unit, tau2);
  if (classified.kind === 'not-computable') return null;
  const { position, lowerTail, upperTail } = classified;
  return { position, pValue: Math.min(1, 2 * Math.min(lowerTail, upperTail)) };
}

/** From the smallest size that is judged to the largest provider, denser towards small sizes, where the limits bend. */
function drawnSizes(smallest: number, largest: number, whole: boolean): number[] {
  if (largest < smallest) return [];
  const sizes = Array.from({ length: LIMIT_POINTS }, (_, index) => {
    const size = smallest + (largest - smallest) * (index / (LIMIT_POINTS - 1)) ** 2;
    return whole ? Math.round(size) : size;
  });
  return [...new Set(sizes)];
}

function limitPoints(sizes: readonly number[], drawn: Computed<FunnelLimits>): LimitPoint[] {
  if (drawn.kind === 'not-computable') return [];
  const [alert, alarm] = drawn.limits;
  return sizes.flatMap((size, index): LimitPoint[] => {
    const lowerAlarm = alarm?.lower[index];
    const lowerAlert = alert?.lower[index];
    const upperAlert = alert?.upper[index];
    const upperAlarm = alarm?.upper[index];
    return lowerAlarm == null || lowerAlert == null || upperAlert == null || upperAlarm == null
      ? []
      : [{ size, lowerAlarm, lowerAlert, upperAlert, upperAlarm }];
  });
}
