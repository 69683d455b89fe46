import styles from './overview-skeleton.module.css';

const CHIP_WIDTHS = [112, 208, 104, 116, 136];
const ROWS = ['first', 'second', 'third', 'fourth'];
const CELLS = ['left', 'middle', 'right'];

/** The shape of the screen while its first figures are on their way. */
export function OverviewSkeleton() {
  return (
    <div aria-busy="true">
      <h1>Where should I look?</h1>
      <p className={styles.words} role="status">
        Counting cases …
      </p>
      <div className={styles.chips} aria-hidden="true">
        {CHIP_WIDTHS.map((width) => (
          <span key={width} className={styles.block} style={{ width, height: 32, borderRadius: 16 }} />
        ))}
      </div>
      <div className={styles.headline} aria-hidden="true">
        <span className={styles.block} />
        <span className={styles.block} />
      </div>
      <div aria-hidden="true">
        {ROWS.map((row) => (
          <div key={row} className={styles.row}>
            <span className={styles.block} style={{ height: 20 }} />
            {CELLS.map((cell) => (
              <span key={cell} className={styles.block} style={{ height: 112 }} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
