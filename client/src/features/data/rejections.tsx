import type { ImportEntry, RejectionsOutput } from '@lamina/shared/contract/data-quality.ts';
import { useQuery } from '@tanstack/react-query';
import { DataTable, type TableColumn } from '../../components/data-table.tsx';
import { formatCount } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import styles from './data-screen.module.css';

type Rejection = RejectionsOutput['rejections'][number];

const COLUMNS: readonly TableColumn<Rejection>[] = [
  {
    id: 'line',
    heading: 'Line',
    value: ({ line }) => line,
    text: ({ line }) => formatCount(line),
    numeric: true,
  },
  {
    id: 'column',
    heading: 'Column',
    value: ({ column }) => column,
    text: ({ column }) => column ?? 'whole line',
    numeric: false,
  },
  {
    id: 'value',
    heading: 'Value',
    value: ({ value }) => value,
    text: ({ value }) => (value === null ? 'not shown' : value === '' ? 'empty' : value),
    numeric: false,
  },
  {
    id: 'reason',
    heading: 'Reason',
    value: ({ reason }) => reason,
    text: ({ reason }) => reason,
    numeric: false,
  },
];

export interface RejectionsProps {
  readonly entry: ImportEntry;
  readonly onClose: () => void;
}

/** The lines of a file that were left out: where, what stood there and why. */
export function Rejections({ entry, onClose }: RejectionsProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.dataQuality.rejections.queryOptions({ importId: entry.id }));
  return (
    <section className={styles.rejections} aria-label={`Rejected lines of ${entry.fileName}`}>
      {data === undefined ? (
        <p role="status">Reading the rejected lines …</p>
      ) : (
        <>
          <DataTable
            caption={captionOf(entry, data)}
            columns={COLUMNS}
            rows={data.rejections}
            rowKey={({ id }) => String(id)}
          />
          <p className={styles.lead}>Values of columns that may identify a patient are not kept.</p>
        </>
      )}
      <button type="button" className={`${styles.link} screen-only`} onClick={onClose}>
        Close
      </button>
    </section>
  );
}

function captionOf({ fileName }: ImportEntry, { total, rejections }: RejectionsOutput): string {
  const faults = `${formatCount(total)} ${total === 1 ? 'fault' : 'faults'} in ${fileName}`;
  return rejections.length < total ? `${faults}, the first ${formatCount(rejections.length)}` : faults;
}
