import type { CaseRow, CaseSort } from '@lamina/shared/contract/cases.ts';
import { useDeferredValue } from 'react';
import heard from '../../components/heard.module.css';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import type { ScreenSearch } from '../../lib/address.ts';
import { hrefOf, hrefOfCase } from '../../lib/links.ts';
import type { ListColumn } from './case-columns.ts';
import styles from './case-table.module.css';
import { nextSort, writeSort } from './list-sort.ts';

export interface CaseTableProps {
  readonly caption: string;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly CaseRow[];
  readonly sort: CaseSort;
  /** The address of the list: headings and cases link from it. */
  readonly search: ScreenSearch;
}

/** More than a window shows at once. */
const ROWS_IN_SIGHT = 20;

/** One page of cases: headings sort the whole list on the server, each row is a link to its case. */
export function CaseTable({ caption, columns, rows, sort, search }: CaseTableProps) {
  // What is below the window is drawn after what is in it was painted.
  const below = useDeferredValue(rows);
  return (
    <ScrollRegion label="Cases, one a row" maxHeight="max(24rem, calc(100vh - var(--bar-height) - 6rem))">
      <table className={styles.table}>
        <caption className={heard.heard}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.id} column={column} sort={sort} search={search} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, ROWS_IN_SIGHT).map((row) => (
            <Row key={row.id} row={row} columns={columns} search={search} />
          ))}
        </tbody>
        <tbody aria-busy={below !== rows}>
          {below.slice(ROWS_IN_SIGHT).map((row) => (
            <Row key={row.id} row={row} columns={columns} search={search} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Row({
  row,
  columns,
  search,
}: Pick<CaseTableProps, 'columns' | 'search'> & { readonly row: CaseRow }) {
  return (
    <tr>
      {columns.map((column) =>
        column.id === 'key' ? (
          <th key={column.id} scope="row">
            <a href={hrefOfCase(row.id, search)} className={styles.case}>
              {row.key}
            </a>
          </th>
        ) : (
          <td key={column.id} data-numeric={column.numeric} data-wraps={column.wraps}>
            {column.text(row) ?? <NotReported />}
          </td>
        ),
      )}
    </tr>
  );
}

function Heading({
  column,
  sort,
  search,
}: Pick<CaseTableProps, 'sort' | 'search'> & { readonly column: ListColumn }) {
  const sorted = sort.column === column.id;
  const { page, ...rest } = search;
  return (
    <th
      scope="col"
      data-numeric={column.numeric}
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <a
        href={hrefOf({
          to: '/cases',
          search: { ...rest, sort: writeSort(nextSort(sort, column.id, column.numeric)) },
        })}
        className={styles.sort}
      >
        {column.heading}
        {sorted ? <span aria-hidden="true"> {sort.descending ? '↓' : '↑'}</span> : null}
      </a>
    </th>
  );
}

function NotReported() {
  return (
    <span className={styles.unreported}>
      <span aria-hidden="true">–</span>
      <span className={heard.heard}>not reported</span>
    </span>
  );
}
