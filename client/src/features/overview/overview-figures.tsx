import type { OverviewOutput } from '@lamina/shared/contract/overview.ts';
import { memo, type ReactNode, useDeferredValue, useMemo } from 'react';
import { VerdictMark } from '../../components/verdict-mark.tsx';
import type { VerdictTone } from '../../components/verdict-tone.ts';
import type { SharedSearch } from '../../lib/address.ts';
import { FAMILIES } from '../../lib/families.ts';
import { formatCases } from '../../lib/format.ts';
import { inWords } from '../../lib/words.ts';
import { FamilySection, type ShownFigures } from './family-section.tsx';
import { FindingList } from './finding-list.tsx';
import { findingsOf } from './findings.ts';
import { HiddenFigures } from './hidden-figures.tsx';
import styles from './overview-screen.module.css';
import { PublishedPanel } from './published-panel.tsx';

export interface OverviewFiguresProps {
  readonly overview: OverviewOutput;
  readonly shared: SharedSearch;
}

const KEY: readonly { tone: VerdictTone; words: string }[] = [
  { tone: 'outside-worse', words: 'differs from the reference beyond chance, away from what is hoped for' },
  { tone: 'outside-better', words: 'differs beyond chance, towards what is hoped for' },
  { tone: 'outside', words: 'differs beyond chance, neither direction hoped for' },
  { tone: 'within', words: 'within the reference' },
  { tone: 'untold', words: 'too few cases to tell' },
];

/** Findings in words, then the procedures side by side; not drawn again while neither cases nor filter change. */
export const OverviewFigures = memo(function OverviewFigures({ overview, shared }: OverviewFiguresProps) {
  const findings = findingsOf(overview);
  const shown = useMemo(() => ({ overview, shared }), [overview, shared]);
  return (
    <>
      {findings.length === 0 && overview.procedures.some(isHidden) ? null : (
        <FindingList findings={findings} shared={shared} />
      )}
      <HiddenFigures procedures={overview.procedures} />
      <div className={styles.columns} data-columns={overview.procedures.length} data-paper="upright">
        <span />
        {overview.procedures.map(({ procedure, cases }) => (
          <p key={procedure} className={styles.column}>
            {inWords(procedure)}{' '}
            {cases === null ? null : <span className={styles.cases}>{formatCases(cases)}</span>}
          </p>
        ))}
      </div>
      <Families shown={shown}>
        {FAMILIES.map((family) => (
          <FamilySection key={family.id} family={family} shown={shown} />
        ))}
      </Families>
      <PublishedPanel comparators={overview.comparators} />
      <ul className={styles.key} aria-label="Key">
        {KEY.map(({ tone, words }) => (
          <li key={tone}>
            <VerdictMark tone={tone} /> {words}
          </li>
        ))}
      </ul>
    </>
  );
});

interface FamiliesProps {
  readonly shown: ShownFigures;
  readonly children: ReactNode;
}

/** Busy until those that are out of sight are drawn too. */
function Families({ shown, children }: FamiliesProps) {
  const drawn = useDeferredValue(shown);
  return <div aria-busy={drawn !== shown}>{children}</div>;
}

/** Then it is not for want of a reference that nothing is found. */
function isHidden({ indicators }: OverviewOutput['procedures'][number]): boolean {
  return indicators.some(({ state }) => state === 'suppressed');
}
