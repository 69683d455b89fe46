import type { FilterOptions } from '@lamina/shared/contract/overview.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { FILTER_FIELDS, type FilterField, selectionInWords } from '../lib/filter-fields.ts';
import { periodInWords } from '../lib/period-presets.ts';
import { AddFilter } from './add-filter.tsx';
import { ChoiceList } from './choice-list.tsx';
import styles from './filter-bar.module.css';
import { FilterChip } from './filter-chip.tsx';
import { PeriodChoice } from './period-choice.tsx';

export interface FilterBarProps {
  readonly filter: CaseFilter;
  readonly options: FilterOptions;
  readonly onChange: (filter: CaseFilter) => void;
  /** Further chips that a screen adds. */
  readonly children?: ReactNode;
}

/** Every filter as a chip in words: the usual ones always, the others once set or added. */
export function FilterBar({ filter, options, onChange, children }: FilterBarProps) {
  const [added, setAdded] = useState<FilterField['name'] | null>(null);
  const isActive = (field: FilterField) => field.read(filter).length > 0;
  const shown = FILTER_FIELDS.filter((field) => field.prominent || isActive(field) || field.name === added);
  const hidden = FILTER_FIELDS.filter((field) => !shown.includes(field));

  function change(field: FilterField, values: readonly string[]) {
    const { [field.name]: _replaced, ...rest } = filter;
    onChange({ ...rest, ...field.write(values) });
  }

  function chipOf(field: FilterField) {
    return (
      <FilterChip
        key={field.name}
        label={field.label}
        selection={selectionInWords(field, filter, options)}
        active={isActive(field)}
        initiallyOpen={field.name === added}
        onClear={() => change(field, [])}
      >
        {() => (
          <ChoiceList
            label={field.label}
            choices={field.choices(options)}
            selected={field.read(filter)}
            onChange={(values) => change(field, values)}
          />
        )}
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
        selection={periodInWords(filter, options.lastOperation)}
        active={from !== undefined || to !== undefined}
        onClear={() => onChange(withoutPeriod)}
      >
        {(close) => (
          <PeriodChoice
            period={filter}
            firstOperation={options.firstOperation}
            lastOperation={options.lastOperation}
            onChange={(period) => {
              onChange({ ...withoutPeriod, ...period });
              close();
            }}
          />
        )}
      </FilterChip>
      {others.map(chipOf)}
      {children}
      <AddFilter fields={hidden} onAdd={setAdded} />
    </search>
  );
}
