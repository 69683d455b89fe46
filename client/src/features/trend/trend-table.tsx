import type { ChartedTrend, TrendPoint } from '@lamina/shared/contract/trend.ts';
import { Link } from '@tanstack/react-router';
import { CaseCount } from '../../components/case-count.tsx';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import type { CsvTable } from '../../lib/csv.ts';
import { formatCount, formatRatio } from '../../lib/format.ts';
import { oneCase } from '../../lib/links.ts';
import { lineInWords, valueInWords } from './trend-words.ts';

const STATES = { judged: '', empty: 'no case judged', immature: 'follow-up not over' } as const;

export interface TrendTableProps {
  readonly trend: ChartedTrend;
  readonly caption: string;
  readonly indicatorId: string;
  readonly shared: SharedSearch;
}

/** The points as a table, in the order of time, each number with the way to its cases. */
export function TrendTable({ trend, caption, indicatorId, shared }: TrendTableProps) {
  const { unit, pointsAre } = trend;
  const countColumn = (name: 'numerator' | 'denominator', heading: string): TableColumn<TrendPoint> => ({
    ...numberColumn(name, heading, (point) => point[name], formatCount),
    ...(pointsAre === 'event'
      ? {}
      : {
          cell: ({ key, label, [name]: count }) =>
            count === null || count === 0 ? (
              formatCount(count ?? 0)
            ) : (
              <CaseCount
                count={count}
                behind={{
                  shared,
                  indicator: indicatorId,
                  counted: name,
                  ...(key.includes('Q') ? { quarter: key } : { month: key }),
                }}
                subject={`${name === 'numerator' ? 'events' : 'cases'} in ${label}`}
              />
            ),
        }),
  });
  const limit = (name: 'lowerLimit3Sigma' | 'centreLine' | 'upperLimit3Sigma', heading: string) =>
    trend.points.some((point) => point[name] !== null)
      ? [
          numberColumn(
            name,
            heading,
            (point) => point[name],
            (value) => lineInWords(value, unit),
          ),
        ]
      : [];
  const columns: TableColumn<TrendPoint>[] = [
    {
      id: 'label',
      heading: pointsAre === 'event' ? 'Event of' : 'Period',
      value: ({ to }) => to,
      text: ({ label }) => label,
      cell: ({ label, caseId }) =>
        pointsAre === 'event' && caseId !== null ? (
          <Link {...oneCase(caseId, { ...shared, indicator: indicatorId, counted: 'numerator' })}>
            {label}
          </Link>
        ) : (
          label
        ),
      numeric: false,
    },
    numberColumn(
      'value',
      trend.measure,
      ({ value }) => value,
      (value) => valueInWords(value, unit),
    ),
    ...(pointsAre === 'event' || trend.points.every(({ numerator }) => numerator === null)
      ? []
      : [countColumn('numerator', 'Events')]),
    ...(trend.points.some(({ expected }) => expected !== null)
      ? [numberColumn('expected', 'Expected', ({ expected }) => expected, formatRatio)]
      : []),
    countColumn('denominator', pointsAre === 'event' ? 'Cases' : 'Cases judged'),
    ...limit('lowerLimit3Sigma', 'Lower limit'),
    ...limit(
      'centreLine',
      trend.choice.chart === 'g' || trend.choice.chart === 'run' ? 'Median' : 'Centre line',
    ),
    ...limit('upperLimit3Sigma', 'Upper limit'),
    {
      id: 'signal',
      heading: 'Special cause, or why it is left out',
      value: ({ specialCause, leftOut }) => specialCause?.sentence ?? leftOut ?? '',
      text: ({ specialCause, leftOut, state }) => specialCause?.sentence ?? leftOut ?? STATES[state],
      numeric: false,
    },
  ];
  return <DataTable caption={caption} columns={columns} rows={trend.points} rowKey={({ key }) => key} />;
}

function numberColumn(
  id: string,
  heading: string,
  value: (point: TrendPoint) => number | null,
  format: (value: number) => string,
): TableColumn<TrendPoint> {
  return {
    id,
    heading,
    value,
    text: (point) => {
      const number = value(point);
      return number === null ? '–' : format(number);
    },
    numeric: true,
  };
}

/** The same numbers, not rounded, for a file. */
export function trendCsv({ points, choice }: ChartedTrend): CsvTable {
  return {
    columns: [
      'point',
      'from',
      'to',
      'value',
      'figure',
      'numerator',
      'denominator',
      'expected',
      'state',
      'waiting for follow-up',
      'lower limit 3 sigma',
      'lower limit 2 sigma',
      'centre line',
      'upper limit 2 sigma',
      'upper limit 3 sigma',
      'special cause',
      'meaning',
      'left out of limits because',
      'chart',
    ],
    rows: points.map((point) => [
      point.label,
      point.from,
      point.to,
      point.value,
      point.figure,
      point.numerator,
      point.denominator,
      point.expected,
      point.state,
      point.waiting,
      point.lowerLimit3Sigma,
      point.lowerLimit2Sigma,
      point.centreLine,
      point.upperLimit2Sigma,
      point.upperLimit3Sigma,
      point.specialCause?.rule ?? null,
      point.specialCause?.meaning ?? null,
      point.leftOut,
      choice.chart,
    ]),
  };
}
