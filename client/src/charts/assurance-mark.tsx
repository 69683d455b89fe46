import type { Assurance } from '@lamina/shared/contract/trend.ts';
import type { z } from 'zod';
import styles from './process-mark.module.css';
import { Untold } from './variation-mark.tsx';

export type AssuranceVerdict = z.infer<typeof Assurance> | null;

const PLACES = {
  'consistently-passes': { y: 14, height: 5 },
  'hit-or-miss': { y: 6, height: 12 },
  'consistently-fails': { y: 4, height: 5 },
} as const;

/** Where a course lies about the end of its reference (the dashed line): wholly within, across it, or wholly outside. */
export function AssuranceMark({ verdict }: { readonly verdict: AssuranceVerdict }) {
  if (verdict === null) return <Untold />;
  const { y, height } = PLACES[verdict];
  return (
    <svg className={styles.mark} viewBox="0 0 24 24" aria-hidden="true">
      <rect className={styles.within} x="3" y="12" width="18" height="9" />
      <path className={styles.end} d="M2 12 H22" />
      <rect className={styles.reach} data-verdict={verdict} x="9" y={y} width="6" height={height} />
    </svg>
  );
}
