import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import styles from './data-table.module.css';
import { ScrollRegion } from './scroll-region.tsx';

export interface TableColumn<Row> {
  readonly id: string;
  readonly heading: string;
  /** What the column is sorted by. */
  readonly value: (row: Row) => string | number | null;
  readonly text: (row: Row) => string;
  /** What the cell shows where text is not enough: a link. */
  readonly cell?: (row: Row) => ReactNode;
  readonly numeric: boolean;
}

export interface DataTableProps<Row extends object> {
  readonly caption: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns,
});

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

/** A table with a heading for every column, sorted by click or keyboard; the first column heads its row. */
export function DataTable<Row extends object>({ caption, columns, rows, rowKey }: DataTableProps<Row>) {
  const definitions = useMemo<ColumnDef<typeof features, Row>[]>(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.heading,
        accessorFn: column.value,
        cell: ({ row }) => (column.cell ?? column.text)(row.original),
      })),
    [columns],
  );
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({ features, columns: definitions, data, getRowId: rowKey });
  const numeric = new Set(columns.filter((column) => column.numeric).map(({ id }) => id));

  return (
    <ScrollRegion label={caption} maxHeight="28rem">
      <table className={styles.table}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    data-numeric={numeric.has(header.id)}
                    aria-sort={sorted === false ? 'none' : ARIA_SORT[sorted]}
                  >
                    <button
                      type="button"
                      className={styles.sort}
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      <table.FlexRender header={header} />
                      <span aria-hidden="true">
                        {sorted === 'asc' ? ' ↑' : sorted === 'desc' ? ' ↓' : ''}
                      </span>
                    </button>
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell, index) =>
                index === 0 ? (
                  <th key={cell.id} scope="row">
                    <table.FlexRender cell={cell} />
                  </th>
                ) : (
                  <td key={cell.id} data-numeric={numeric.has(cell.column.id)}>
                    <table.FlexRender cell={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
