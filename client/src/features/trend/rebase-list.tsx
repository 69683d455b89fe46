import type { Rebase } from '@lamina/shared/contract/trend.ts';
import { formatDate } from '../../lib/format.ts';
import styles from './trend-screen.module.css';

export interface RebaseListProps {
  readonly rebases: readonly Rebase[];
  /** Those that name no point of this chart. */
  readonly leftOut: readonly Rebase[];
  readonly onRemove: (rebase: Rebase) => void;
}

/** Where limits begin anew by hand, each with its reason and the way to undo it. */
export function RebaseList({ rebases, leftOut, onRemove }: RebaseListProps) {
  if (rebases.length === 0) return null;
  return (
    <ul className={styles.rebases} aria-label="Limits begin anew">
      {rebases.map((rebase) => (
        <li key={rebase.date}>
          New limits from {formatDate(rebase.date)}: {rebase.note}
          {leftOut.some(({ date }) => date === rebase.date) ? ' (no point of this chart)' : ''}{' '}
          <button
            type="button"
            className={`${styles.remove} screen-only`}
            aria-label={`Remove the new limits from ${formatDate(rebase.date)}`}
            onClick={() => onRemove(rebase)}
          >
            Remove
          </button>
        </li>
      ))}
    </ul>
  );
}
