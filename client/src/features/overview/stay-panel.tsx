import type { OverviewOutput, StayFigures } from '@lamina/shared/contract/overview.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { useRef, useState } from 'react';
import { lastNightOf, shareScale, stayColumns } from '../../charts/stay-columns.ts';
import { StayHistogram } from '../../charts/stay-histogram.tsx';
import { CaseCount } from '../../components/case-count.tsx';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import { comparedReference } from '../../components/verdict-words.ts';
import { ViewToggle } from '../../components/view-toggle.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import type { CsvTable } from '../../lib/csv.ts';
import {
  formatCases,
  formatCount,
  formatMeanNights,
  formatNights,
  formatProportion,
  formatRange,
  formatTick,
} from '../../lib/format.ts';
import { inWords } from '../../lib/words.ts';
import { PanelDownloads } from './panel-downloads.tsx';
import styles from './stay-panel.module.css';

export interface StayPanelProps extends Pick<OverviewOutput, 'procedures'> {
  readonly shared: SharedSearch;
}

interface StayOfProcedure {
  readonly procedure: Procedure;
  readonly stay: StayFigures;
  readonly band: { readonly low: number; readonly high: number } | null;
}

/** How the nights are distributed, procedures side by side on one scale. */
export function StayPanel({ procedures, shared }: StayPanelProps) {
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const panel = useRef<HTMLElement>(null);
  const stays = procedures.flatMap((overview): StayOfProcedure[] =>
    overview.stay === null
      ? []
      : [{ procedure: overview.procedure, stay: overview.stay, band: bandOf(overview) }],
  );
  if (stays.length === 0) return null;
  const lastNight = lastNightOf(stays.map(({ stay }) => stay));
  const series = stays.map((entry) => ({ ...entry, columns: stayColumns(entry.stay, lastNight) }));
  const scale = shareScale(series.flatMap(({ columns }) => columns));
  const ticks = scale.ticks.map((share) => ({ share, label: formatTick(share, 'proportion') }));
  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-labelledby="stay-panel-title"
      data-columns={procedures.length}
    >
      <header className={styles.head}>
        <h3 id="stay-panel-title">Nights in hospital</h3>
        <p className={styles.note}>
          Share of stays by night, up to the longest 1 %. Shaded: the reference stay.
        </p>
        <div className={`${styles.tools} screen-only`}>
          <ViewToggle subject="Nights in hospital" view={view} onChange={setView} />
          <PanelDownloads
            title={`Nights in hospital: ${series.map(({ procedure, stay }) => `${procedure} ${stayInWords(stay)}`).join(', ')}`}
            provenance={[
              'Share of stays by night, up to the longest 1 %. Shaded: the reference stay. Filled triangle: median. Open triangle: mean.',
            ]}
            fileName="lamina-nights-in-hospital"
            data={() => nightsCsv(series)}
            charts={() => [
              ...(panel.current?.querySelectorAll<SVGSVGElement>('figure svg[data-chart]') ?? []),
            ]}
          />
        </div>
      </header>
      {view === 'table' ? (
        <div className={styles.table}>
          <NightsTable series={series} lastNight={lastNight} shared={shared} />
        </div>
      ) : (
        procedures.map(({ procedure }) => {
          const entry = series.find((candidate) => candidate.procedure === procedure);
          if (entry === undefined) {
            return (
              <p key={procedure} className={styles.absent}>
                {inWords(procedure)}: no stay reported
              </p>
            );
          }
          return (
            <figure key={procedure} className={styles.figure}>
              <figcaption className={styles.caption}>
                <span className={styles.procedure}>{inWords(procedure)}</span>
                <span>{stayInWords(entry.stay)}</span>
              </figcaption>
              <StayHistogram
                columns={entry.columns}
                maximumShare={scale.maximum}
                ticks={ticks}
                band={entry.band}
                median={entry.stay.median}
                mean={entry.stay.mean}
                description={describeStay(entry)}
              />
              <p className={styles.legend}>
                <span>▲ median {formatNights(entry.stay.median)}</span>
                <span>△ mean {formatMeanNights(entry.stay.mean)}</span>
                <span>geometric mean {formatMeanNights(entry.stay.geometricMean)}</span>
                {entry.stay.atLeast > 0 ? (
                  <span>{formatCases(entry.stay.atLeast)} given only as “at least”</span>
                ) : null}
              </p>
            </figure>
          );
        })
      )}
    </section>
  );
}

