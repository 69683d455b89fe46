import styles from './screen-skeleton.module.css';

/** The shape of a screen while its first figures are on their way. */
export function ScreenSkeleton({ question }: { readonly question: string }) {
  return (
    <div aria-busy="true">
      <h1>{question}</h1>
      <p className={styles.words} role="status">
        Counting cases …
      </p>
      <div className={styles.chips} aria-hidden="true">
        <span className={styles.block} />
        <span className={styles.block} />
        <span className={styles.block} />
        <span className={styles.block} />
      </div>
      <div className={styles.lines} aria-hidden="true">
        <span className={styles.block} />
        <span className={styles.block} />
      </div>
      <span className={`${styles.block} ${styles.picture}`} aria-hidden="true" />
    </div>
  );
}
