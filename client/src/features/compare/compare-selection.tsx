import type { CompareOutput } from '@lamina/shared/contract/compare.ts';
import { Link } from '@tanstack/react-router';
import { SignalMark } from '../../charts/signal-mark.tsx';
import bar from '../../components/selection-bar.module.css';
import type { SharedSearch } from '../../lib/address.ts';
import { formatCount } from '../../lib/format.ts';
import { casesBehind } from '../../lib/links.ts';
import { useComparesInFull } from '../../lib/reader.ts';
import { type ComparedRow, rowInWords } from './compared-row.ts';

export interface CompareSelectionProps {
  readonly comparison: CompareOutput;
  readonly row: ComparedRow;
  readonly shared: SharedSearch;
  readonly onOnly: () => void;
  readonly onClose: () => void;
}

/** The one provider that the reader chose: its figures in words, and the ways on from it. */
export function CompareSelection({ comparison, row, shared, onOnly, onClose }: CompareSelectionProps) {
  const [name, ...lines] = rowInWords(row, comparison);
  const { by, indicatorId } = comparison;
  const inFull = useComparesInFull();
  const behind = (counted: 'numerator' | 'denominator') =>
    casesBehind({ shared, indicator: indicatorId, counted, [by]: row.id });
  return (
    <section className={bar.selection} aria-label={`Selected: ${row.name}`}>
      <p className={bar.words}>
        <SignalMark mark={row.mark} /> <strong>{name}</strong> <span>{lines.join('. ')}.</span>
      </p>
      <p className={`${bar.ways} screen-only`}>
        {!inFull ? null : (
          <>
            {row.numerator !== null && row.numerator > 0 ? (
              <Link {...behind('numerator')}>
                {row.numerator === 1 ? 'Its 1 event' : `Its ${formatCount(row.numerator)} events`}
              </Link>
            ) : null}
            <Link {...behind('denominator')}>
              {row.denominator === 1 ? 'Its 1 case' : `Its ${formatCount(row.denominator)} cases`}
            </Link>
            <Link
              to="/trend"
              search={{
                ...shared,
                ...(by === 'hospital' ? { hospitals: [row.id] } : { surgeons: [row.id] }),
                indicator: indicatorId,
              }}
            >
              Its trend
            </Link>
            <button type="button" className={bar.way} onClick={onOnly}>
              {by === 'hospital' ? 'Its surgeons' : 'Only this surgeon'}
            </button>
          </>
        )}
        <button type="button" className={bar.way} onClick={onClose}>
          Clear selection
        </button>
      </p>
    </section>
  );
}
