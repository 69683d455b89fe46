import styles from './funnel-chart.module.css';
import type { FunnelScale } from './funnel-scale.ts';
import type { FunnelSpace } from './funnel-space.ts';

export interface FunnelAxesProps {
  readonly scale: FunnelScale;
  readonly space: FunnelSpace;
  readonly valueLabel: string;
  readonly sizeLabel: string;
  readonly formatSize: (size: number) => string;
  readonly formatValue: (value: number) => string;
}

const CLOSEST_TICKS = 44;

/** Hairlines for values with what they measure above them, sizes along the foot with what they are. */
export function FunnelAxes({
  scale,
  space,
  valueLabel,
  sizeLabel,
  formatSize,
  formatValue,
}: FunnelAxesProps) {
  const { left, right, bottom, x, y } = space;
  const [first = 0, second = first] = scale.sizeTicks;
  const distance = x(second) - x(first);
  const every = distance > 0 ? Math.ceil(CLOSEST_TICKS / distance) : 1;
  return (
    <>
      <text className={styles.tick} x={0} y={12}>
        {valueLabel}
      </text>
      {scale.valueTicks.map((value) => (
        <g key={value}>
          <path className={styles.grid} d={`M${left} ${y(value)}H${right}`} />
          <text className={styles.tick} x={left - 8} y={y(value)} dy="0.35em" textAnchor="end">
            {formatValue(value)}
          </text>
        </g>
      ))}
      <path className={styles.axis} d={`M${left} ${bottom}H${right}`} />
      {scale.sizeTicks.map((size, index) =>
        index % every === 0 ? (
          <text key={size} className={styles.tick} x={x(size)} y={bottom + 24} textAnchor="middle">
            {formatSize(size)}
          </text>
        ) : null,
      )}
      <text className={styles.tick} x={(left + right) / 2} y={bottom + 44} textAnchor="middle">
        {scale.lowestValue > 0 ? `${sizeLabel}; scale from ${formatValue(scale.lowestValue)} up` : sizeLabel}
      </text>
    </>
  );
}
