import type { Monitoring, MonitoringPoint } from '@lamina/shared/contract/trend.ts';
import { addDays } from '@lamina/shared/domain/period.ts';
import { Link } from '@tanstack/react-router';
import type { TableColumn } from '../../components/data-table.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import type { CsvTable } from '../../lib/csv.ts';
import { formatCount, formatDate } from '../../lib/format.ts';
import { casesBehind, hrefOf, oneCase } from '../../lib/links.ts';
import { signed } from './monitoring-words.ts';

/** Case by case: the course of VLAD and CUSUM. */
export function monitoringColumns(
  monitoring: Monitoring,
  indicatorId: string,
  shared: SharedSearch,
): TableColumn<MonitoringPoint>[] {
  const signalled = signalWords(monitoring);
  const signallers = new Map(
    [monitoring.more, monitoring.fewer].flatMap((direction) =>
      (direction?.signals ?? []).map((signal) => [signal.case, signal.caseId] as const),
    ),
  );
  return [
    {
      id: 'case',
      heading: 'Case',
      value: (point) => point.case,
      text: (point) => formatCount(point.case),
      numeric: true,
    },
    {
      id: 'date',
      heading: 'Operated on',
      value: ({ date }) => date,
      text: ({ date }) => formatDate(date),
      cell: ({ date }) => (
        // Plain: there are as many as cases.
        <a
          href={hrefOf(
            casesBehind({
              shared: { ...shared, from: date, to: addDays(date, 1) },
              indicator: indicatorId,
              counted: 'denominator',
            }),
          )}
        >
          {formatDate(date)}
        </a>
      ),
      numeric: false,
    },
    {
      id: 'vlad',
      heading: 'Expected less observed',
      value: ({ vlad }) => vlad,
      text: ({ vlad }) => signed(vlad, 1),
      numeric: true,
    },
    {
      id: 'more',
      heading: 'CUSUM for more',
      value: ({ more }) => more,
      text: ({ more }) => more.toFixed(2),
      numeric: true,
    },
    {
      id: 'fewer',
      heading: 'CUSUM for fewer',
      value: ({ fewer }) => fewer,
      text: ({ fewer }) => fewer.toFixed(2),
      numeric: true,
    },
    {
      id: 'signal',
      heading: 'Signal',
      value: (point) => signalled.get(point.case) ?? '',
      text: (point) => signalled.get(point.case) ?? '',
      cell: (point) => {
        const caseId = signallers.get(point.case);
        return caseId === undefined ? null : (
          <Link {...oneCase(caseId, { ...shared, indicator: indicatorId, counted: 'denominator' })}>
            {signalled.get(point.case)}
          </Link>
        );
      },
      numeric: false,
    },
  ];
}

export function monitoringCsv(monitoring: Monitoring): CsvTable {
  const signalled = signalWords(monitoring);
  return {
    columns: [
      'case',
      'operated on',
      'expected less observed',
      'cusum for more',
      'limit for more',
      'cusum for fewer',
      'limit for fewer',
      'signal',
    ],
    rows: monitoring.path.map((point) => [
      point.case,
      point.date,
      point.vlad,
      point.more,
      monitoring.more?.decisionLimit ?? null,
      point.fewer,
      monitoring.fewer?.decisionLimit ?? null,
      signalled.get(point.case) ?? null,
    ]),
  };
}

function signalWords({ more, fewer }: Monitoring): ReadonlyMap<number, string> {
  return new Map([
    ...(more?.signals ?? []).map((signal) => [signal.case, 'more than chance explains'] as const),
    ...(fewer?.signals ?? []).map((signal) => [signal.case, 'fewer than chance explains'] as const),
  ]);
}
