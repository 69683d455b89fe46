import styles from './cases-screen.module.css';

const ROWS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** The shape of the list while its first page is on its way. */
export function CasesSkeleton() {
  return (
    <div aria-busy="true">
      <h1>Which cases are these?</h1>
      <p className={styles.about} role="status">
        Looking up cases …
      </p>
      <div className={styles.blocks} aria-hidden="true">
        {ROWS.map((row) => (
          <span key={row} className={styles.block} />
        ))}
      </div>
    </div>
  );
}
