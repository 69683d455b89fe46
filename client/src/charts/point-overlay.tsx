import { ChartTooltip } from './chart-tooltip.tsx';
import styles from './point-overlay.module.css';

export interface OverlaidPoint {
  readonly x: number;
  readonly y: number;
  /** Its name first. */
  readonly words: readonly string[];
}

export interface PointOverlayProps {
  readonly width: number;
  readonly height: number;
  /** The point that the reader chose. */
  readonly chosen?: { readonly x: number; readonly y: number } | undefined;
  /** The point under the pointer or the focus of the keyboard. */
  readonly active: OverlaidPoint | undefined;
}

/** Over a chart: a ring around the chosen point, another around the active one, and what the latter stands for. */
export function PointOverlay({ width, height, chosen, active }: PointOverlayProps) {
  return (
    <div className={styles.overlay} aria-hidden="true">
      {chosen === undefined ? null : (
        <span className={styles.ring} style={{ left: chosen.x, top: chosen.y }} />
      )}
      {active === undefined ? null : (
        <>
          <span className={styles.focus} style={{ left: active.x, top: active.y }} />
          <ChartTooltip {...active} width={width} height={height} />
        </>
      )}
    </div>
  );
}
