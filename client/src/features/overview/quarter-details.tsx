import type { IndicatorFigures, QuarterPoint } from '@lamina/shared/contract/overview.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { lazy, Suspense, useRef, useState } from 'react';
import { whiskerScale } from '../../charts/whisker-scale.ts';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import { comparedReference } from '../../components/verdict-words.ts';
import { ViewToggle } from '../../components/view-toggle.tsx';
import {
  formatCount,
  formatFigure,
  formatQuarter,
  formatRange,
  formatShare,
  formatTick,
} from '../../lib/format.ts';
import { fileNameOf } from '../../lib/save-file.ts';
import { subjectInWords } from '../../lib/subject.ts';
import { describeQuarters } from './describe-figure.ts';
import styles from './indicator-details.module.css';
import { PanelDownloads } from './panel-downloads.tsx';

const QuarterChart = lazy(() =>
  import('../../charts/quarter-chart.tsx').then((module) => ({ default: module.QuarterChart })),
);

export interface QuarterDetailsProps {
  readonly indicator: Indicator;
  readonly procedure: Procedure;
  readonly figures: IndicatorFigures;
}

/** The course by quarter: the picture, or the table behind it. */
export function QuarterDetails({ indicator, procedure, figures }: QuarterDetailsProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const section = useRef<HTMLElement>(null);
  const { quarters } = figures;
  if (quarters.every(({ value }) => value === null)) return null;
  const reference = comparedReference(figures);
  const bands = reference === undefined ? [] : [{ low: reference.low, high: reference.high }];
  const scale = whiskerScale(
    quarters.flatMap(({ value }) => (value === null ? [] : [{ value, interval: null, bands }])),
    indicator.unit,
  );
  return (
    <section ref={section}>
      <div className={`${styles.title} ${styles.titleWithAction}`}>
        <h3>By quarter of operation</h3>
        <div className={`${styles.tools} screen-only`}>
          <ViewToggle subject="Quarters" view={view} onChange={setView} />
          <PanelDownloads
            title={`${subjectInWords(indicator, procedure)}, by quarter of operation`}
            provenance={[
              ...(reference === undefined
                ? []
                : [
                    `Shaded: the reference ${formatRange(reference.low, reference.high, reference.unit)}, ${reference.label}.`,
                  ]),
              'Hollow: some cases still wait for their follow-up.',
            ]}
            fileName={fileNameOf(subjectInWords(indicator, procedure), 'by-quarter')}
            data={() => ({
              columns: ['quarter', 'value', 'numerator', 'denominator', 'follow_up'],
              rows: quarters.map((point) => [
                point.quarter,
                point.value,
                point.numerator,
                point.denominator,
                point.immature ? 'waiting' : 'complete',
              ]),
            })}
            charts={() => [
              ...(section.current?.querySelectorAll<SVGSVGElement>('svg.recharts-surface') ?? []),
            ]}
          />
        </div>
      </div>
      {view === 'table' ? (
        <QuarterTable indicator={indicator} quarters={quarters} />
      ) : (
        <Suspense fallback={<div style={{ height: 200 }} />}>
          <QuarterChart
            points={quarters.map((point) => ({
              label: formatQuarter(point.quarter),
              value: point.value,
              immature: point.immature,
              words: pointInWords(indicator, point),
            }))}
            band={reference ?? null}
            minimum={scale.minimum}
            maximum={scale.maximum}
            formatTick={(value) => formatTick(value, indicator.unit)}
            description={describeQuarters(indicator, procedure, quarters)}
          />
        </Suspense>
      )}
      {quarters.some(({ immature }) => immature) ? (
        <p className={styles.note}>Hollow: some cases still wait for their follow-up.</p>
      ) : null}
    </section>
  );
}

function pointInWords(indicator: Indicator, point: QuarterPoint): string {
  if (point.value === null) return 'No judged cases';
  const count =
    point.numerator === null
      ? `${formatCount(point.denominator)} judged`
      : formatShare(point.numerator, point.denominator);
  return `${formatFigure(point.value, indicator.unit)} (${count})${point.immature ? ', still waiting for follow-up' : ''}`;
}

function QuarterTable({
  indicator,
  quarters,
}: Pick<QuarterDetailsProps, 'indicator'> & Pick<IndicatorFigures, 'quarters'>) {
  const columns: TableColumn<QuarterPoint>[] = [
    {
      id: 'quarter',
      heading: 'Quarter',
      value: ({ quarter }) => quarter,
      text: ({ quarter }) => formatQuarter(quarter),
      numeric: false,
    },
    {
      id: 'value',
      heading: 'Value',
      value: ({ value }) => value,
      text: ({ value }) => (value === null ? 'no data' : formatFigure(value, indicator.unit)),
      numeric: true,
    },
    ...(indicator.kind === 'proportion'
      ? [
          {
            id: 'numerator',
            heading: 'Counted',
            value: ({ numerator }: QuarterPoint) => numerator,
            text: ({ numerator }: QuarterPoint) => formatCount(numerator ?? 0),
            numeric: true,
          },
        ]
      : []),
    {
      id: 'denominator',
      heading: 'Judged',
      value: ({ denominator }) => denominator,
      text: ({ denominator }) => formatCount(denominator),
      numeric: true,
    },
    {
      id: 'immature',
      heading: 'Follow-up',
      value: ({ immature }) => (immature ? 1 : 0),
      text: ({ immature }) => (immature ? 'waiting' : 'complete'),
      numeric: false,
    },
  ];
  return (
    <DataTable
      caption={`${indicator.name} by quarter`}
      columns={columns}
      rows={quarters}
      rowKey={({ quarter }) => quarter}
    />
  );
}
