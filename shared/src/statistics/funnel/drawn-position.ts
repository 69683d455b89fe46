import { type Computed, computed, notComputable } from '../computed.ts';
import type { FunnelPosition } from './classification.ts';
import type { FunnelLimits, LimitSeries } from './funnel-limits.ts';

/**
 * Positions of units against drawn limits: strictly outside counts.
 *
 * Rule: beyond the limits of the highest level: alarm; beyond those of the lowest: alert; otherwise inside.
 * Use: to describe what a reader sees, and where limits carry overdispersion. Without it, classify by the exact tail.
 * Edge cases: a unit without value or limits has null; limits of no level are not computable.
 * Source: Spiegelhalter 2005, Stat Med 24:1185.
 * Worked example: 0.12157 against 99.8 % limits 0.0136–0.1438 and 95 % limits 0.0309–0.1152: above-alert.
 */
export function drawnPositions(
  values: readonly (number | null)[],
  { limits }: Pick<FunnelLimits, 'limits'>,
): Computed<{ readonly positions: readonly (FunnelPosition | null)[] }> {
  const byLevel = limits.toSorted((a, b) => a.level - b.level);
  const alert = byLevel[0];
  const alarm = byLevel.at(-1);
  if (alert === undefined || alarm === undefined) return notComputable('There are no limits to compare with');
  return computed({ positions: values.map((value, index) => positionAt(value, index, alert, alarm)) });
}

function positionAt(
  value: number | null,
  index: number,
  alert: LimitSeries,
  alarm: LimitSeries,
): FunnelPosition | null {
  if (value === null) return null;
  const outer = sideOf(value, alarm, index);
  const inner = sideOf(value, alert, index);
  if (outer === undefined || inner === undefined) return null;
  if (outer !== 'inside') return `${outer}-alarm`;
  return inner === 'inside' ? 'inside' : `${inner}-alert`;
}

function sideOf(value: number, series: LimitSeries, index: number): 'below' | 'inside' | 'above' | undefined {
  const lower = series.lower[index];
  const upper = series.upper[index];
  if (typeof lower !== 'number' || typeof upper !== 'number') return undefined;
  if (value < lower) return 'below';
  return value > upper ? 'above' : 'inside';
}
