import type { CompareOutput } from '@lamina/shared/contract/compare.ts';
import type { SharedSearch } from '../../lib/address.ts';
import { formatCount, formatProportion, formatPValue } from '../../lib/format.ts';
import { casesBehind, hrefOf } from '../../lib/links.ts';
import { useComparesInFull } from '../../lib/reader.ts';
import styles from './compare-table.module.css';
import type { ComparedRow } from './compared-row.ts';
import { intervalInWords, valueInWords } from './measure-words.ts';

export interface CompareCellProps {
  readonly column: string;
  readonly row: ComparedRow;
  readonly comparison: CompareOutput;
  readonly shared: SharedSearch;
}

/** One figure of a provider; counts lead to the cases behind them. */
export function CompareCell({ column, row, comparison, shared }: CompareCellProps) {
  const { measure, by, indicatorId } = comparison;
  const behind = (counted: 'numerator' | 'denominator') =>
    casesBehind({ shared, indicator: indicatorId, counted, [by]: row.id });
  switch (column) {
    case 'events':
      return row.denominator === 0 ? (
        '–'
      ) : (
        <Count count={row.numerator ?? 0} of={`events of ${row.name}`} behind={behind('numerator')} />
      );
    case 'cases':
      return <Count count={row.denominator} of={`cases of ${row.name}`} behind={behind('denominator')} />;
    case 'expected':
      return row.expected?.toFixed(1) ?? '–';
    case 'value':
      return row.value === null ? '–' : valueInWords(row.value, measure);
    case 'interval':
      return row.interval === null ? '–' : intervalInWords(row.interval, measure);
    case 'quartiles':
      return row.stay === null
        ? '–'
        : intervalInWords({ lower: row.stay.lowerQuartile, upper: row.stay.upperQuartile }, measure);
    case 'verdict':
      return (
        <span className={styles.verdict} data-mark={row.mark}>
          {row.verdict}
        </span>
      );
    case 'p': {
      const pValue = row.classification?.pValue ?? null;
      return pValue === null ? '–' : formatPValue(pValue).replace(/^p (= )?/, '');
    }
    case 'judged':
      return row.completeness === null || row.completeness.cases === 0
        ? '–'
        : `${formatProportion(row.completeness.judged / row.completeness.cases)} of ${formatCount(row.completeness.cases)}`;
    default:
      return null;
  }
}

interface CountProps {
  readonly count: number;
  readonly of: string;
  readonly behind: ReturnType<typeof casesBehind>;
}

/** Leads to the cases behind it, for those who may list them; none is only said. */
function Count({ count, of, behind }: CountProps) {
  const listed = useComparesInFull();
  if (count === 0 || !listed) return formatCount(count);
  return (
    <a href={hrefOf(behind)} className={styles.link} aria-label={`${formatCount(count)} ${of}: list them`}>
      {formatCount(count)}
    </a>
  );
}
