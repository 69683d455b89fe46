import type { FilterOptions } from '@lamina/shared/contract/overview.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import {
  FILTER_FIELDS,
  type FilterField,
  PUBLISHED_FIELDS,
  selectedPeriodInWords,
  selectionInWords,
} from '../lib/filter-fields.ts';
import { useReader } from '../lib/reader.ts';
import { AddFilter } from './add-filter.tsx';
import { ChoiceList } from './choice-list.tsx';
import styles from './filter-bar.module.css';
import { FilterChip } from './filter-chip.tsx';
import { OneChoice } from './one-choice.tsx';
import { PeriodChoice } from './period-choice.tsx';

export interface FilterBarProps {
  readonly filter: CaseFilter;
  readonly options: FilterOptions;
  /** Where limits start anew, as 'YYYY-MM-DD~why', on a screen that has such limits. */
  readonly rebases?: readonly string[];
  readonly onChange: (filter: CaseFilter) => void;
  /** Told of a filter that the reader is about to choose. */
  readonly onPrepare?: ((filter: CaseFilter) => void) | undefined;
  /** Further chips that a screen adds. */
  readonly children?: ReactNode;
}

/** Every filter as a chip in words: the usual ones always, the others once set or added. */
export function FilterBar({ filter, options, rebases = [], onChange, onPrepare, children }: FilterBarProps) {
  const [added, setAdded] = useState<FilterField['name'] | null>(null);
  const isActive = (field: FilterField) => field.read(filter).length > 0;
  // Surgeons see their own cases: there is nothing to choose.
  const isSurgeon = useReader()?.role === 'surgeon';
  const isPublished = options.published !== null;
  const fields = FILTER_FIELDS.filter(({ name }) => !(isSurgeon && name === 'surgeons'));
  const isOffered = ({ name }: FilterField) => !isPublished || PUBLISHED_FIELDS.has(name);
  const shown = fields.filter(
    (field) => (field.prominent && isOffered(field)) || isActive(field) || field.name === added,
  );
  const hidden = fields.filter((field) => !shown.includes(field));

  function changed(field: FilterField, values: readonly string[]): CaseFilter {
    const { [field.name]: _replaced, ...rest } = filter;
    return { ...rest, ...field.write(values) };
  }

  function chipOf(field: FilterField) {
    return (
      <FilterChip
        key={field.name}
        label={field.label}
        selection={selectionInWords(field, filter, options)}
        active={isActive(field)}
        initiallyOpen={field.name === added}
        onClear={() => onChange(changed(field, []))}
        onPrepareClear={onPrepare && (() => onPrepare(changed(field, [])))}
      >
        {(close) =>
          isPublished ? (
            <OneChoice
              label={field.label}
              anyLabel={field.anyLabel}
              choices={field.choices(options)}
              selected={field.read(filter)}
              onChange={(values) => {
                onChange(changed(field, values));
                close();
              }}
            />
          ) : (
            <ChoiceList
              label={field.label}
              choices={field.choices(options)}
              selected={field.read(filter)}
              onChange={(values) => onChange(changed(field, values))}
              onPrepare={onPrepare && ((values) => onPrepare(changed(field, values)))}
            />
          )
        }
      </FilterChip>
    );
  }

  // What sticks below the bar has to know how tall it is: chips wrap.
  const { ref, height } = useElementSize({ box: 'border-box' });
  useEffect(() => {
    document.documentElement.style.setProperty('--bar-height', `${height}px`);
  }, [height]);

  const { from, to, ...withoutPeriod } = filter;
  const [procedure, ...others] = shown;
  return (
    <search ref={ref} className={`${styles.bar} screen-only`} aria-label="Filters">
      {procedure === undefined ? null : chipOf(procedure)}
      <FilterChip
        key="period"
        label="Period"
        selection={selectedPeriodInWords(filter, options)}
        active={from !== undefined || to !== undefined}
        onClear={() => onChange(withoutPeriod)}
        onPrepareClear={onPrepare && (() => onPrepare(withoutPeriod))}
      >
        {(close) => (
          <PeriodChoice
            period={filter}
            firstOperation={options.firstOperation}
            lastOperation={options.lastOperation}
            years={options.published?.years ?? null}
            lastRebase={
              rebases
                .map((rebase) => rebase.slice(0, 10))
                .toSorted()
                .at(-1) ?? null
            }
            onChange={(period) => {
              onChange({ ...withoutPeriod, ...period });
              close();
            }}
            onPrepare={onPrepare && ((period) => onPrepare({ ...withoutPeriod, ...period }))}
          />
        )}
      </FilterChip>
      {others.map(chipOf)}
      {children}
      {isPublished ? null : <AddFilter fields={hidden} onAdd={setAdded} />}
    </search>
  );
}
