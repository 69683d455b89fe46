import type { OverviewOutput, ReferenceChoice } from '@lamina/shared/contract/overview.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { Button } from '@mantine/core';
import type { z } from 'zod';
import { FilterChip } from '../../components/filter-chip.tsx';
import { formatCount } from '../../lib/format.ts';
import { subjectInWords } from '../../lib/subject.ts';
import { referenceKey } from './figure-key.ts';
import styles from './reference-chip.module.css';

export interface ReferenceChipProps {
  readonly chosen: z.infer<typeof ReferenceChoice>;
  readonly overview: OverviewOutput;
  readonly onReset: () => void;
}

/** Which references are compared with: the default ones, or those that the reader chose in the details. */
export function ReferenceChip({ chosen, overview, onReset }: ReferenceChipProps) {
  const choices = overview.procedures.flatMap(({ procedure, indicators }) =>
    indicators.flatMap(({ indicatorId, references }) => {
      const indicator = findIndicator(indicatorId);
      const reference = references.find(({ id }) => id === chosen[referenceKey({ indicatorId, procedure })]);
      return indicator === undefined || reference === undefined
        ? []
        : [{ subject: subjectInWords(indicator, procedure), label: reference.label }];
    }),
  );
  const count = Object.keys(chosen).length;
  return (
    <FilterChip
      label="References"
      selection={count === 0 ? 'default' : `${formatCount(count)} chosen`}
      active={count > 0}
      onClear={onReset}
    >
      {(close) => (
        <div className={styles.choices}>
          {count === 0 ? (
            <p>
              Every figure is compared with its default reference. Open a figure to see its references and
              choose another.
            </p>
          ) : (
            <>
              <ul className={styles.list}>
                {choices.map(({ subject, label }) => (
                  <li key={subject}>
                    <strong>{subject}</strong>
                    <br />
                    {label}
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
