import type { CaseOutput } from '@lamina/shared/contract/case.ts';
import { Contest, type SurgeonChoice } from '@lamina/shared/contract/reviews.ts';
import { useId, useState } from 'react';
import { useReader } from '../../lib/reader.ts';
import { ContestDetails } from './contest-details.tsx';
import { type ContestDraft, contestKinds } from './contest-kinds.ts';
import styles from './review-drawer.module.css';

export interface ContestFieldsProps {
  readonly found: CaseOutput;
  readonly surgeons: readonly SurgeonChoice[];
  /** Null while something is missing. */
  readonly onChange: (contest: Contest | null) => void;
}

/** What is not right, in plain words, and what it should be. */
export function ContestFields({ found, surgeons, onChange }: ContestFieldsProps) {
  const reader = useReader();
  const name = useId();
  const [draft, setDraft] = useState<ContestDraft | null>(null);
  const groups = contestKinds(found, reader?.role === 'surgeon');

  function change(next: ContestDraft) {
    setDraft(next);
    const parsed = Contest.safeParse(next.contest);
    onChange(parsed.success ? parsed.data : null);
  }
  return (
    <div className={styles.kinds}>
      {groups.map(({ title, kinds }) => (
        <fieldset key={title} className={styles.group}>
          <legend className={styles.legend}>{title}</legend>
          {kinds.map((kind) => (
            <label key={kind.id} className={styles.kind}>
              <input type="radio" name={name} checked={draft?.id === kind.id} onChange={() => change(kind)} />
              {kind.label}
            </label>
          ))}
          {draft !== null && kinds.some(({ id }) => id === draft.id) ? (
            <div className={styles.details}>
              <ContestDetails
                key={draft.id}
                contest={draft.contest}
                surgeons={surgeons}
                onChange={(contest) => change({ ...draft, contest })}
              />
            </div>
          ) : null}
        </fieldset>
      ))}
    </div>
  );
}
