import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './person-details.module.css';
import { Refusal } from './refusal.tsx';

export interface PersonActProps {
  readonly title: string;
  /** What it does, and what it is for. */
  readonly about: string;
  /** What the button is called. */
  readonly label: string;
  /** What follows from it, where the reader has to think twice. */
  readonly question?: string;
  /** What has been done, where nothing else shows it. */
  readonly done?: string;
  readonly act: {
    readonly isPending: boolean;
    readonly isSuccess: boolean;
    readonly error: { readonly message: string } | null;
  };
  /** What it fails with is in `act`. */
  readonly onDo: () => Promise<unknown>;
  /** What came of it. */
  readonly children?: ReactNode;
}

/** One thing that an administrator can do about a person, confirmed in place where it matters. */
export function PersonAct({ title, about, label, question, done, act, onDo, children }: PersonActProps) {
  const [isAsking, setIsAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const start = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  // The button that was pressed gives way to others: the focus goes along, and comes back.
  useEffect(() => {
    if (isAsking) keep.current?.focus();
    else if (wasAsking.current) start.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  function run() {
    setIsAsking(false);
    onDo().catch(() => undefined);
  }

  return (
    <li className={styles.item}>
      <div>
        <h3>{title}</h3>
        <p className={styles.quiet}>{about}</p>
      </div>
      {isAsking ? (
        <fieldset className={styles.question} aria-label={`${label}?`}>
          <p>{question}</p>
          <p className={styles.copy}>
            <Button onClick={run}>{label}</Button>
            <Button ref={keep} variant="subtle" onClick={() => setIsAsking(false)}>
              Leave it
            </Button>
          </p>
        </fieldset>
      ) : (
        <Button
          ref={start}
          variant="default"
          className={styles.act ?? ''}
          aria-disabled={act.isPending}
          onClick={() => (question === undefined ? run() : setIsAsking(true))}
        >
          {label}
        </Button>
      )}
      <Refusal error={act.error} />
      <div role="status">
        {done !== undefined && act.isSuccess ? <p className={styles.quiet}>{done}</p> : null}
      </div>
      {children}
    </li>
  );
}
