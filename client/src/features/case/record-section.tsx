import type { FactVersion } from '@lamina/shared/contract/reviews.ts';
import { Link } from '@tanstack/react-router';
import { dayOf, factInWords } from '../../lib/review-words.ts';
import styles from './case-screen.module.css';
import type { RecordGroup } from './record-groups.ts';

export interface RecordSectionProps {
  readonly groups: readonly RecordGroup[];
  /** Every version of every corrected fact, the latest of each first. */
  readonly versions: readonly FactVersion[];
}

/** What the source reported, plainly what it did not, and beside what was corrected what was reported. */
export function RecordSection({ groups, versions }: RecordSectionProps) {
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
              {lines.map(({ label, value, fact }) => (
                <div key={label} className={styles.line}>
                  <dt>{label}</dt>
                  {value === null ? <dd className={styles.absent}>not reported</dd> : <dd>{value}</dd>}
                  {versions
                    .filter(({ corrected }) => fact !== undefined && fact === nameOf(corrected))
                    .map((version) => (
                      <Version key={version.id} version={version} />
                    ))}
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
    </section>
  );
}

function nameOf(value: FactVersion['corrected']): string {
  if (value.kind === 'events') return `events:${value.event}`;
  return value.kind === 'surgeon' ? `surgeon:${value.role}` : value.kind;
}

function Version({
  version: { reviewId, version, reported, delivered, corrected, state, by, at, why, ended },
}: {
  readonly version: FactVersion;
}) {
  const standing = state === 'in-force' || state === 'conflict';
  return (
    <dd className={styles.version} data-standing={standing}>
      <span className={styles.reported}>Reported: {factInWords(reported)}</span>
      {standing ? null : (
        <span>
          Correction {version}: {factInWords(corrected)}
        </span>
      )}
      <span>
        <Link to="/reviews" search={{ reviews: 'decided', open: String(reviewId) }}>
          Corrected
        </Link>{' '}
        by {by}, {dayOf(at)}: “{why}”
      </span>
      {state === 'conflict' ? <span>The source now reports: {factInWords(delivered)}</span> : null}
      {ended === null ? null : (
        <span>
          {state === 'ended' ? 'The reported value was taken back up' : 'Replaced'} by {ended.by},{' '}
          {dayOf(ended.at)}: “{ended.why}”
        </span>
      )}
    </dd>
  );
}
