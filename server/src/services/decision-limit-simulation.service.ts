import type { Computed } from '@lamina/shared/statistics/computed.ts';
import { computed } from '@lamina/shared/statistics/computed.ts';
import {
  type DecisionLimit,
  type MonitoringProperties,
  monitoringProperties,
  simulateDecisionLimit,
} from '@lamina/shared/statistics/cusum.ts';

export interface LimitQuestion {
  readonly risks: readonly number[];
  readonly oddsRatio: number;
  readonly targetRunLength: number;
  readonly casesPerYear: number;
}

export interface SimulatedLimit {
  readonly limit: DecisionLimit;
  readonly properties: MonitoringProperties;
}

/** Any number would do; the same one gives everybody the same limit. */
const SEED = 20_200_101;
/** Simulated cases that one limit may cost: well under a second. */
const SIMULATED_CASES = 1_000_000;
const MOST_REPLICATES = 1000;
/** Gives the run length a standard error of about a tenth. */
const FEWEST_REPLICATES = 100;
const RISK_GROUPS = 100;

/** The decision limit of one chart with what it promises: up to a second of calculation. */
export function simulatedLimitOf({
  risks,
  oddsRatio,
  targetRunLength,
  casesPerYear,
}: LimitQuestion): Computed<SimulatedLimit> {
  const caseMix = caseMixOf(risks);
  const replicates = Math.min(
    MOST_REPLICATES,
    Math.max(FEWEST_REPLICATES, Math.round(SIMULATED_CASES / targetRunLength)),
  );
  const limit = simulateDecisionLimit({ caseMix, oddsRatio, targetRunLength, seed: SEED, replicates });
  if (limit.kind === 'not-computable') return limit;
  const { decisionLimit } = limit;
  const properties = monitoringProperties({ caseMix, oddsRatio, decisionLimit, casesPerYear });
  if (properties.kind === 'not-computable') return properties;
  return computed({ limit, properties });
}

/** Risks in groups of nearly equal ones, each by its mean: a simulation draws from a hundred as well as from thousands, and faster. */
function caseMixOf(risks: readonly number[]) {
  const sorted = Float64Array.from(risks).sort();
  const groups = Math.min(RISK_GROUPS, sorted.length);
  const means: number[] = [];
  const weights: number[] = [];
  for (let group = 0; group < groups; group += 1) {
    const members = sorted.subarray(
      Math.round((group * sorted.length) / groups),
      Math.round(((group + 1) * sorted.length) / groups),
    );
    means.push(members.reduce((sum, risk) => sum + risk, 0) / members.length);
    weights.push(members.length);
  }
  return { risks: means, weights };
}
