import type { PublishedComparator } from '@lamina/shared/contract/overview.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { memo } from 'react';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import { formatCount, formatProportion, formatRange } from '../../lib/format.ts';
import { useLaterOutOfSight } from '../../lib/later-out-of-sight.ts';
import { inWords } from '../../lib/words.ts';
import styles from './family-section.module.css';

const COLUMNS: readonly TableColumn<PublishedComparator>[] = [
  {
    id: 'publisher',
    heading: 'Published by',
    value: ({ publisher }) => publisher,
    text: ({ publisher }) => publisher,
    numeric: false,
  },
  { id: 'year', heading: 'Year', value: ({ year }) => year, text: ({ year }) => String(year), numeric: true },
  {
    id: 'procedure',
    heading: 'Procedure',
    value: ({ procedure }) => procedure,
    text: ({ procedure }) => inWords(procedure),
    numeric: false,
  },
  {
    id: 'indicator',
    heading: 'Indicator',
    value: nameOf,
    text: nameOf,
    numeric: false,
  },
  {
    id: 'facilities',
    heading: 'Hospitals',
    value: ({ facilities }) => facilities,
    text: ({ facilities }) => formatCount(facilities),
    numeric: true,
  },
  {
    id: 'observed',
    heading: 'Observed',
    value: ({ observed }) => observed,
    text: ({ observed }) => formatCount(observed),
    numeric: true,
  },
  {
    id: 'operations',
    heading: 'Operations',
    value: ({ operations }) => operations,
    text: ({ operations }) => formatCount(operations),
    numeric: true,
  },
  {
    id: 'rate',
    heading: 'Rate',
    value: ({ rate }) => rate,
    text: ({ rate }) => formatProportion(rate),
    numeric: true,
  },
  {
    id: 'interval',
    heading: 'Confidence interval',
    value: ({ interval }) => interval.lower,
    text: ({ interval }) => formatRange(interval.lower, interval.upper, 'proportion'),
    numeric: true,
  },
];

/** The published comparators on file, apart from the cases: aggregates of others, whatever the filter says. */
export function PublishedPanel({ comparators }: PublishedTableProps) {
  const [shown, watch] = useLaterOutOfSight(comparators);
  if (shown.length === 0) return null;
  return (
    <section id="published" ref={watch} aria-labelledby="published-title" className={styles.family}>
      <header className={styles.head}>
        <h2 id="published-title">Published about others</h2>
        <p className={styles.question}>
          Aggregates kept apart from the cases; the filters do not change them
        </p>
      </header>
      <div className={styles.published}>
        <PublishedTable comparators={shown} />
      </div>
    </section>
  );
}

interface PublishedTableProps {
  readonly comparators: readonly PublishedComparator[];
}

const PublishedTable = memo(function PublishedTable({ comparators }: PublishedTableProps) {
  return (
    <DataTable
      caption="Published comparators"
      columns={COLUMNS}
      rows={comparators}
      rowKey={({ publisher, year, procedure, name }) => `${publisher} ${year} ${procedure} ${name}`}
    />
  );
});

function nameOf({ indicatorId, definition }: PublishedComparator): string {
  return findIndicator(indicatorId)?.name ?? definition;
}
