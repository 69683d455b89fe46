import type { ReactNode } from 'react';
import styles from './notice.module.css';

export interface NoticeProps {
  readonly title: string;
  readonly role?: 'alert' | 'status';
  readonly children: ReactNode;
}

/** A state of the whole screen in words: nothing to show, nothing found, failed. */
export function Notice({ title, role, children }: NoticeProps) {
  return (
    <section className={styles.notice} {...(role === undefined ? {} : { role })}>
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
