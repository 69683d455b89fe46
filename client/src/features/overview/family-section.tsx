import type { OverviewOutput } from '@lamina/shared/contract/overview.ts';
import type { ReactNode } from 'react';
import type { SharedSearch } from '../../lib/address.ts';
import { hasValue, withoutValueReason } from '../../lib/count-words.ts';
import type { Family } from '../../lib/families.ts';
import { formatScale } from '../../lib/format.ts';
import { cellLinks } from './cell-links.ts';
import styles from './family-section.module.css';
import { IndicatorCell } from './indicator-cell.tsx';
import { type IndicatorRow, rowsOf } from './indicator-rows.ts';

export interface FamilySectionProps {
  readonly family: Family;
  readonly overview: OverviewOutput;
  readonly shared: SharedSearch;
  /** A picture that belongs to the family, above its rows. */
  readonly children?: ReactNode;
}

/** The indicators of a family as rows, procedures side by side. */
export function FamilySection({ family, overview, shared, children }: FamilySectionProps) {
  const { withFigures, withoutData } = rowsOf(overview, family.id);
  if (withFigures.length + withoutData.length === 0) return null;
  return (
    <section id={family.id} aria-labelledby={`${family.id}-title`} className={styles.family}>
      <header className={styles.head}>
        <h2 id={`${family.id}-title`}>{family.label}</h2>
        <p className={styles.question}>{family.question}</p>
      </header>
      {children}
      {withFigures.map((row) => (
        <Row key={row.indicator.id} row={row} shared={shared} />
      ))}
      {withoutData.length === 0 ? null : <WithoutData rows={withoutData} shared={shared} />}
    </section>
  );
}

interface RowProps {
  readonly row: IndicatorRow;
  readonly shared: SharedSearch;
}

function Row({ row, shared }: RowProps) {
  const { indicator, scale } = row;
  return (
    <article className={styles.row} data-columns={row.cells.length}>
      <header className={styles.name}>
        <h3>{indicator.name}</h3>
        <p className={styles.scale}>
          Scale {formatScale(scale.minimum, scale.maximum, indicator.unit)}
          {row.hasReference ? null : <span className={styles.noReference}>No published reference</span>}
        </p>
      </header>
      {row.cells.map(({ procedure, cases, figures, comparators }) => (
        <IndicatorCell
          key={procedure}
          row={row}
          procedure={procedure}
          cases={cases}
          figures={figures}
          comparators={comparators}
          shared={shared}
        />
      ))}
    </article>
  );
}

function WithoutData({
  rows,
  shared,
}: { readonly rows: readonly IndicatorRow[] } & Pick<RowProps, 'shared'>) {
  return (
    <div className={styles.without}>
      <h3>No figures from these cases</h3>
      <ul>
        {rows.map(({ indicator, cells }) => {
          const cell = cells.find(({ figures }) => figures !== undefined);
          if (cell?.figures === undefined) return null;
          return (
            <li key={indicator.id}>
              <a className={styles.withoutItem} href={cellLinks(indicator, cell.procedure, shared).details}>
                {indicator.name}
              </a>
              <span className={styles.reason}>
                {hasValue(cell.figures) ? null : withoutValueReason(cell.figures)}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
