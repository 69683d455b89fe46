import { memo, type ReactNode, useEffect, useState } from 'react';
import { useSoftLinks } from '../lib/soft-links.ts';
import styles from './stale.module.css';

export interface StaleProps {
  /** Whether the contents belong to an earlier question while the answer to this one is on its way. */
  readonly stale: boolean;
  readonly children: ReactNode;
}

/** After so many milliseconds the old picture dims. */
const LONG = 200;
/** After so many, what is clicked in the old picture belongs to the new address. */
const VERY_LONG = 1000;

/** Keeps the old picture until the new one is there. Plain links in it open without loading the page anew. */
export function Stale({ stale, children }: StaleProps) {
  const follow = useSoftLinks();
  const long = useLong(stale);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links within are what is clicked, and Enter clicks them
    <div className={styles.contents} data-stale={stale && long} aria-busy={stale} onClick={follow}>
      <HeldWhileStale stale={stale}>{children}</HeldWhileStale>
    </div>
  );
}

/** The old contents as they are, until they have been stale for very long. */
export function HeldWhileStale({ stale, children }: StaleProps) {
  const veryLong = useLong(stale, VERY_LONG);
  return <Held held={stale && !veryLong}>{children}</Held>;
}

interface HeldProps {
  readonly held: boolean;
  readonly children: ReactNode;
}

/** Drawing the old figures once more, only to replace them a moment later, would take longer than asking for the new ones. */
const Held = memo(
  ({ children }: HeldProps) => children,
  (_before, { held }) => held,
);

/** Whether it has been stale for so long that the reader is to see it. */
export function useLong(stale: boolean, milliseconds = LONG): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!stale) return;
    const timer = setTimeout(() => setLong(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [stale, milliseconds]);
  return long;
}
