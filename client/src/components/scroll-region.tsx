import type { CSSProperties, ReactNode, Ref } from 'react';
import styles from './scroll-region.module.css';

export interface ScrollRegionProps {
  /** What scrolls within it. */
  readonly label: string;
  /** A CSS length; without one it scrolls sideways only. */
  readonly maxHeight?: string;
  readonly ref?: Ref<HTMLElement>;
  readonly children: ReactNode;
}

/** Scrolls what is wider or taller than its place, also by keyboard; on paper all of it is there. */
export function ScrollRegion({ label, maxHeight, ref, children }: ScrollRegionProps) {
  return (
    <section
      ref={ref}
      className={styles.region}
      style={{ '--region-height': maxHeight ?? 'none' } as CSSProperties}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
      tabIndex={0}
      aria-label={label}
    >
      {children}
    </section>
  );
}
