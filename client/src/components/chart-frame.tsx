import { type ReactNode, useId, useRef } from 'react';
import type { CsvTable } from '../lib/csv.ts';
import { ChartDownloads } from './chart-downloads.tsx';
import styles from './chart-frame.module.css';
import { ViewToggle } from './view-toggle.tsx';

export interface ChartFrameProps {
  /** The finding, as a sentence. */
  readonly title: string;
  /** What is drawn, in words for those who do not see it: subject, verdicts. */
  readonly description: string;
  /** What is measured, from which cases: the filters in words. Above the picture. */
  readonly subject: ReactNode;
  /** Filters, data cut-off, method, one sentence each: under the picture and in every download. */
  readonly provenance: readonly string[];
  /** Without its ending. */
  readonly fileName: string;
  /** The numbers behind the picture, not rounded; called when they are downloaded. */
  readonly data: () => CsvTable;
  readonly view: 'picture' | 'table';
  readonly onViewChange: (view: 'picture' | 'table') => void;
  /** Contains one `<svg>` that is the chart, or the one marked `data-chart`. */
  readonly picture: ReactNode;
  readonly table: ReactNode;
  /** Choices that belong to this chart, at its head. */
  readonly children?: ReactNode;
}

/** Says it, shows it, lists it: around every chart the same title, text alternative, table, downloads, print and provenance. */
export function ChartFrame({
  title,
  description,
  subject,
  provenance,
  fileName,
  data,
  view,
  onViewChange,
  picture,
  table,
  children,
}: ChartFrameProps) {
  const shown = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const descriptionId = useId();
  return (
    <section className={styles.frame} aria-labelledby={titleId} aria-describedby={descriptionId}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <p className={styles.subject}>{subject}</p>
        </div>
        <div className={`${styles.tools} screen-only`}>
          <ViewToggle subject={title} view={view} onChange={onViewChange} />
          <ChartDownloads
            title={title}
            provenance={provenance}
            fileName={fileName}
            data={data}
            chart={() => chartIn(shown.current)}
          />
          <button type="button" className={styles.tool} onClick={() => window.print()}>
            Print
          </button>
        </div>
      </header>
      {children}
      <p id={descriptionId} className={styles.hidden}>
        {description}
      </p>
      <div ref={shown} className={styles.shown}>
        {view === 'picture' ? picture : table}
      </div>
      <ul className={styles.provenance} aria-label="Where this comes from">
        {provenance.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function chartIn(shown: HTMLElement | null): SVGSVGElement | null {
  return (
    shown?.querySelector<SVGSVGElement>('svg[data-chart], [data-chart] svg') ??
    shown?.querySelector('svg') ??
    null
  );
}
