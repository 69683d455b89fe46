import type { FunnelMark } from './funnel-point.ts';
import styles from './signal-mark.module.css';

const DIAMOND = 'M0 -6.5 L6.5 0 L0 6.5 L-6.5 0 Z';
const SQUARE = 'M-5 -5 L5 -5 L5 5 L-5 5 Z';
const TRIANGLE = 'M0 -6 L6 5 L-6 5 Z';

/** The shape of a signal about (0, 0): a diamond away from what is hoped for, a square towards it, a triangle where neither is; filled beyond the 99.8 % limits. */
export function SignalShape({ mark }: { readonly mark: FunnelMark }) {
  if (mark === 'inside' || mark === 'untold')
    return <circle className={styles.mark} data-mark={mark} r="4" />;
  const shape = mark.endsWith('worse') ? DIAMOND : mark.endsWith('better') ? SQUARE : TRIANGLE;
  return <path className={styles.mark} data-mark={mark} d={shape} />;
}

/** The same shape beside words. */
export function SignalMark({ mark }: { readonly mark: FunnelMark }) {
  return (
    <svg className={styles.inline} viewBox="-7 -7 14 14" aria-hidden="true">
      <SignalShape mark={mark} />
    </svg>
  );
}
