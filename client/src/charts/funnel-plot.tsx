import { memo } from 'react';
import { CartesianGrid, ComposedChart, XAxis, YAxis, ZIndexLayer } from 'recharts';
import { FunnelMarks, type PlacedPoint } from './funnel-marks.tsx';
import type { FunnelBand, FunnelComparator, FunnelLimit, FunnelPoint } from './funnel-point.ts';
import type { FunnelScale } from './funnel-scale.ts';

export interface FunnelPlotProps {
  readonly points: readonly FunnelPoint[];
  readonly limits: readonly FunnelLimit[];
  readonly centre: { readonly value: number; readonly label: string };
  readonly band: FunnelBand | null;
  readonly comparators: readonly FunnelComparator[];
  readonly scale: FunnelScale;
  readonly sizeLabel: string;
  readonly formatSize: (size: number) => string;
  readonly formatValue: (value: number) => string;
  readonly width: number;
  readonly height: number;
  readonly onPlaced: (places: readonly PlacedPoint[]) => void;
}

const TICK = { fill: 'var(--ink-quiet)', fontSize: 13 };
const VALUE_AXIS_WIDTH = 52;
const LABEL_MARGIN = 84;
/** Above the grid, under the axes. */
const MARKS_LAYER = 450;

/** Axes, limits and marks, drawn anew only when what they show has changed. */
export const FunnelPlot = memo(function FunnelPlot({
  points,
  limits,
  centre,
  band,
  comparators,
  scale,
  sizeLabel,
  formatSize,
  formatValue,
  width,
  height,
  onPlaced,
}: FunnelPlotProps) {
  return (
    <ComposedChart
      width={width}
      height={height}
      margin={{ top: 12, right: LABEL_MARGIN, bottom: 20, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--rule)" />
      <XAxis
        dataKey="size"
        type="number"
        domain={[0, scale.largestSize]}
        ticks={scale.sizeTicks}
        tickFormatter={formatSize}
        allowDataOverflow
        tickMargin={8}
        tickLine={false}
        axisLine={{ stroke: 'var(--rule-strong)' }}
        tick={TICK}
        label={{
          value:
            scale.lowestValue > 0
              ? `${sizeLabel}; scale from ${formatValue(scale.lowestValue)} up`
              : sizeLabel,
          position: 'insideBottom',
          offset: -14,
          fill: 'var(--ink-quiet)',
          fontSize: 13,
        }}
      />
      <YAxis
        type="number"
        domain={[scale.lowestValue, scale.highestValue]}
        ticks={scale.valueTicks}
        tickFormatter={formatValue}
        allowDataOverflow
        tickLine={false}
        axisLine={false}
        width={VALUE_AXIS_WIDTH}
        tick={TICK}
      />
      <ZIndexLayer zIndex={MARKS_LAYER}>
        <FunnelMarks
          points={points}
          comparators={comparators}
          limits={limits}
          centre={centre}
          band={band}
          lowestValue={scale.lowestValue}
          highestValue={scale.highestValue}
          onPlaced={onPlaced}
        />
      </ZIndexLayer>
    </ComposedChart>
  );
});
