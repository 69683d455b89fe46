import { formatCases, formatDate } from '../lib/format.ts';
import { PrintHead } from './print-head.tsx';
import styles from './screen-head.module.css';

/** What all figures of a screen are counted from. */
export interface CountedCases {
  readonly contents: 'empty' | 'demo' | 'reported';
  /** Null where the reader is not told. */
  readonly cases: number | null;
  readonly firstOperation?: string | null;
  readonly lastOperation?: string | null;
  readonly dataCutOff: string | null;
  /** 'others': all but those of the surgeon who reads. */
  readonly counted?: 'all' | 'others';
}

export interface ScreenHeadProps {
  readonly question: string;
  /** Undefined where nothing is counted. */
  readonly counted?: CountedCases;
  /** The filter as one line, for paper. */
  readonly filterWords?: string;
}

/** What the screen answers, from which cases, up to which day. */
export function ScreenHead({ question, counted, filterWords }: ScreenHeadProps) {
  return (
    <header className={styles.head}>
      <div>
        <h1>{question}</h1>
        {counted === undefined ? null : <p className={styles.about}>{countedInWords(counted)}</p>}
      </div>
      {counted?.contents === 'demo' ? <DemoMark /> : null}
      {filterWords === undefined ? null : (
        <PrintHead words={filterWords} dataCutOff={counted?.dataCutOff ?? null} />
      )}
    </header>
  );
}

/** Nobody may take the demonstration for a hospital. */
export function DemoMark() {
  return <p className={styles.demo}>Demonstration network: invented patients, hospitals and surgeons</p>;
}

function countedInWords({
  cases,
  firstOperation = null,
  lastOperation = null,
  dataCutOff,
  counted = 'all',
}: CountedCases): string {
  const words = [
    ...(counted === 'others' ? ['all cases but your own'] : []),
    ...(cases === null ? [] : [formatCases(cases)]),
    ...(firstOperation === null || lastOperation === null
      ? []
      : [`operations dated ${formatDate(firstOperation)} – ${formatDate(lastOperation)}`]),
    ...(dataCutOff === null ? [] : [`data up to ${formatDate(dataCutOff)}`]),
  ].join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
