import type { CaseRow, CaseSort } from '@lamina/shared/contract/cases.ts';
import { Link } from '@tanstack/react-router';
import type { ScreenSearch } from '../../lib/address.ts';
import { oneCase } from '../../lib/links.ts';
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

/** One page of cases: headings sort the whole list on the server, each row is a link to its case. */
export function CaseTable({ caption, columns, rows, sort, search }: CaseTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label="Cases, one a row">
      <table className={styles.table}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.id} column={column} sort={sort} search={search} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) =>
                column.id === 'key' ? (
                  <th key={column.id} scope="row">
                    <Link {...oneCase(row.id, search)} className={styles.case}>
                      {row.key}
                    </Link>
                  </th>
                ) : (
                  <td key={column.id} data-numeric={column.numeric} data-wraps={column.wraps}>
                    {column.text(row) ?? <NotReported />}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
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
      <Link
        to="/cases"
        search={{ ...rest, sort: writeSort(nextSort(sort, column.id, column.numeric)) }}
        resetScroll={false}
        className={styles.sort}
      >
        {column.heading}
        {sorted ? <span aria-hidden="true"> {sort.descending ? '↓' : '↑'}</span> : null}
      </Link>
    </th>
  );
}

function NotReported() {
  return (
    <span className={styles.unreported}>
      <span aria-hidden="true">–</span>
      <span className={styles.hidden}>not reported</span>
    </span>
  );
}
