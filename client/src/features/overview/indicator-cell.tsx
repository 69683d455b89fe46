import type { IndicatorFigures, PublishedComparator } from '@lamina/shared/contract/overview.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { IntervalWhisker } from '../../charts/interval-whisker.tsx';
import { Sparkline } from '../../charts/sparkline.tsx';
import heard from '../../components/heard.module.css';
import { SuppressedMark } from '../../components/suppressed-mark.tsx';
import { VerdictMark } from '../../components/verdict-mark.tsx';
import { comparedReference, uncomparedInWords, verdictInWords } from '../../components/verdict-words.ts';
import type { SharedSearch } from '../../lib/address.ts';
import { countInWords, hasValue, type ValuedFigures, withoutValueReason } from '../../lib/count-words.ts';
import {
  formatConfidence,
  formatFigure,
  formatProportion,
  formatRange,
  formatShare,
} from '../../lib/format.ts';
import { useOpensCases } from '../../lib/reader.ts';
import { inWords } from '../../lib/words.ts';
import { type CellLinks, cellLinks } from './cell-links.ts';
import { useCellMarks } from './cell-signals.ts';
import { describeFigure, describeQuarters } from './describe-figure.ts';
import styles from './indicator-cell.module.css';
import type { IndicatorRow } from './indicator-rows.ts';
import { ProcessMarks } from './process-marks.tsx';

export interface IndicatorCellProps {
  readonly row: IndicatorRow;
  readonly procedure: Procedure;
  readonly cases: number | null;
  readonly figures: IndicatorFigures | undefined;
  readonly comparators: readonly PublishedComparator[];
  readonly shared: SharedSearch;
}

/** One indicator of one procedure: value, count, interval over the reference, verdict, quarters. The whole cell is a link to its details, its parts to trend, funnel and cases. */
export function IndicatorCell({ row, procedure, cases, figures, comparators, shared }: IndicatorCellProps) {
  const { indicator } = row;
  if (figures === undefined) {
    return (
      <div className={styles.cell} data-state="not-applicable">
        <p className={styles.procedure}>{inWords(procedure)}</p>
        <p className={styles.absent}>{cases === 0 ? 'No cases' : 'Does not apply'}</p>
      </div>
    );
  }
  const links = cellLinks(indicator, procedure, shared);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div
      className={styles.cell}
      data-state={figures.state}
      data-alone={row.cells.length === 1}
      role="group"
      aria-label={`${indicator.name}, ${procedure}`}
    >
      <p className={styles.procedure}>{inWords(procedure)}</p>
      <a className={styles.open} href={links.details}>
        <span className={heard.heard}>
          {indicator.shortName}, {procedure}:{' '}
        </span>
        {hasValue(figures) ? (
          <span className={styles.value}>{formatFigure(figures.value, indicator.unit)}</span>
        ) : figures.state === 'suppressed' ? (
          <span className={styles.absent}>
            <SuppressedMark rule={figures.rule} />
          </span>
        ) : (
          <span className={styles.absent}>{withoutValueReason(figures)}</span>
        )}
      </a>
      {!hasValue(figures) ? null : (
        <Figures row={row} procedure={procedure} figures={figures} comparators={comparators} links={links} />
      )}
      <PublishedLatest comparators={comparators} />
    </div>
  );
}

interface FiguresProps {
  readonly row: IndicatorRow;
  readonly procedure: Procedure;
  readonly figures: ValuedFigures;
  readonly comparators: readonly PublishedComparator[];
  readonly links: CellLinks;
}

function Figures({ row, procedure, figures, comparators, links }: FiguresProps) {
  const { indicator, scale } = row;
  const reference = comparedReference(figures);
  const verdict = verdictInWords(indicator, figures);
  const count = countInWords(indicator, figures);
  const opensCases = useOpensCases();
  return (
    <>
      <p className={styles.count}>
        {opensCases ? (
          <a href={links.cases} aria-label={`${count}, list these cases`}>
            {count}
          </a>
        ) : (
          count
        )}{' '}
        {figures.interval === null ? null : (
          <span className={styles.interval}>
            {formatConfidence(figures.interval.confidence)}&nbsp;CI{' '}
            {formatRange(figures.interval.lower, figures.interval.upper, indicator.unit)}
          </span>
        )}
      </p>
      {figures.quarters.every(({ value }) => value === null) ? null : (
        <a className={styles.sparkline} href={links.trend} title="Trend">
          <MarkedSparkline row={row} procedure={procedure} figures={figures} />
        </a>
      )}
      <a className={styles.whisker} href={links.funnel} title="Funnel">
        <IntervalWhisker
          value={figures.value}
          interval={figures.interval}
          band={reference ?? null}
          marks={comparators.map(({ publisher, year, rate }) => ({
            value: rate,
            label: `${publisher} ${year}`,
          }))}
          scale={scale}
          hollow={verdict?.tone === 'untold'}
          description={describeFigure(indicator, procedure, figures)}
        />
      </a>
      {verdict === null && !row.hasReference ? null : (
        <p className={styles.verdict} data-tone={verdict?.tone}>
          {verdict === null ? null : <VerdictMark tone={verdict.tone} />}
          {verdict?.words ?? uncomparedInWords(figures)}
        </p>
      )}
      <Marks indicator={indicator} procedure={procedure} />
    </>
  );
}

/** The latest figure published about others, in words beside its mark. */
function PublishedLatest({ comparators }: Pick<FiguresProps, 'comparators'>) {
  const [latest] = comparators;
  if (latest === undefined) return null;
  return (
    <p className={styles.published}>
      ▽ {latest.publisher} {latest.year}: {formatProportion(latest.rate)} (
      {formatShare(latest.observed, latest.operations)})
    </p>
  );
}

/** Drawn again when the marks are known; the figures about it are not. */
function Marks({ indicator, procedure }: { readonly indicator: Indicator; readonly procedure: Procedure }) {
  const marks = useCellMarks(indicator.id, procedure);
  return marks === undefined ? null : (
    <div className={styles.marks}>
      <ProcessMarks variation={marks.variation} assurance={marks.assurance} />
    </div>
  );
}

function MarkedSparkline({ row, procedure, figures }: Pick<FiguresProps, 'row' | 'procedure' | 'figures'>) {
  const last = useCellMarks(row.indicator.id, procedure)?.lastSpecialCause ?? null;
  const index = figures.quarters.findIndex(({ quarter }) => quarter === last?.quarter);
  const course = describeQuarters(row.indicator, procedure, figures.quarters);
  return (
    <Sparkline
      points={figures.quarters}
      minimum={row.scale.minimum}
      maximum={row.sparklineMaximum}
      description={last === null ? course : `${course} Latest special cause: ${last.sentence}`}
      cause={last === null || index < 0 ? null : { index, meaning: last.meaning }}
    />
  );
}
