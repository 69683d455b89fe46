/**
 * Assurance verdict of Making Data Count: can the process as it is be relied on to meet its target?
 *
 * Formula: target above the upper limit: consistently fails when the measure should increase, passes when it should decrease;
 *   target below the lower limit: the reverse; otherwise hit or miss.
 * Use: the assurance icon; limits are those of the last phase.
 * Assumptions: the process stays as it is.
 * Edge cases: target on a limit: hit or miss; limits of width zero on the target (a constant series that meets it): passes
 *   (PowerBI-SPC issue 463 is a constant 100 % called failing); no direction of improvement, no target or no limits: not computable.
 * Source: NHS England, Making Data Count; NHSRplotthedots.
 * Worked example: limits 6.56 and 12.89, target 5, should decrease: consistently fails.
 */
import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import type { ControlChart } from './control-chart.ts';
import type { ImprovementDirection } from './point-types.ts';

export type Assurance = 'consistently-passes' | 'consistently-fails' | 'hit-or-miss';

export interface AssuranceInput {
  readonly lowerLimit: number;
  readonly upperLimit: number;
  readonly target: number | null;
  readonly improvement: ImprovementDirection;
}

export function assuranceVerdict({
  lowerLimit,
  upperLimit,
  target,
  improvement,
}: AssuranceInput): Computed<{ readonly assurance: Assurance }> {
  if (target === null) return notComputable('There is no target.');
  if (improvement === 'neutral') return notComputable('The measure has no direction of improvement.');
  if (lowerLimit === target && upperLimit === target) return computed({ assurance: 'consistently-passes' });
  if (target >= lowerLimit && target <= upperLimit) return computed({ assurance: 'hit-or-miss' });
  const passes = target < lowerLimit === (improvement === 'increase');
  return computed({ assurance: passes ? 'consistently-passes' : 'consistently-fails' });
}

/** The verdict from the limits at the last position that has them. */
export function chartAssurance(
  chart: ControlChart,
  target: number | null,
  improvement: ImprovementDirection,
): Computed<{ readonly assurance: Assurance }> {
  const index = chart.upperLimit3Sigma.findLastIndex((limit) => limit !== null);
  const lowerLimit = chart.lowerLimit3Sigma[index];
  const upperLimit = chart.upperLimit3Sigma[index];
  if (lowerLimit == null || upperLimit == null) return notComputable('The chart has no limits.');
  return assuranceVerdict({ lowerLimit, upperLimit, target, improvement });
}
