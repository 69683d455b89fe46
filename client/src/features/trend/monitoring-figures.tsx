import type { MonitoredDirection, Monitoring, MonitoringOutput } from '@lamina/shared/contract/trend.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { CusumChart, type CusumDirection } from '../../charts/cusum-chart.tsx';
import { VladChart } from '../../charts/vlad-chart.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Panels } from '../../components/panels.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { formatCount, formatDate } from '../../lib/format.ts';
import { oneCase } from '../../lib/links.ts';
import { fileNameOf } from '../../lib/save-file.ts';
import { LimitMeaning } from './limit-meaning.tsx';
import styles from './monitoring-figures.module.css';
import { monitoringColumns, monitoringCsv } from './monitoring-table.tsx';
import { rateInWords, signed } from './monitoring-words.ts';

export interface MonitoringFiguresProps {
  readonly monitoring: MonitoringOutput | undefined;
  readonly indicator: Indicator;
  readonly basis: readonly string[];
  readonly shared: SharedSearch;
}

/** The same cases one after the other: what the difference comes to, and when chance no longer explains it. */
export function MonitoringFigures(props: MonitoringFiguresProps) {
  const { monitoring } = props;
  if (monitoring === undefined) {
    return (
      <p className={styles.none} role="status">
        Simulating the limits of VLAD and CUSUM …
      </p>
    );
  }
  if (monitoring.state === 'not-monitored') {
    return <p className={styles.none}>No VLAD and CUSUM: {monitoring.reason}</p>;
  }
  return (
    <Panels>
      <VladFigure {...props} monitoring={monitoring} />
      <CusumFigure {...props} monitoring={monitoring} />
    </Panels>
  );
}

type FigureProps = Omit<MonitoringFiguresProps, 'monitoring'> & { readonly monitoring: Monitoring };

function VladFigure(props: FigureProps) {
  const { monitoring, indicator } = props;
  const [view, setView] = useState<'picture' | 'table'>('picture');
  // Up is always what is hoped for.
  const sign = indicator.improvement === 'increase' ? -1 : 1;
  const [above, below] = sign === 1 ? ['fewer', 'more'] : ['more', 'fewer'];
  const measure = sign === 1 ? 'Expected less observed events' : 'Observed less expected events';
  const points = useMemo(
    () =>
      monitoring.path.map((point) => ({
        case: point.case,
        date: point.date,
        value: sign * point.vlad,
        words: [
          formatDate(point.date),
          `After ${formatCount(point.case)} cases`,
          `${Math.abs(point.vlad).toFixed(1)} ${point.vlad < 0 ? 'more' : 'fewer'} events than expected`,
        ],
      })),
    [monitoring, sign],
  );
  const end = sign * (monitoring.path.at(-1)?.vlad ?? 0);
  return (
    <ChartFrame
      title={monitoring.vladFinding.replace(/\.$/, '')}
      description={`${measure}, case by case, ending at ${signed(end)}.`}
      subject="VLAD: what the difference has come to. It has no limits of its own; the CUSUM below says what chance explains."
      basis={props.basis}
      provenance={monitoring.method}
      fileName={fileNameOf('vlad', indicator.shortName)}
      data={() => monitoringCsv(monitoring)}
      view={view}
      onViewChange={setView}
      picture={
        <VladChart
          points={points}
          measure={measure}
          above={`▲ ${above} events than expected`}
          below={`▼ ${below} events than expected`}
          formatTick={(value) => signed(value)}
          endLabel={`${signed(end)} events`}
          label={monitoring.vladFinding}
        />
      }
      table={<CourseTable {...props} caption={`${indicator.name}: expected less observed events`} />}
    />
  );
}

function CusumFigure(props: FigureProps) {
  const { monitoring, indicator, shared } = props;
  const [view, setView] = useState<'picture' | 'table'>('picture');
  const [selected, setSelected] = useState<string | undefined>();
  const signals = useMemo(() => signalsOf(monitoring), [monitoring]);
  const points = useMemo(
    () =>
      monitoring.path.map((point) => ({
        ...point,
        words: [
          formatDate(point.date),
          `Case ${formatCount(point.case)}`,
          `For more events ${point.more.toFixed(2)}, for fewer ${point.fewer.toFixed(2)}`,
          ...signals
            .filter((signal) => signal.case === point.case)
            .map(({ what }) => `Signal: ${what} events than chance explains`),
        ],
      })),
    [monitoring, signals],
  );
  const chosen = monitoring.path.find((point) => String(point.case) === selected);
  const signal = signals.find((one) => String(one.case) === selected);
  return (
    <ChartFrame
      title={monitoring.cusumFinding.replace(/\.$/, '')}
      description={signals
        .map(({ what, date }) => `Signal of ${what} events on ${formatDate(date)}.`)
        .join(' ')}
      subject="CUSUM: evidence that the odds have doubled (upwards) or halved (downwards); at the limit, chance no longer explains the course."
      basis={props.basis}
      provenance={monitoring.method}
      fileName={fileNameOf('cusum', indicator.shortName)}
      data={() => monitoringCsv(monitoring)}
      view={view}
      onViewChange={setView}
      picture={
        <>
          <CusumChart
            points={points}
            more={directionOf(monitoring.more)}
            fewer={directionOf(monitoring.fewer)}
            measure="Evidence for more ▲ or fewer ▼ events"
            selected={selected}
            onSelect={setSelected}
            label={monitoring.cusumFinding}
          />
          <LimitMeaning monitoring={monitoring} />
        </>
      }
      table={<CourseTable {...props} caption={`${indicator.name}: CUSUM`} />}
    >
      {chosen === undefined ? null : (
        <p className={styles.selection}>
          <span>
            Case {formatCount(chosen.case)}, {formatDate(chosen.date)}
            {signal === undefined ? '' : `: signal of ${signal.what} events than chance explains`}.
          </span>
          {signal === undefined ? null : (
            <Link {...oneCase(signal.caseId, { ...shared, indicator: indicator.id, counted: 'denominator' })}>
              The case that signalled
            </Link>
          )}
          <button type="button" className={styles.way} onClick={() => setSelected(undefined)}>
            Clear selection
          </button>
        </p>
      )}
    </ChartFrame>
  );
}

function CourseTable({ monitoring, indicator, shared, caption }: FigureProps & { readonly caption: string }) {
  const columns = useMemo(
    () => monitoringColumns(monitoring, indicator.id, shared),
    [monitoring, indicator, shared],
  );
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={monitoring.path}
      rowKey={(point) => String(point.case)}
    />
  );
}

function signalsOf({ more, fewer }: Monitoring) {
  return [
    ...(more?.signals ?? []).map((signal) => ({ ...signal, what: 'more' as const })),
    ...(fewer?.signals ?? []).map((signal) => ({ ...signal, what: 'fewer' as const })),
  ].toSorted((one, other) => one.case - other.case);
}

function directionOf(direction: MonitoredDirection | null): CusumDirection | null {
  if (direction === null) return null;
  const { meaning, decisionLimit, signals } = direction;
  return {
    limit: decisionLimit,
    label: [
      `Limit ${decisionLimit.toFixed(2)}:`,
      `${rateInWords(direction.falseAlarmsPerYear)} false alarms`,
      'a year',
    ],
    signals: signals.map((signal) => signal.case),
    mark: meaning === 'concern' ? 'worse' : meaning === 'improvement' ? 'better' : 'neutral',
  };
}
