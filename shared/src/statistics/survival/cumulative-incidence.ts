import { type Computed, computed, notComputable } from '../computed.ts';
import { normalQuantile } from '../distributions.ts';
import { endingsByTime, followUpFault } from './follow-up.ts';

/** Statuses of cumulativeIncidence. */
export const CENSORED = 0;
export const EVENT = 1;
export const COMPETING_EVENT = 2;

/** One distinct time. Proportions 0–1. */
export interface IncidenceStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly competingEvents: number;
  readonly censored: number;
  readonly incidence: number;
  readonly standardError: number;
  /** Null while the incidence is 0 and where it is 1. The upper limit likewise. */
  readonly lowerLimit: number | null;
  readonly upperLimit: number | null;
  /** Free of both events. */
  readonly eventFree: number;
}

export interface CumulativeIncidence {
  readonly steps: readonly IncidenceStep[];
  readonly caseCount: number;
  readonly eventCount: number;
  readonly competingEventCount: number;
}

/**
 * Cumulative incidence of an event when another (death) can prevent it: Aalen–Johansen.
 *
 * Formula: I(t) = Σ S(t⁻) d₁/n over times ≤ t, S the Kaplan–Meier curve of both events together, d = d₁ + d₂;
 * var I(t) = Σ (I(t) − Iⱼ)² dⱼ/(nⱼ(nⱼ − dⱼ)) + Σ Sⱼ₋₁² d₁ⱼ(nⱼ − d₁ⱼ)/nⱼ³ − 2 Σ (I(t) − Iⱼ) Sⱼ₋₁ d₁ⱼ/nⱼ²;
 * limits I^exp(±z·se/(I log I)).
 * Use: reoperation, readmission or infection where some patients die first; 1 − Kaplan–Meier would overstate them.
 * Assumptions: censoring tells nothing of either risk; independent cases. Status 0 censored, 1 event, 2 competing event.
 * Edge cases: a censoring at the time of an event comes after it; without competing events the result is 1 − Kaplan–Meier
 * and the variance Greenwood's; no cases is not computable.
 * Source: Aalen & Johansen 1978 Scand J Stat 5:141; Marubini & Valsecchi, Analysing Survival Data, 1995, chapter 10;
 * Choudhury 2002 Stat Med 21:1129 (limits).
 * Worked example: times 1, 2, 3, 4 with statuses 1, 2, 1, 0: incidence 0.25, 0.25, 0.5, 0.5.
 */
export function cumulativeIncidence(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  confidence = 0.95,
): Computed<CumulativeIncidence> {
  const fault = followUpFault(time, status, 3);
  if (fault !== undefined) return notComputable(fault);
  const critical = -normalQuantile((1 - confidence) / 2);
  const { times, counts } = endingsByTime(time, status, 3);
  const variance = new IncidenceVariance();
  let atRisk = time.length;
  let eventFree = 1;
  let incidence = 0;
  const steps = times.map((moment, index): IncidenceStep => {
    const censored = counts[CENSORED]?.[index] as number;
    const events = counts[EVENT]?.[index] as number;
    const competingEvents = counts[COMPETING_EVENT]?.[index] as number;
    const step = { time: moment, atRisk, events, competingEvents, censored };
    incidence += (eventFree * events) / atRisk;
    variance.add(atRisk, events, events + competingEvents, eventFree, incidence);
    const remaining = atRisk - events - competingEvents;
    eventFree *= remaining / atRisk;
    atRisk = remaining - censored;
    const standardError = Math.sqrt(variance.at(incidence));
    const limits = incidenceLimits(incidence, standardError, critical);
    return { ...step, incidence, standardError, ...limits, eventFree };
  });
  return computed({
    steps,
    caseCount: time.length,
    eventCount: steps.reduce((sum, { events }) => sum + events, 0),
    competingEventCount: steps.reduce((sum, { competingEvents }) => sum + competingEvents, 0),
  });
}

/** The three sums of the variance, expanded in powers of I(t) so that all times together cost one pass. */
class IncidenceVariance {
  private constant = 0;
  private linear = 0;
  private quadratic = 0;

  add(atRisk: number, events: number, bothEvents: number, eventFreeBefore: number, incidence: number): void {
    // When all who are left fail at once the term is (I(t) − Iⱼ)² · ∞ with I(t) = Iⱼ for good: it is 0.
    const hazard = bothEvents < atRisk ? bothEvents / (atRisk * (atRisk - bothEvents)) : 0;
    const share = (eventFreeBefore * events) / atRisk ** 2;
    this.quadratic += hazard;
    this.linear += -2 * incidence * hazard - 2 * share;
    this.constant +=
      incidence ** 2 * hazard +
      (eventFreeBefore * share * (atRisk - events)) / atRisk +
      2 * incidence * share;
  }

  at(incidence: number): number {
    return Math.max(0, (this.quadratic * incidence + this.linear) * incidence + this.constant);
  }
}

function incidenceLimits(
  incidence: number,
  standardError: number,
  critical: number,
): { readonly lowerLimit: number | null; readonly upperLimit: number | null } {
  // Sums of shares can end an ulp above 1.
  if (incidence <= 0 || incidence >= 1 - Number.EPSILON) return { lowerLimit: null, upperLimit: null };
  const exponent = Math.exp((critical * standardError) / (incidence * Math.abs(Math.log(incidence))));
  return { lowerLimit: incidence ** exponent, upperLimit: incidence ** (1 / exponent) };
}
