import styles from './suppressed-mark.module.css';

export interface SuppressedMarkProps {
  /** Why it is not told: 'Hidden: fewer than 11 cases or events …'. */
  readonly rule: string;
  /** Shows the rule beside the mark; otherwise one word, with the rule as its title. */
  readonly inFull?: boolean;
}

/** A figure that the role of the reader is not told: neither none, nor too few, nor failed. */
export function SuppressedMark({ rule, inFull = false }: SuppressedMarkProps) {
  return (
    <span className={styles.mark} title={inFull ? undefined : rule}>
      <span className={styles.hatch} aria-hidden="true" />
      {inFull ? rule : 'Hidden'}
    </span>
  );
}
