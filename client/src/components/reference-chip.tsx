import { Button } from '@mantine/core';
import { formatCount } from '../lib/format.ts';
import type { ChosenReference } from '../lib/reference-words.ts';
import { FilterChip } from './filter-chip.tsx';
import styles from './reference-chip.module.css';

export interface ReferenceChipProps {
  readonly chosen: readonly ChosenReference[];
  readonly onReset: () => void;
}

/** Which references are compared with: the default ones, or those that the reader chose. */
export function ReferenceChip({ chosen, onReset }: ReferenceChipProps) {
  return (
    <FilterChip
      label="References"
      selection={chosen.length === 0 ? 'default' : `${formatCount(chosen.length)} chosen`}
      active={chosen.length > 0}
      onClear={onReset}
    >
      {(close) => (
        <div className={styles.choices}>
          {chosen.length === 0 ? (
            <p>
              Every figure is compared with its default reference. Open a figure on the overview to see its
              references and choose another.
            </p>
          ) : (
            <>
              <ul className={styles.list}>
                {chosen.map((reference) => (
                  <li key={reference.subject}>
                    <strong>{reference.subject}</strong>
                    <br />
                    {reference.label ?? 'Not the default reference'}
                  </li>
                ))}
              </ul>
              <Button
                size="xs"
                onClick={() => {
                  onReset();
                  close();
                }}
              >
                Back to the default references
              </Button>
            </>
          )}
        </div>
      )}
    </FilterChip>
  );
}
