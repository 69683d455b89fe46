import type { ReactNode } from 'react';
import styles from './notice.module.css';

export interface NoticeProps {
  readonly title: string;
  readonly role?: 'alert' | 'status';
  /** Nothing else heads the screen. */
  readonly alone?: boolean;
  readonly children: ReactNode;
}

/** A state of the whole screen in words: nothing to show, nothing found, failed. */
export function Notice({ title, role, alone = false, children }: NoticeProps) {
  const Heading = alone ? 'h1' : 'h2';
  return (
    <section className={styles.notice} {...(role === undefined ? {} : { role })}>
      <Heading className={styles.title}>{title}</Heading>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
