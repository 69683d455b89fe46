import { Popover } from '@mantine/core';
import { memo, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { usePointAhead } from '../lib/point-ahead.ts';
import styles from './filter-chip.module.css';

export interface FilterChipProps {
  readonly label: string;
  /** What is selected, in words. */
  readonly selection: string;
  readonly active: boolean;
  /** Opened as soon as it appears: the reader has just asked for it. */
  readonly initiallyOpen?: boolean;
  readonly onClear?: () => void;
  /** Told that the reader is about to clear it. */
  readonly onPrepareClear?: (() => void) | undefined;
  readonly children: (close: () => void) => ReactNode;
}

/** One filter in words; it opens the choices. */
export function FilterChip({
  label,
  selection,
  active,
  initiallyOpen = false,
  onClear,
  onPrepareClear,
  children,
}: FilterChipProps) {
  const [opened, setOpened] = useState(initiallyOpen);
  const latest = useRef({ onClear, onPrepareClear });
  useLayoutEffect(() => {
    latest.current = { onClear, onPrepareClear };
  });
  const clear = useCallback(() => latest.current.onClear?.(), []);
  const prepareClear = useCallback(() => latest.current.onPrepareClear?.(), []);
  return (
    <Chip
      label={label}
      selection={selection}
      clearable={active && onClear !== undefined}
      active={active}
      opened={opened}
      onOpened={setOpened}
      onClear={clear}
      onPrepareClear={prepareClear}
    >
      {opened ? children(() => setOpened(false)) : null}
    </Chip>
  );
}

interface ChipProps {
  readonly label: string;
  readonly selection: string;
  readonly active: boolean;
  readonly clearable: boolean;
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  readonly onClear: () => void;
  readonly onPrepareClear: () => void;
  /** Null while it is closed. */
  readonly children: ReactNode;
}

/** Not drawn again while it is closed and says the same. */
const Chip = memo(function Chip({
  label,
  selection,
  active,
  clearable,
  opened,
  onOpened,
  onClear,
  onPrepareClear,
  children,
}: ChipProps) {
  const button = useRef<HTMLButtonElement>(null);
  const pointAhead = usePointAhead();

  const wasOpened = useRef(opened);
  useEffect(() => {
    const closed = wasOpened.current && !opened;
    wasOpened.current = opened;
    if (!closed) return;
    // Where the chip was opened from a menu that is gone, the focus has nothing else to return to.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) button.current?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [opened]);
  return (
    <span className={styles.chip} data-active={active}>
      <Popover
        opened={opened}
        onChange={onOpened}
        position="bottom-start"
        trapFocus
        returnFocus
        withinPortal
        shadow="none"
        offset={6}
        transitionProps={{ duration: 0 }}
      >
        <Popover.Target>
          <button
            ref={button}
            type="button"
            className={styles.button}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => onOpened(!opened)}
          >
            <span className={styles.label}>{label}:</span> <span>{selection}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown className={styles.dropdown ?? ''} aria-label={label}>
          {children}
        </Popover.Dropdown>
      </Popover>
      {clearable ? (
        <button
          type="button"
          className={styles.clear}
          aria-label={`Clear ${label}`}
          onClick={onClear}
          {...pointAhead(onPrepareClear)}
        >
          <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
            <path d="M1.5 1.5 L8.5 8.5 M8.5 1.5 L1.5 8.5" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </button>
      ) : null}
    </span>
  );
});
