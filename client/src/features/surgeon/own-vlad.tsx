import type { OwnVladOutput } from '@lamina/shared/contract/surgeon.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { VladChart } from '../../charts/vlad-chart.tsx';
import { ChartFrame } from '../../components/chart-frame.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { IndicatorChoice } from '../../components/indicator-choice.tsx';
import { formatCount, formatDate } from '../../lib/format.ts';
import { fileNameOf } from '../../lib/save-file.ts';
import { useTRPC } from '../../lib/trpc.ts';
import styles from './surgeon-screen.module.css';

export interface OwnVladProps {
  readonly filter: CaseFilter;
  readonly indicatorId: string;
  /** Ids of the indicators to choose from. */
  readonly adjustable: readonly string[];
  /** Surgeon, filters, data cut-off: one sentence each. */
  readonly basis: readonly string[];
  readonly view: 'picture' | 'table';
  readonly onViewChange: (view: 'picture' | 'table') => void;
  readonly onChoose: (indicatorId: string) => void;
}

/** Expected less observed events of the surgeon's own cases, one after the other. */
export function OwnVlad(props: OwnVladProps) {
  const { filter, indicatorId, adjustable, onChoose } = props;
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.surgeon.vlad.queryOptions({ filter, indicator: indicatorId }, { placeholderData: keepPreviousData }),
  );
  return (
    <section className={styles.part} aria-label="Case by case">
      <div className="screen-only">
        <IndicatorChoice
          label="Case by case"
          chosen={indicatorId}
          among={({ id }) => adjustable.includes(id)}
          onChoose={onChoose}
        />
      </div>
      {data === undefined ? <p role="status">Adding up …</p> : null}
      {data?.state === 'not-drawn' ? <p className={styles.lead}>{data.reason}</p> : null}
      {data?.state === 'drawn' ? <Drawn {...props} course={data} /> : null}
    </section>
  );
}

type Course = Extract<OwnVladOutput, { state: 'drawn' }>;

function Drawn({
  indicatorId,
  basis,
  view,
  onViewChange,
  course,
}: OwnVladProps & { readonly course: Course }) {
  const { name, improvement } = getIndicator(indicatorId);
  const { cases, events, expected, points } = course;
  const difference = expected - events;
  const seen = `${formatCount(events)} in ${formatCount(cases)} cases, where ${expected.toFixed(1)} were expected of this case mix`;
  const title = `${name}: ${seen}`;
  const end = `${Math.abs(difference).toFixed(1)} ${difference >= 0 ? 'fewer' : 'more'}`;
  // Up is always what is hoped for.
  const sign = improvement === 'increase' ? -1 : 1;
  const [above, below] = sign === 1 ? ['fewer', 'more'] : ['more', 'fewer'];
  const measure = sign === 1 ? 'Expected less observed events' : 'Observed less expected events';
  return (
    <ChartFrame
      title={title}
      description={`After ${formatCount(cases)} cases the line is at ${end} than expected.`}
      subject={
        sign === 1
          ? 'The line rises by the risk of a case without the event and falls by what was not expected when it happens. It wanders by chance and has no limits.'
          : 'The event is what is hoped for: the line rises by what was not expected when it happens and falls by its chance when it does not. It wanders by chance and has no limits.'
      }
      basis={basis}
      provenance={[`${measure} (VLAD), risks from the case-mix model.`]}
      fileName={fileNameOf('my-outcomes', indicatorId)}
      data={() => ({
        columns: ['case', 'date', 'event', 'expected less observed'],
        rows: points.map((point) => [point.case, point.date, point.event ? 1 : 0, point.value]),
      })}
      view={view}
      onViewChange={onViewChange}
      picture={
        <VladChart
          points={points.map((point) => ({
            ...point,
            value: sign * point.value,
            words: [
              `Case ${formatCount(point.case)}, ${formatDate(point.date)}`,
              `${point.event ? 'Event' : 'No event'}; so far ${Math.abs(point.value).toFixed(1)} ${point.value >= 0 ? 'fewer' : 'more'} than expected`,
            ],
          }))}
          above={`▲ ${above} events than expected`}
          below={`▼ ${below} events than expected`}
          measure={measure}
          formatTick={(value) => String(value).replace('-', '−')}
          endLabel={end}
          label={`${title}.`}
        />
      }
      table={
        <DataTable
          caption={`${name}, case by case`}
          rows={points}
          rowKey={(point) => String(point.case)}
          columns={[
            {
              id: 'case',
              heading: 'Case',
              value: (p) => p.case,
              text: (p) => formatCount(p.case),
              numeric: true,
            },
            {
              id: 'date',
              heading: 'Date',
              value: (p) => p.date,
              text: (p) => formatDate(p.date),
              numeric: false,
            },
            {
              id: 'event',
              heading: 'Event',
              value: (p) => (p.event ? 1 : 0),
              text: (p) => (p.event ? 'yes' : 'no'),
              numeric: false,
            },
            {
              id: 'value',
              heading: 'Expected less observed',
              value: (p) => p.value,
              text: (p) => p.value.toFixed(2).replace('-', '−'),
              numeric: true,
            },
          ]}
        />
      }
    />
  );
}
