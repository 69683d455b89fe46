import { formatCases, formatDate } from '../lib/format.ts';
import styles from './screen-head.module.css';

export interface ScreenHeadProps {
  readonly question: string;
  /** What all figures of the screen are counted from; undefined while it is on its way. */
  readonly counted?: {
    readonly contents: 'empty' | 'demo' | 'reported';
    readonly cases: number;
    readonly firstOperation: string | null;
    readonly lastOperation: string | null;
    readonly dataCutOff: string | null;
  };
  /** The filter as one line, for paper. */
  readonly filterWords: string;
}

/** What the screen answers, from which cases, up to which day. */
export function ScreenHead({ question, counted, filterWords }: ScreenHeadProps) {
  const cutOff = counted?.dataCutOff ?? null;
  return (
    <header className={styles.head}>
      <div>
        <h1>{question}</h1>
        <p className={styles.about}>{counted === undefined ? 'Counting cases …' : countedInWords(counted)}</p>
      </div>
      {counted?.contents === 'demo' ? (
        <p className={styles.demo}>Demonstration network: invented patients, hospitals and surgeons</p>
      ) : null}
      <p className={`${styles.print} print-only`}>
        Lamina · {filterWords}
        {cutOff === null ? '' : ` · Data up to ${formatDate(cutOff)}`}
      </p>
    </header>
  );
}

function countedInWords({
  cases,
  firstOperation,
  lastOperation,
  dataCutOff,
}: NonNullable<ScreenHeadProps['counted']>): string {
  return [
    formatCases(cases),
    ...(firstOperation === null || lastOperation === null
      ? []
      : [`operations dated ${formatDate(firstOperation)} – ${formatDate(lastOperation)}`]),
    ...(dataCutOff === null ? [] : [`data up to ${formatDate(dataCutOff)}`]),
  ].join(', ');
}
