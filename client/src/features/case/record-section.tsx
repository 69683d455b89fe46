import styles from './case-screen.module.css';
import type { RecordGroup } from './record-groups.ts';

/** What the source reported, and plainly what it did not. */
export function RecordSection({ groups }: { readonly groups: readonly RecordGroup[] }) {
  return (
    <section aria-labelledby="record" className={styles.section}>
      <h2 id="record" className={styles.title}>
        What the record says
      </h2>
      <div className={styles.groups}>
        {groups.map(({ title, lines }) => (
          <div key={title} className={styles.group}>
            <h3 className={styles.familyName}>{title}</h3>
            <dl className={styles.lines}>
              {lines.map(({ label, value }) => (
                <div key={label} className={styles.line}>
                  <dt>{label}</dt>
                  {value === null ? <dd className={styles.absent}>not reported</dd> : <dd>{value}</dd>}
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </section>
  );
}
