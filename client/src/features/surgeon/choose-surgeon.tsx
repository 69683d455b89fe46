import type { FilterOptions } from '@lamina/shared/contract/overview.ts';
import { useId, useState } from 'react';
import field from '../../components/field.module.css';
import { Notice } from '../../components/notice.tsx';
import { formatCases } from '../../lib/format.ts';
import styles from './surgeon-screen.module.css';

export interface ChooseSurgeonProps {
  readonly surgeons: FilterOptions['surgeons'];
  /** How many the filter names by now. */
  readonly chosen: number;
  readonly onChoose: (id: number) => void;
}

const LISTED_AT_MOST = 60;

/** Whose page it is: a surgeon’s account says so, others choose. */
export function ChooseSurgeon({ surgeons, chosen, onChoose }: ChooseSurgeonProps) {
  const id = useId();
  const [search, setSearch] = useState('');
  const found = surgeons.filter(({ label }) => label.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <Notice title="Whose cases are these?">
      <p>
        {chosen > 1
          ? 'This page is about one surgeon, and the filter names several. Choose one.'
          : 'This page shows the cases of one surgeon, as that surgeon sees them. Choose whose.'}
      </p>
      <label className={field.field} htmlFor={id}>
        <span className={field.label}>Find a surgeon</span>
        <input
          id={id}
          className={field.input}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <ul className={styles.surgeons}>
        {found.slice(0, LISTED_AT_MOST).map((surgeon) => (
          <li key={surgeon.id}>
            <button type="button" className={styles.surgeon} onClick={() => onChoose(surgeon.id)}>
              <span>{surgeon.label}</span>
              <span className={styles.count}>{formatCases(surgeon.cases)}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p>Nobody is called that.</p> : null}
      {found.length > LISTED_AT_MOST ? (
        <p>{found.length - LISTED_AT_MOST} more: search to find them.</p>
      ) : null}
    </Notice>
  );
}
