import type { OverviewOutput } from '@lamina/shared/contract/overview.ts';
import { formatCases, formatDate } from '../../lib/format.ts';
import styles from './overview-head.module.css';

export interface OverviewHeadProps {
  readonly overview: OverviewOutput;
  /** The filter as one line, for paper. */
  readonly filterWords: string;
}

/** What the screen answers, from which cases, up to which day. */
export function OverviewHead({ overview, filterWords }: OverviewHeadProps) {
  const { cases, firstOperation, lastOperation, dataCutOff, contents } = overview;
  const parts = [
    formatCases(cases),
    ...(firstOperation === null || lastOperation === null
      ? []
      : [`dated operations from ${formatDate(firstOperation)} to ${formatDate(lastOperation)}`]),
    ...(dataCutOff === null ? [] : [`data up to ${formatDate(dataCutOff)}`]),
  ];
  return (
    <header className={styles.head}>
      <div>
        <h1>Where should I look?</h1>
        <p className={styles.about}>{parts.join(', ')}</p>
      </div>
      {contents === 'demo' ? (
        <p className={styles.demo}>Demonstration network: invented patients, hospitals and surgeons</p>
      ) : null}
      <p className={`${styles.print} print-only`}>
        Lamina · {filterWords}
        {dataCutOff === null ? '' : ` · Data up to ${formatDate(dataCutOff)}`}
      </p>
    </header>
  );
}
