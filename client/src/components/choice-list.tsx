import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePointAhead } from '../lib/point-ahead.ts';
import styles from './choice-list.module.css';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
}

export interface ChoiceListProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly selected: readonly string[];
  readonly onChange: (selected: readonly string[]) => void;
  /** Told what would be selected, before the reader has decided. */
  readonly onPrepare?: ((selected: readonly string[]) => void) | undefined;
}

/** More choices than this get a field to search in, and at most so many are listed at once. */
const SEARCHABLE_FROM = 10;
const LISTED_AT_MOST = 100;

/** Checkboxes for any number of choices; selected ones that the search hides stay selected. */
export function ChoiceList({ label, choices, selected, onChange, onPrepare }: ChoiceListProps) {
  const [search, setSearch] = useState('');
  const found = choices.filter((choice) => choice.label.toLowerCase().includes(search.trim().toLowerCase()));
  const listed = found.slice(0, LISTED_AT_MOST);

  const pointAhead = usePointAhead();
  const toggled = (value: string, checked: boolean) =>
    checked ? [...selected, value] : selected.filter((other) => other !== value);

  return (
    <fieldset className={styles.list}>
      <legend className={styles.legend}>{label}</legend>
      {choices.length > SEARCHABLE_FROM ? (
        <TextInput
          size="xs"
          aria-label={`Search ${label.toLowerCase()}`}
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      ) : null}
      <div className={styles.choices}>
        {listed.map((choice) => (
          <Checkbox
            key={choice.value}
            size="xs"
            classNames={{
              root: styles.choice ?? '',
              body: styles.choiceBody ?? '',
              labelWrapper: styles.choiceLabel ?? '',
            }}
            label={
              <>
                {choice.label}
                {choice.note === undefined ? null : <span className={styles.note}>{choice.note}</span>}
              </>
            }
            checked={selected.includes(choice.value)}
            onChange={(event) => onChange(toggled(choice.value, event.currentTarget.checked))}
            wrapperProps={pointAhead(
              onPrepare && (() => onPrepare(toggled(choice.value, !selected.includes(choice.value)))),
            )}
          />
        ))}
        {listed.length === 0 ? <p className={styles.empty}>Nothing is called that.</p> : null}
        {found.length > listed.length ? (
          <p className={styles.empty}>{found.length - listed.length} more: search to find them.</p>
        ) : null}
      </div>
    </fieldset>
  );
}
