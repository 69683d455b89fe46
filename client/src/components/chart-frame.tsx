import { type ReactNode, useId, useRef } from 'react';
import type { CsvTable } from '../lib/csv.ts';
import { ChartDownloads } from './chart-downloads.tsx';
import styles from './chart-frame.module.css';
import heard from './heard.module.css';
import { ViewToggle } from './view-toggle.tsx';

export interface ChartFrameProps {
  /** The finding, as a sentence. */
  readonly title: string;
  /** What is drawn, in words for those who do not see it: subject, verdicts. */
  readonly description: string;
  /** What is measured, where the title and the picture do not say it. */
  readonly subject: string | null;
  /** What the marks mean, for a file, which has no key beside the picture. */
  readonly legend?: string;
  /** Filters and data cut-off in words, one sentence each: above the picture and in every download. */
  readonly basis: readonly string[];
  /** Method and sources, one sentence each: under the picture and in every download. */
  readonly provenance: readonly string[];
  /** Without its ending. */
  readonly fileName: string;
  /** The numbers behind the picture, not rounded; called when they are downloaded. */
  readonly data: () => CsvTable;
  readonly view: 'picture' | 'table';
  readonly onViewChange: (view: 'picture' | 'table') => void;
  /** Contains the `<svg>`s marked `data-chart`, each a picture under its `figcaption` where there are several; else the first one. */
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
  legend,
  basis,
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
            {unbroken(title)}
          </h2>
          {subject === null ? null : <p className={styles.subject}>{unbroken(subject)}</p>}
          <p className={styles.basis}>{basis.join(' ')}</p>
        </div>
        <div className={`${styles.tools} screen-only`}>
          <ViewToggle subject={title} view={view} onChange={onViewChange} />
          <ChartDownloads
            title={title}
            provenance={[subject, legend, ...basis, ...provenance].filter((line) => typeof line === 'string')}
            fileName={fileName}
            data={data}
            charts={() => chartsIn(shown.current)}
          />
          <button type="button" className={styles.tool} onClick={() => window.print()}>
            Print
          </button>
        </div>
      </header>
      {children}
      <p id={descriptionId} className={heard.heard}>
        {description}
      </p>
      <div ref={shown} className={styles.shown}>
        {view === 'picture' ? picture : table}
      </div>
      <ul className={styles.provenance} aria-label="Where this comes from">
        {provenance.map((line) => (
          <li key={line}>{unbroken(line)}</li>
        ))}
      </ul>
    </section>
  );
}

/** No line ends between a number and its sign. */
function unbroken(sentence: string): string {
  return sentence.replaceAll(/(?<=\d) %/g, '\u00a0%');
}

function chartsIn(shown: HTMLElement | null): SVGSVGElement[] {
  const marked = [...(shown?.querySelectorAll('[data-chart]') ?? [])].flatMap((element) =>
    element instanceof SVGSVGElement ? element : (element.querySelector('svg') ?? []),
  );
  if (marked.length > 0) return marked;
  const first = shown?.querySelector('svg') ?? null;
  return first === null ? [] : [first];
}
