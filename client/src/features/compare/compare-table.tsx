import type { CompareOutput } from '@lamina/shared/contract/compare.ts';
import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { SignalMark } from '../../charts/signal-mark.tsx';
import heard from '../../components/heard.module.css';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { usePrinting } from '../../lib/printing.ts';
import { CompareCell } from './compare-cell.tsx';
import styles from './compare-table.module.css';
import { comparedColumns } from './compared-columns.ts';
import type { ComparedRow } from './compared-row.ts';

export interface CompareTableProps {
  readonly comparison: CompareOutput;
  readonly rows: readonly ComparedRow[];
  /** Beside the picture there is room for the most important columns only. */
  readonly wide: boolean;
  readonly caption: string;
  readonly selected: number | undefined;
  readonly onSelect: (id: number | undefined) => void;
  /** Name of a column, '-name' for descending. */
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly shared: SharedSearch;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });
const ROW_HEIGHT = 41;
/** So few rows are all drawn. */
const DRAWN_AT_ONCE = 80;
const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

/** The same providers as the picture: by name until the reader sorts otherwise. */
export function CompareTable({
  comparison,
  rows,
  wide,
  caption,
  selected,
  onSelect,
  sort,
  onSort,
  shared,
}: CompareTableProps) {
  const columns = useMemo(
    () => comparedColumns(comparison).filter(({ wideOnly }) => wide || !wideOnly),
    [comparison, wide],
  );
  const definitions = useMemo<ColumnDef<typeof features, ComparedRow>[]>(
    () =>
      columns.map(({ id, heading, value, numeric }) => ({
        id,
        header: heading,
        accessorFn: (row) => value(row) ?? undefined,
        sortFn: numeric ? 'basic' : 'alphanumeric',
        sortUndefined: 'last',
        sortDescFirst: false,
      })),
    [columns],
  );
  const data = useMemo(() => [...rows], [rows]);
  const descending = sort.startsWith('-');
  const sorting = useMemo(
    () => [{ id: descending ? sort.slice(1) : sort, desc: descending }],
    [sort, descending],
  );
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: (row) => String(row.id),
    state: { sorting },
    enableSortingRemoval: false,
    onSortingChange: (updater) => {
      const [next] = typeof updater === 'function' ? updater(sorting) : updater;
      if (next !== undefined) onSort(`${next.desc ? '-' : ''}${next.id}`);
    },
  });
  const sorted = table.getRowModel().rows;

  const scroller = useRef<HTMLElement>(null);
  const printing = usePrinting();
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const all = printing || sorted.length <= DRAWN_AT_ONCE;
  const drawn = all
    ? sorted.map((row, index) => ({ row, index }))
    : virtualizer.getVirtualItems().flatMap(({ index }) => {
        const row = sorted[index];
        return row === undefined ? [] : [{ row, index }];
      });
  const above = all ? 0 : (drawn[0]?.index ?? 0) * ROW_HEIGHT;
  const below = all ? 0 : (sorted.length - 1 - (drawn.at(-1)?.index ?? -1)) * ROW_HEIGHT;

  const selectedIndex = sorted.findIndex(({ original }) => original.id === selected);
  useEffect(() => {
    if (selectedIndex < 0) return;
    if (!all) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
    else scrollTo(scroller.current, selected);
  }, [selected, selectedIndex, all, virtualizer]);

  return (
    <ScrollRegion ref={scroller} label={caption} maxHeight="var(--table-height, 36rem)">
      <table className={styles.table} data-wide={wide} aria-rowcount={sorted.length + 1}>
        <caption className={heard.heard}>{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {table.getHeaderGroups().flatMap((group) =>
              group.headers.map((header) => {
                const direction = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    data-numeric={columns.find(({ id }) => id === header.id)?.numeric}
                    aria-sort={direction === false ? 'none' : ARIA_SORT[direction]}
                  >
                    <button
                      type="button"
                      className={styles.sort}
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      <table.FlexRender header={header} />
                      <span aria-hidden="true">
                        {direction === 'asc' ? ' ↑' : direction === 'desc' ? ' ↓' : ''}
                      </span>
                    </button>
                  </th>
                );
              }),
            )}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <Space height={above} columns={columns.length} /> : null}
          {drawn.map(({ row, index }) => (
            <tr
              key={row.id}
              aria-rowindex={index + 2}
              data-provider={row.id}
              data-selected={row.original.id === selected}
              className={styles.row}
              onClick={(event) => {
                if ((event.target as Element).closest('a, button') === null) toggle(row.original.id);
              }}
            >
              {columns.map((column) =>
                column.id === 'name' ? (
                  <th key={column.id} scope="row">
                    <span className={styles.mark}>
                      {row.original.mark === 'inside' ? null : <SignalMark mark={row.original.mark} />}
                    </span>
                    <button
                      type="button"
                      className={styles.name}
                      title={row.original.name}
                      aria-pressed={row.original.id === selected}
                      onClick={() => toggle(row.original.id)}
                    >
                      {row.original.name}
                    </button>
                  </th>
                ) : (
                  <td key={column.id} data-numeric={column.numeric}>
                    <CompareCell
                      column={column.id}
                      row={row.original}
                      comparison={comparison}
                      shared={shared}
                    />
                  </td>
                ),
              )}
            </tr>
          ))}
          {below > 0 ? <Space height={below} columns={columns.length} /> : null}
        </tbody>
      </table>
    </ScrollRegion>
  );

  function toggle(id: number) {
    onSelect(id === selected ? undefined : id);
  }
}

/** Within the table only: the page stays where it is. */
function scrollTo(scroller: HTMLElement | null, provider: number | undefined) {
  const row = scroller?.querySelector<HTMLElement>(`[data-provider="${provider}"]`);
  if (scroller === null || row === null || row === undefined) return;
  const top = row.offsetTop - ROW_HEIGHT;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  const bottom = row.offsetTop + ROW_HEIGHT - scroller.clientHeight;
  if (bottom > scroller.scrollTop) scroller.scrollTop = bottom;
}

/** Stands for the rows that are scrolled out of sight. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr>
      <td className={styles.space} colSpan={columns} style={{ height }} />
    </tr>
  );
}
