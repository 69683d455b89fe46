import type { IndicatorFigures, PublishedComparator } from '@lamina/shared/contract/overview.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { IntervalWhisker } from '../../charts/interval-whisker.tsx';
import { Sparkline } from '../../charts/sparkline.tsx';
import { VerdictMark } from '../../components/verdict-mark.tsx';
import {
  formatConfidence,
  formatCount,
  formatFigure,
  formatProportion,
  formatRange,
  formatShare,
} from '../../lib/format.ts';
import { inWords } from '../../lib/words.ts';
import { describeFigure, describeQuarters } from './describe-figure.ts';
import styles from './indicator-cell.module.css';
import type { IndicatorRow } from './indicator-rows.ts';
import { noDataReason } from './no-data-reason.ts';
import { comparedReference, verdictInWords } from './verdict.ts';

export interface IndicatorCellProps {
  readonly row: IndicatorRow;
  readonly procedure: Procedure;
  readonly cases: number;
  readonly figures: IndicatorFigures | undefined;
  readonly comparators: readonly PublishedComparator[];
  readonly onOpen: () => void;
}

/** One indicator of one procedure: value, count, interval over the reference, verdict, quarters. The whole cell opens the details. */
export function IndicatorCell({ row, procedure, cases, figures, comparators, onOpen }: IndicatorCellProps) {
  const { indicator } = row;
  if (figures === undefined) {
    return (
      <div className={styles.cell} data-state="not-applicable">
        <p className={styles.procedure}>{inWords(procedure)}</p>
        <p className={styles.absent}>{cases === 0 ? 'No cases' : 'Does not apply'}</p>
      </div>
    );
  }
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
      <button type="button" className={styles.open} aria-haspopup="dialog" onClick={onOpen}>
        <span className={styles.openLabel}>
          {indicator.shortName}, {procedure}:{' '}
        </span>
        {figures.state === 'no-data' ? (
          <span className={styles.absent}>{noDataReason(figures.completeness)}</span>
        ) : (
          <span className={styles.value}>{formatFigure(figures.value, indicator.unit)}</span>
        )}
      </button>
      {figures.state === 'no-data' ? null : (
        <Figures row={row} procedure={procedure} figures={figures} comparators={comparators} />
      )}
      <PublishedLatest comparators={comparators} />
    </div>
  );
}

interface FiguresProps {
  readonly row: IndicatorRow;
  readonly procedure: Procedure;
  readonly figures: Exclude<IndicatorFigures, { state: 'no-data' }>;
  readonly comparators: readonly PublishedComparator[];
}

function Figures({ row, procedure, figures, comparators }: FiguresProps) {
  const { indicator, scale } = row;
  const reference = comparedReference(figures);
  const verdict = verdictInWords(indicator, figures);
  return (
    <>
      <p className={styles.count}>
        <span>{countInWords(indicator, figures)}</span>{' '}
        {figures.interval === null ? null : (
          <span className={styles.interval}>
            {formatConfidence(figures.interval.confidence)}&nbsp;CI{' '}
            {formatRange(figures.interval.lower, figures.interval.upper, indicator.unit)}
          </span>
        )}
      </p>
      {figures.quarters.every(({ value }) => value === null) ? null : (
        <div className={styles.sparkline}>
          <Sparkline
            points={figures.quarters}
            minimum={scale.minimum}
            maximum={row.sparklineMaximum}
            description={describeQuarters(indicator, procedure, figures.quarters)}
          />
        </div>
      )}
      <div className={styles.whisker}>
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
      </div>
      {verdict === null && !row.hasReference ? null : (
        <p className={styles.verdict} data-tone={verdict?.tone}>
          {verdict === null ? null : <VerdictMark tone={verdict.tone} />}
          {verdict?.words ?? 'No published reference'}
        </p>
      )}
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

function countInWords(indicator: Indicator, figures: FiguresProps['figures']): string {
  if (figures.numerator !== null) return formatShare(figures.numerator, figures.denominator);
  const measure = indicator.kind === 'duration' ? 'median of' : 'mean of';
  return `${measure} ${formatCount(figures.denominator)}`;
}
