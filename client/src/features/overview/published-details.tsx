import type { PublishedComparator } from '@lamina/shared/contract/overview.ts';
import { formatCount, formatProportion, formatRange, formatShare } from '../../lib/format.ts';
import styles from './indicator-details.module.css';

export interface PublishedDetailsProps {
  readonly comparators: readonly PublishedComparator[];
  /** Whether there is a figure above beside which they are drawn. */
  readonly drawn: boolean;
}

/** Figures published about others, in words beside their marks; never mixed with the cases. */
export function PublishedDetails({ comparators, drawn }: PublishedDetailsProps) {
  if (comparators.length === 0) return null;
  return (
    <section>
      <h3 className={styles.title}>Published about others</h3>
      <ul className={styles.published}>
        {comparators.map((comparator) => (
          <li key={`${comparator.publisher}-${comparator.name}-${comparator.year}`}>
            <strong>
              {comparator.publisher} {comparator.year}
            </strong>
            : {formatProportion(comparator.rate)} ({formatShare(comparator.observed, comparator.operations)};{' '}
            {formatRange(comparator.interval.lower, comparator.interval.upper, 'proportion')}),{' '}
            {comparator.pooled ? `${formatCount(comparator.facilities)} hospitals together` : comparator.name}
          </li>
        ))}
      </ul>
      {drawn ? <p className={styles.note}>Drawn as open triangles above the scale.</p> : null}
    </section>
  );
}
