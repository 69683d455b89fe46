import { useId } from 'react';
import type { Choice } from './choice-list.tsx';
import styles from './one-choice.module.css';

export interface OneChoiceProps {
  readonly label: string;
  /** What choosing none of them is called. */
  readonly anyLabel: string;
  readonly choices: readonly Choice[];
  readonly selected: readonly string[];
  readonly onChange: (selected: readonly string[]) => void;
}

/** One of several, or all of them together: for readers who may not put a few together. */
export function OneChoice({ label, anyLabel, choices, selected, onChange }: OneChoiceProps) {
  const name = useId();
  const all = { value: null, label: anyLabel };
  return (
    <fieldset className={styles.list}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.choices}>
        {[all, ...choices].map((choice) => (
          <label key={choice.value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              checked={
                choice.value === null
                  ? selected.length === 0
                  : selected.length === 1 && selected[0] === choice.value
              }
              onChange={() => onChange(choice.value === null ? [] : [choice.value])}
            />
            {choice.label}
            {'note' in choice ? <span className={styles.note}>{choice.note}</span> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
