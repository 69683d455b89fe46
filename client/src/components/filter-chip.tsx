import { Popover } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './filter-chip.module.css';

export interface FilterChipProps {
  readonly label: string;
  /** What is selected, in words. */
  readonly selection: string;
  readonly active: boolean;
  /** Opened as soon as it appears: the reader has just asked for it. */
  readonly initiallyOpen?: boolean;
  readonly onClear?: () => void;
  readonly children: (close: () => void) => ReactNode;
}

/** One filter in words; it opens the choices. */
export function FilterChip({
  label,
  selection,
  active,
  initiallyOpen = false,
  onClear,
  children,
}: FilterChipProps) {
  const [opened, setOpened] = useState(initiallyOpen);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpened(false);

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
        onChange={setOpened}
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
            onClick={() => setOpened(!opened)}
          >
            <span className={styles.label}>{label}:</span> <span>{selection}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown className={styles.dropdown ?? ''} aria-label={label}>
          {children(close)}
        </Popover.Dropdown>
      </Popover>
      {active && onClear !== undefined ? (
        <button type="button" className={styles.clear} aria-label={`Clear ${label}`} onClick={onClear}>
          <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
            <path d="M1.5 1.5 L8.5 8.5 M8.5 1.5 L1.5 8.5" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </button>
      ) : null}
    </span>
  );
}
