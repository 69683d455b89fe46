import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { FilterField } from '../lib/filter-fields.ts';
import styles from './filter-bar.module.css';

export interface AddFilterProps {
  readonly fields: readonly FilterField[];
  readonly onAdd: (name: FilterField['name']) => void;
}

export function AddFilter({ fields, onAdd }: AddFilterProps) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      trapFocus
      offset={6}
      shadow="none"
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.add}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          More filters
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu ?? ''} aria-label="More filters">
        <ul>
          {fields.map((field) => (
            <li key={field.name}>
              <button
                type="button"
                className={styles.item}
                onClick={() => {
                  setOpened(false);
                  onAdd(field.name);
                }}
              >
                {field.label}
              </button>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
