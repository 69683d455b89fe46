import { memo } from 'react';
import { FunnelAxes, type FunnelAxesProps } from './funnel-axes.tsx';
import { FunnelMarks, type FunnelMarksProps } from './funnel-marks.tsx';

export interface FunnelPlotProps
  extends FunnelAxesProps,
    Omit<FunnelMarksProps, 'lowestValue' | 'highestValue'> {
  readonly width: number;
  readonly height: number;
}

/** Axes, limits and marks, drawn anew only when what they show has changed. */
export const FunnelPlot = memo(function FunnelPlot({
  points,
  places,
  limits,
  centre,
  band,
  comparators,
  scale,
  space,
  valueLabel,
  sizeLabel,
  formatSize,
  formatValue,
  width,
  height,
}: FunnelPlotProps) {
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <FunnelAxes
        scale={scale}
        space={space}
        valueLabel={valueLabel}
        sizeLabel={sizeLabel}
        formatSize={formatSize}
        formatValue={formatValue}
      />
      <FunnelMarks
        points={points}
        places={places}
        comparators={comparators}
        limits={limits}
        centre={centre}
        band={band}
        lowestValue={scale.lowestValue}
        highestValue={scale.highestValue}
        space={space}
      />
    </svg>
  );
});
