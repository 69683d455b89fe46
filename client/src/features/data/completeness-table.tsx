import type {
  CompletenessCell,
  CompletenessColumns,
  CompletenessRow,
  DataQualityOutput,
} from '@lamina/shared/contract/data-quality.ts';
import { type CSSProperties, Fragment } from 'react';
import heard from '../../components/heard.module.css';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import styles from './completeness-table.module.css';
import { cellInWords, columnInWords, percentInWords, shareOf } from './completeness-words.ts';

export interface CompletenessTableProps {
  readonly caption: string;
  readonly rows: readonly CompletenessRow[];
  readonly columns: DataQualityOutput['columns'];
  readonly by: CompletenessColumns;
  /** What the rows are: 'Field' or 'Hospital'. */
  readonly heading: string;
  /** Opens a row; absent where rows lead nowhere. */
  readonly onOpen?: (key: string) => void;
}

/** The darkest ground that a number still reads well on, as a share of the ink mixed in. */
const DARKEST = 34;

/** Shares as numbers on a ground that darkens with what is missing; hatched where follow-up is not over. */
export function CompletenessTable({ caption, rows, columns, by, heading, onOpen }: CompletenessTableProps) {
  // The latest periods are what a reader comes for: they stand first, where nothing has to be scrolled.
  const order = columns.map((_, index) => (by === 'hospital' ? index : columns.length - 1 - index));
  const headings = order.flatMap((place) => {
    const column = columns[place];
    return column === undefined ? [] : [columnInWords(column, by)];
  });
  return (
    <ScrollRegion label={caption} maxHeight="44rem">
      <table className={styles.table} data-by={by}>
        <caption className={styles.caption}>
          <span>{caption}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col">All</th>
            {headings.map(({ year, short, long }, index) => (
              <th key={long} scope="col" title={long}>
                <span className={heard.heard}>{long}</span>
                <span className={styles.year} aria-hidden="true">
                  {year === headings[index - 1]?.year ? '' : year}
                </span>
                <span aria-hidden="true">{short}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Fragment key={row.key}>
              {row.group === null || row.group === rows[index - 1]?.group ? null : (
                <tr className={styles.group}>
                  <th scope="rowgroup" colSpan={columns.length + 2}>
                    <span>{row.group}</span>
                  </th>
                </tr>
              )}
              <tr>
                <th scope="row">
                  {onOpen === undefined ? (
                    row.label
                  ) : (
                    <button type="button" className={styles.open} onClick={() => onOpen(row.key)}>
                      {row.label}
                    </button>
                  )}
                </th>
                <Share share={shareOf(row)} words={cellInWords(row.total)} immature={false} strong />
                {order.map((place, position) => (
                  <Cell
                    key={columns[place]?.key}
                    cell={row.cells[place] ?? null}
                    column={headings[position]?.long ?? ''}
                  />
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Cell({ cell, column }: { readonly cell: CompletenessCell | null; readonly column: string }) {
  if (cell === null || cell.cases === 0) {
    return (
      <td className={styles.none} title={`${column}: no cases`}>
        <span aria-hidden="true">·</span>
        <span className={heard.heard}>no cases</span>
      </td>
    );
  }
  return (
    <Share
      share={cell.reported / cell.cases}
      words={`${column}: ${cellInWords(cell)}`}
      immature={cell.immature}
    />
  );
}

interface ShareProps {
  readonly share: number | null;
  readonly words: string;
  readonly immature: boolean;
  readonly strong?: boolean;
}

function Share({ share, words, immature, strong = false }: ShareProps) {
  if (share === null) return <td className={styles.none}>no cases</td>;
  const missing = Math.round((1 - share) * DARKEST);
  return (
    <td
      title={words}
      data-immature={immature}
      data-strong={strong}
      style={{ '--missing': `${missing}%` } as CSSProperties}
    >
      {percentInWords(share)}
      {immature ? <span className={heard.heard}> follow-up not over</span> : null}
    </td>
  );
}