function nightsCsv(series: NightsTableProps['series']): CsvTable {
  const [first] = series;
  return {
    columns: ['nights', ...series.map(({ procedure }) => `${procedure}_cases`)],
    rows: (first?.columns ?? []).map(({ label }, night) => [
      label,
      ...series.map(({ columns }) => columns[night]?.cases ?? 0),
    ]),
  };
}

function bandOf({ indicators }: OverviewOutput['procedures'][number]) {
  const duration = indicators.find(({ indicatorId }) => findIndicator(indicatorId)?.kind === 'duration');
  return duration === undefined ? null : (comparedReference(duration) ?? null);
}

function stayInWords(stay: StayFigures): string {
  const quartiles = formatRange(stay.lowerQuartile, stay.upperQuartile, 'nights').replace(/\D*$/, '');
  return `${formatNights(stay.median)} (IQR ${quartiles})`;
}

function describeStay({ procedure, stay, band }: StayOfProcedure): string {
  const share =
    band === null
      ? ''
      : ` ${formatProportion(
          stay.histogram
            .filter(({ nights }) => nights >= band.low && nights <= band.high)
            .reduce((total, { cases }) => total + cases, 0) / stay.cases,
        )} of stays lie within the reference ${formatRange(band.low, band.high, 'nights')}.`;
  return `Nights in hospital, ${procedure}, ${formatCases(stay.cases)}: median ${stayInWords(stay)}, mean ${formatMeanNights(stay.mean)}.${share}`;
}

interface NightRow {
  readonly night: number;
  readonly label: string;
  readonly cells: readonly { readonly cases: number; readonly share: number }[];
}

interface NightsTableProps extends Pick<StayPanelProps, 'shared'> {
  readonly series: readonly (StayOfProcedure & { readonly columns: ReturnType<typeof stayColumns> })[];
  /** The last that has a row of its own. */
  readonly lastNight: number;
}

function NightsTable({ series, lastNight, shared }: NightsTableProps) {
  const labels = series[0]?.columns.map(({ label }) => label) ?? [];
  const rows: NightRow[] = labels.map((label, night) => ({
    night,
    label,
    cells: series.map(({ columns }) => columns[night] ?? { cases: 0, share: 0 }),
  }));
  const columns: TableColumn<NightRow>[] = [
    {
      id: 'night',
      heading: 'Nights',
      value: ({ night }) => night,
      text: ({ label }) => label,
      numeric: false,
    },
    ...series.flatMap(({ procedure }, index): TableColumn<NightRow>[] => [
      {
        id: `${procedure}-cases`,
        heading: `${inWords(procedure)}, cases`,
        value: ({ cells }) => cells[index]?.cases ?? 0,
        text: ({ cells }) => formatCount(cells[index]?.cases ?? 0),
        cell: ({ night, label, cells }) => (
          <CaseCount
            count={cells[index]?.cases ?? 0}
            behind={{
              shared,
              procedure,
              group:
                night > lastNight
                  ? { kind: 'more-nights', nights: lastNight }
                  : { kind: 'nights', nights: night },
            }}
            subject={`cases: ${inWords(procedure)}, ${label} nights`}
          />
        ),
        numeric: true,
      },
      {
        id: `${procedure}-share`,
        heading: `${inWords(procedure)}, share`,
        value: ({ cells }) => cells[index]?.share ?? 0,
        text: ({ cells }) => formatProportion(cells[index]?.share ?? 0),
        numeric: true,
      },
    ]),
  ];
  return (
    <DataTable
      caption="Cases by nights in hospital"
      columns={columns}
      rows={rows}
      rowKey={({ label }) => label}
    />
  );
}
