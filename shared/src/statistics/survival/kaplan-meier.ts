import { type Computed, computed, notComputable } from '../computed.ts';
import { normalQuantile } from '../distributions.ts';
import { endingsByTime, followUpFault } from './follow-up.ts';
import { type SurvivalIntervalMethod, survivalLimits } from './survival-limits.ts';
import { timeAtOneHalf } from './survival-median.ts';

/** One distinct time, of events or censorings. Proportions 0–1. */
export interface SurvivalStep {
  readonly time: number;
  /** Under observation just before this time. */
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  readonly survival: number;
  /** Greenwood's; null once survival is 0. */
  readonly standardError: number | null;
  /** Null once survival is 0, and with log-log limits while it is 1. The upper limit likewise. */
  readonly lowerLimit: number | null;
  readonly upperLimit: number | null;
}

export interface KaplanMeier {
  readonly steps: readonly SurvivalStep[];
  readonly caseCount: number;
  readonly eventCount: number;
  /** Null where the curve, or its limit, does not come down to one half. */
  readonly median: number | null;
  readonly medianLowerLimit: number | null;
  readonly medianUpperLimit: number | null;
}

export interface KaplanMeierOptions {
  /** log-log unless told. */
  readonly interval?: SurvivalIntervalMethod;
  readonly confidence?: number;
}

/**
 * Kaplan–Meier estimate of survival (freedom from an event) with pointwise limits and the median.
 *
 * Formula: S(t) = Π (1 − d/n) over event times ≤ t; Greenwood var log S = Σ d/(n(n − d)); limits as survivalLimits.
 * Use: time to reoperation, infection, death, with cases not yet followed to the end. Where another event can prevent the
 * one of interest use cumulativeIncidence: 1 − S would overstate it.
 * Assumptions: censoring tells nothing of the risk; independent cases.
 * Edge cases: a censoring at the time of an event comes after it; limits that do not exist are null; no cases is not
 * computable.
 * Source: Kaplan & Meier 1958 JASA 53:457; Greenwood 1926; golden vectors survival.kaplanMeier (R survfit).
 * Worked example: times 2, 2, 2, 5, 5 with events 1, 0, 1, 1, 0: S(2) = 0.6, S(5) = 0.3, median 5.
 */
export function kaplanMeier(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  options: KaplanMeierOptions = {},
): Computed<KaplanMeier> {
  const fault = followUpFault(time, status, 2);
  if (fault !== undefined) return notComputable(fault);
  const method = options.interval ?? 'log-log';
  const critical = -normalQuantile((1 - (options.confidence ?? 0.95)) / 2);
  const { times, counts } = endingsByTime(time, status, 2);
  let atRisk = time.length;
  let survival = 1;
  let hazardVariance = 0;
  const steps = times.map((moment, index): SurvivalStep => {
    const censored = counts[0]?.[index] as number;
    const events = counts[1]?.[index] as number;
    const step = { time: moment, atRisk, events, censored };
    const survivors = atRisk - events;
    survival *= survivors / atRisk;
    if (events > 0 && survivors > 0) hazardVariance += events / (atRisk * survivors);
    atRisk = survivors - censored;
    if (survival === 0) return { ...step, survival, standardError: null, lowerLimit: null, upperLimit: null };
    const relativeError = Math.sqrt(hazardVariance);
    const standardError = survival * relativeError;
    if (survival === 1 && method === 'log-log') {
      return { ...step, survival, standardError, lowerLimit: null, upperLimit: null };
    }
    return { ...step, survival, standardError, ...survivalLimits(method, survival, relativeError, critical) };
  });
  return computed({
    steps,
    caseCount: time.length,
    eventCount: steps.reduce((sum, { events }) => sum + events, 0),
    median: timeAtOneHalf(
      times,
      steps.map((step) => step.survival),
    ),
    medianLowerLimit: timeAtOneHalf(
      times,
      steps.map(({ lowerLimit }) => lowerLimit),
    ),
    medianUpperLimit: timeAtOneHalf(
      times,
      steps.map(({ upperLimit }) => upperLimit),
    ),
  });
}
