import type { MethodReference } from '@lamina/shared/contract/methods.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { listInWords } from '@lamina/shared/indicators/describe-criterion.ts';
import { formatRange } from '../../lib/format.ts';
import styles from './methods-screen.module.css';

/** One published range: who was counted, what, when, where it was published, and what it may be compared with. */
export function ReferenceMethod({ reference }: { readonly reference: MethodReference }) {
  const { id, label, low, high, unit, procedures, address, citation } = reference;
  return (
    <article id={`reference-${id}`} className={styles.entry} aria-labelledby={`reference-${id}-name`}>
      <header className={styles.entryHead}>
        <h3 id={`reference-${id}-name`}>
          <a className={styles.anchor} href={`#reference-${id}`}>
            {label}
          </a>
        </h3>
      </header>
      <dl className={styles.terms}>
        <dt>Range</dt>
        <dd className={styles.strong}>{formatRange(low, high, unit)}</dd>
        <dt>Procedures</dt>
        <dd>{procedures === null ? 'Any' : listInWords(procedures, 'and')}</dd>
        <dt>Population</dt>
        <dd>{reference.population}</dd>
        <dt>Definition</dt>
        <dd>{reference.definition}</dd>
        <dt>Period</dt>
        <dd>{reference.period}</dd>
        <dt>Compared with</dt>
        <dd>
          <Indicators ids={reference.comparableWith} defaults={reference.defaultFor} />
        </dd>
        {reference.shownBeside.length === 0 ? null : (
          <>
            <dt>Shown beside, not compared</dt>
            <dd>
              <Indicators ids={reference.shownBeside} defaults={[]} />
            </dd>
          </>
        )}
        {reference.note === null ? null : (
          <>
            <dt>Mind</dt>
            <dd>{reference.note}</dd>
          </>
        )}
        <dt>Citation</dt>
        <dd>
          {address === null ? (
            citation
          ) : (
            <a href={address} rel="noreferrer" target="_blank">
              {citation}
            </a>
          )}
        </dd>
      </dl>
    </article>
  );
}

interface IndicatorsProps {
  readonly ids: readonly string[];
  readonly defaults: readonly string[];
}

function Indicators({ ids, defaults }: IndicatorsProps) {
  if (ids.length === 0) return 'No indicator: its definition is not ours.';
  return ids.map((id) => (
    <span key={id} className={styles.line}>
      <a href={`#${id}`}>{findIndicator(id)?.name ?? id}</a>
      {defaults.includes(id) ? <span className={styles.quiet}> (unless another is chosen)</span> : null}
    </span>
  ));
}
