import type { OverviewOutput } from '@lamina/shared/contract/overview.ts';
import { SuppressedMark } from '../../components/suppressed-mark.tsx';
import { formatCount } from '../../lib/format.ts';
import styles from './finding-list.module.css';

/** How many figures the reader is not told, and by which rule. */
export function HiddenFigures({ procedures }: Pick<OverviewOutput, 'procedures'>) {
  const figures = procedures.flatMap(({ indicators }) => indicators);
  const rules = figures.flatMap((each) => (each.state === 'suppressed' ? each.rule : []));
  const [rule] = rules;
  if (rule === undefined) return null;
  return (
    <p className={styles.hidden}>
      {formatCount(rules.length)} of {formatCount(figures.length)} figures are not told.{' '}
      <SuppressedMark rule={rule} inFull />
    </p>
  );
}
