import type { CompareOutput } from '@lamina/shared/contract/compare.ts';
import { useMemo, useState } from 'react';
import field from '../../components/field.module.css';
import type { SharedSearch } from '../../lib/address.ts';
import styles from './compare-screen.module.css';
import { CompareTable } from './compare-table.tsx';
import { type ComparedRow, isBeyond } from './compared-row.ts';

export interface FoundProvidersProps {
  readonly comparison: CompareOutput;
  readonly rows: readonly ComparedRow[];
  readonly wide: boolean;
  readonly selected: number | undefined;
  readonly onSelect: (id: number | undefined) => void;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly shared: SharedSearch;
}

const VERDICTS = {
  all: { words: 'All verdicts', holds: () => true },
  beyond: { words: 'Beyond chance', holds: ({ classification }: ComparedRow) => isBeyond(classification) },
  within: {
    words: 'Within chance',
    holds: ({ classification }: ComparedRow) => classification !== null && !isBeyond(classification),
  },
  untold: { words: 'Too few to tell', holds: ({ classification }: ComparedRow) => classification === null },
} as const;
type VerdictChoice = keyof typeof VERDICTS;

/** The table of providers, narrowed by name or verdict. */
export function FoundProviders({ comparison, rows, ...table }: FoundProvidersProps) {
  const [name, setName] = useState('');
  const [verdict, setVerdict] = useState<VerdictChoice>('all');
  const found = useMemo(() => {
    const wanted = name.trim().toLowerCase();
    const { holds } = VERDICTS[verdict];
    return rows.filter((row) => row.name.toLowerCase().includes(wanted) && holds(row));
  }, [rows, name, verdict]);
  const { by } = comparison;
  return (
    <div className={styles.listed}>
      <div className={`${styles.find} screen-only`}>
        <input
          type="search"
          className={field.input}
          aria-label={`Find a ${by}`}
          placeholder={`Find a ${by}`}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <select
          className={field.input}
          aria-label="Show verdicts"
          value={verdict}
          onChange={(event) => setVerdict(event.currentTarget.value as VerdictChoice)}
        >
          {Object.entries(VERDICTS).map(([key, { words }]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <CompareTable
        comparison={comparison}
        rows={found}
        caption={by === 'hospital' ? 'Hospitals compared' : 'Surgeons compared'}
        {...table}
      />
      {found.length === 0 ? (
        <p className={styles.none} role="status">
          No {by} is like that.
        </p>
      ) : null}
    </div>
  );
}
