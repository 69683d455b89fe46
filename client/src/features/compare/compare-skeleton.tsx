import styles from './compare-skeleton.module.css';

/** The shape of the screen while its first figures are on their way. */
export function CompareSkeleton({ question }: { readonly question: string }) {
  return (
    <div aria-busy="true">
      <h1>{question}</h1>
      <p className={styles.words} role="status">
        Counting cases …
      </p>
      <div className={styles.bars} aria-hidden="true">
        <span className={styles.block} />
        <span className={styles.block} />
        <span className={styles.block} />
      </div>
      <span className={`${styles.block} ${styles.picture}`} aria-hidden="true" />
    </div>
  );
}
