import { memo, useDeferredValue, useMemo, useState } from 'react';
import { VerdictMark } from '../../components/verdict-mark.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { hrefOf } from '../../lib/links.ts';
import { writeFigureKey } from './figure-key.ts';
import styles from './finding-list.module.css';
import { type Finding, headlineOf } from './findings.ts';

export interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly shared: SharedSearch;
}

const SHOWN_AT_FIRST = 3;

const GROUPS = [
  { verdict: 'above', title: 'Above the reference' },
  { verdict: 'below', title: 'Below the reference' },
  { verdict: 'too-few-to-tell', title: 'Too few cases to tell' },
] as const;

/** All together beside what has been published, in sentences. */
export function FindingList({ findings, shared }: FindingListProps) {
  return (
    <section id="findings" aria-labelledby="findings-title" className={styles.findings}>
      <h2 id="findings-title" className={styles.headline}>
        {headlineOf(findings)}
      </h2>
      <div className={styles.groups}>
        {GROUPS.map(({ verdict, title }) => (
          <FindingGroup
            key={verdict}
            title={title}
            findings={findings.filter((finding) => finding.verdict === verdict)}
            shared={shared}
          />
        ))}
      </div>
    </section>
  );
}

function FindingGroup({ title, findings, shared }: FindingListProps & { readonly title: string }) {
  const [all, setAll] = useState(false);
  const further = useMemo(() => ({ findings: findings.slice(SHOWN_AT_FIRST), shared }), [findings, shared]);
  const laterFurther = useDeferredValue(further);
  if (findings.length === 0) return null;
  return (
    <div>
      <h3 className={styles.title}>
        {title} <span className={styles.count}>{findings.length}</span>
      </h3>
      <ul className={styles.list}>
        <Items findings={findings.slice(0, SHOWN_AT_FIRST)} shared={shared} onPaperOnly={false} />
        <Items {...(all ? further : laterFurther)} onPaperOnly={!all} />
      </ul>
      {findings.length > SHOWN_AT_FIRST ? (
        <button
          type="button"
          className={`${styles.more} screen-only`}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? 'Show fewer' : `Show all ${findings.length}`}
        </button>
      ) : null}
    </div>
  );
}

interface ItemsProps extends FindingListProps {
  /** Paper has no button that shows the rest. */
  readonly onPaperOnly: boolean;
}

const Items = memo(function Items({ findings, shared, onPaperOnly }: ItemsProps) {
  return findings.map((finding) => (
    <li key={`${finding.indicatorId}.${finding.procedure}`} data-on-paper-only={onPaperOnly}>
      <a className={styles.finding} href={detailsOf(finding, shared)}>
        <VerdictMark tone={finding.tone} />
        <span>
          <span className={styles.subject}>{finding.subject}</span>{' '}
          <span className={styles.statement}>
            {finding.statement} <span className={styles.range}>{finding.range}</span>
          </span>
        </span>
      </a>
    </li>
  ));
});

function detailsOf(finding: Finding, shared: SharedSearch): string {
  return hrefOf({ to: '/', search: { ...shared, open: writeFigureKey(finding) } });
}
