export type SurvivalIntervalMethod = 'log-log' | 'log' | 'plain';

interface SurvivalLimits {
  readonly lowerLimit: number;
  readonly upperLimit: number;
}

/**
 * Pointwise limits of a survival probability S, 0 < S < 1, with r = √Σ d/(n(n − d)) = se(S)/S.
 *
 * Formula: log-log S^exp(±z·r/log S); log S·exp(∓z·r), upper clipped at 1; plain S ∓ z·S·r, clipped to [0, 1].
 * Use: log-log keeps within (0, 1) and covers best in small groups; log is R's default; plain is the oldest.
 * Source: Kalbfleisch & Prentice, The Statistical Analysis of Failure Time Data, 2nd ed. 2002; Borgan & Liestøl 1990
 * Scand J Stat 17:35 (coverage).
 * Worked example: S = 0.6, r = 0.365148, z = 1.959964: log-log 0.12573 to 0.88176.
 */
export function survivalLimits(
  method: SurvivalIntervalMethod,
  survival: number,
  relativeError: number,
  critical: number,
): SurvivalLimits {
  const margin = critical * relativeError;
  if (method === 'plain') {
    return {
      lowerLimit: Math.max(0, survival * (1 - margin)),
      upperLimit: Math.min(1, survival * (1 + margin)),
    };
  }
  if (method === 'log') {
    return {
      lowerLimit: survival * Math.exp(-margin),
      upperLimit: Math.min(1, survival * Math.exp(margin)),
    };
  }
  const exponent = Math.exp(margin / Math.abs(Math.log(survival)));
  return { lowerLimit: survival ** exponent, upperLimit: survival ** (1 / exponent) };
}
