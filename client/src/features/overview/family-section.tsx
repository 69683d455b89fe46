import type { OverviewOutput } from '@lamina/shared/contract/overview.ts';
import { memo, type RefCallback, useMemo } from 'react';
import { SuppressedMark } from '../../components/suppressed-mark.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { hasValue, withoutValueReason } from '../../lib/count-words.ts';
import type { Family } from '../../lib/families.ts';
import { formatScale } from '../../lib/format.ts';
import { useLaterOutOfSight } from '../../lib/later-out-of-sight.ts';
import { cellLinks } from './cell-links.ts';
import styles from './family-section.module.css';
import { IndicatorCell } from './indicator-cell.tsx';
import { type IndicatorRow, rowsOf } from './indicator-rows.ts';
import { StayPanel } from './stay-panel.tsx';

/** What the rows show, and the address that their links carry. */
export interface ShownFigures {
  readonly overview: OverviewOutput;
  readonly shared: SharedSearch;
}

export interface FamilySectionProps {
  readonly family: Family;
  readonly shown: ShownFigures;
}

/** The indicators of a family as rows, procedures side by side. What is out of sight is drawn a moment later than what is not. */
export function FamilySection({ family, shown }: FamilySectionProps) {
  const [{ overview, shared }, watch] = useLaterOutOfSight(shown);
  return <Rows family={family} overview={overview} shared={shared} watch={watch} />;
}

interface RowsProps extends ShownFigures {
  readonly family: Family;
  readonly watch: RefCallback<HTMLElement>;
}

const Rows = memo(function Rows({ family, overview, shared, watch }: RowsProps) {
  const { withFigures, withoutData } = rowsOf(overview, family.id);
  if (withFigures.length + withoutData.length === 0) return null;
  return (
    <section id={family.id} ref={watch} aria-labelledby={`${family.id}-title`} className={styles.family}>
      <header className={styles.head}>
        <h2 id={`${family.id}-title`}>{family.label}</h2>
        <p className={styles.question}>{family.question}</p>
      </header>
      {family.id === 'stay' ? <StayPanel procedures={overview.procedures} shared={shared} /> : null}
      {withFigures.map((row) => (
        <Row key={row.indicator.id} row={row} shared={shared} />
      ))}
      {withoutData.length === 0 ? null : <WithoutData rows={withoutData} shared={shared} />}
    </section>
  );
});

interface RowProps {
  readonly row: IndicatorRow;
  readonly shared: SharedSearch;
}

function Row({ row, shared }: RowProps) {
  const [shown, watch] = useLaterOutOfSight(useMemo(() => ({ row, shared }), [row, shared]));
  return (
    <article className={styles.row} ref={watch} data-columns={shown.row.cells.length}>
      <Cells row={shown.row} shared={shown.shared} />
    </article>
  );
}

const Cells = memo(function Cells({ row, shared }: RowProps) {
  const { indicator, scale } = row;
  return (
    <>
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
    </>
  );
});

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
                {hasValue(cell.figures) ? null : cell.figures.state === 'suppressed' ? (
                  <SuppressedMark rule={cell.figures.rule} />
                ) : (
                  withoutValueReason(cell.figures)
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
