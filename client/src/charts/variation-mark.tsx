import type { Variation } from '@lamina/shared/contract/trend.ts';
import type { z } from 'zod';
import styles from './process-mark.module.css';

export type VariationVerdict = z.infer<typeof Variation> | null;

const STEADY = 'M3 13 L7.5 9 L12 14 L16.5 10 L21 13';
const RISING = 'M3 16 L8 14.5 L13 15.5 L20 7';
const FALLING = 'M3 8 L8 9.5 L13 8.5 L20 17';

/**
 * How a course varies, drawn beside its words: a steady line for chance alone; a line that leaves upwards or downwards, with the
 * sign of a special cause (diamond away from what is hoped for, square towards it, triangle where neither is).
 */
export function VariationMark({ verdict }: { readonly verdict: VariationVerdict }) {
  if (verdict === null) return <Untold />;
  if (verdict === 'common-cause') {
    return (
      <svg className={styles.mark} viewBox="0 0 24 24" aria-hidden="true">
        <path className={styles.line} d={STEADY} />
      </svg>
    );
  }
  const high = verdict.endsWith('high');
  const [kind] = verdict.split('-');
  return (
    <svg className={styles.mark} viewBox="0 0 24 24" aria-hidden="true">
      <path className={styles.line} d={high ? RISING : FALLING} />
      <path
        className={styles.sign}
        data-kind={kind}
        transform={`translate(19 ${high ? 7 : 17})`}
        d={
          kind === 'concern'
            ? 'M0 -5.5 L5.5 0 L0 5.5 L-5.5 0 Z'
            : kind === 'improvement'
              ? 'M-4 -4 H4 V4 H-4 Z'
              : 'M0 -5 L5 4 L-5 4 Z'
        }
      />
    </svg>
  );
}

export function Untold() {
  return (
    <svg className={styles.mark} viewBox="0 0 24 24" aria-hidden="true">
      <path className={styles.none} d="M4 12 H20" />
    </svg>
  );
}
