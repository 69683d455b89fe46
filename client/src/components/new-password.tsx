import { PasswordInput } from '@mantine/core';
import { useId } from 'react';
import styles from './new-password.module.css';

export interface NewPasswordProps {
  readonly label: string;
  /** Characters that it needs at least. */
  readonly shortest: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A field for a password to be chosen, which says how much is missing: length is all that counts. */
export function NewPassword({ label, shortest, value, onChange }: NewPasswordProps) {
  const hintId = useId();
  const length = [...value].length;
  const share = Math.min(1, length / shortest);
  return (
    <div className={styles.field}>
      <PasswordInput
        label={label}
        size="md"
        required
        withAsterisk={false}
        autoComplete="new-password"
        minLength={shortest}
        maxLength={128}
        aria-describedby={hintId}
        visibilityToggleButtonProps={{ 'aria-label': `Show ${label.toLowerCase()}`, tabIndex: 0 }}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={styles.track} aria-hidden="true">
        <span className={styles.length} style={{ inlineSize: `${share * 100}%` }} />
      </div>
      <p id={hintId} className={styles.hint}>
        {lengthInWords(length, shortest)}
      </p>
    </div>
  );
}

function lengthInWords(length: number, shortest: number): string {
  if (length === 0) {
    return `At least ${shortest} characters. A few words that have nothing to do with each other are easy to keep in mind and hard to guess.`;
  }
  const missing = shortest - length;
  if (missing > 0) return `${missing} more ${missing === 1 ? 'character is' : 'characters are'} needed.`;
  return 'Long enough. Every further word makes it harder to guess.';
}
