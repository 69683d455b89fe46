import type { IndicatorFigures, Reference } from '@lamina/shared/contract/overview.ts';
import { useId } from 'react';
import { formatRange } from '../../lib/format.ts';
import styles from './indicator-details.module.css';

export interface ReferenceDetailsProps {
  readonly figures: IndicatorFigures;
  /** What the reader chose last; its figures may still be on their way. */
  readonly chosenId: string | undefined;
  readonly onChoose: (referenceId: string) => void;
}

/** The published references: comparable ones to choose from, the others with what keeps them from being compared. */
export function ReferenceDetails({ figures, chosenId, onChoose }: ReferenceDetailsProps) {
  const name = useId();
  const comparable = figures.references.filter((reference) => reference.comparable);
  const others = figures.references.filter((reference) => !reference.comparable);
  const chosen = chosenId ?? figures.comparison?.referenceId;
  // One alone is a choice too, where it is not what the figure is compared with anyway.
  const choosable = comparable.length > 1 || comparable.some(({ isDefault }) => !isDefault);
  if (figures.references.length === 0) {
    return (
      <section>
        <h3 className={styles.title}>Reference</h3>
        <p className={styles.note}>No published reference is on file for this figure.</p>
      </section>
    );
  }
  return (
    <section>
      <h3 className={styles.title}>{choosable ? 'References to choose from' : 'Reference'}</h3>
      <div className={styles.references}>
        {comparable.map((reference) => (
          <div key={reference.id} className={styles.reference}>
            {choosable ? (
              <label className={styles.referenceHead}>
                <input
                  type="radio"
                  name={name}
                  value={reference.id}
                  checked={reference.id === chosen}
                  onChange={() => onChoose(reference.id)}
                />
                {reference.label}
              </label>
            ) : (
              <p className={styles.referenceHead}>{reference.label}</p>
            )}
            <Terms reference={reference} />
          </div>
        ))}
        {others.map((reference) => (
          <div key={reference.id} className={`${styles.reference} ${styles.incomparable}`}>
            <p className={styles.referenceHead}>{reference.label}</p>
            <p className={styles.note}>Shown, not compared. {reference.comparabilityNote}</p>
            <Terms reference={reference} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Terms({ reference }: { readonly reference: Reference }) {
  return (
    <dl className={styles.terms}>
      <dt>Range</dt>
      <dd>{formatRange(reference.low, reference.high, reference.unit)}</dd>
      <dt>Population</dt>
      <dd>{reference.population}</dd>
      <dt>Definition</dt>
      <dd>{reference.definition}</dd>
      <dt>Period</dt>
      <dd>{reference.period}</dd>
      <dt>Citation</dt>
      <dd>
        {reference.address === null ? (
          reference.citation
        ) : (
          <a href={reference.address} rel="noreferrer" target="_blank">
            {reference.citation}
          </a>
        )}
      </dd>
    </dl>
  );
}
