import type { ReactNode } from 'react';
import mark from '../../app/lamina.svg';
import styles from './front-door.module.css';

export interface FrontDoorProps {
  /** Beside the words and form of this screen, on the right where there is room. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** What somebody sees who is not signed in: which house this is, and the way in. */
export function FrontDoor({ beside, children }: FrontDoorProps) {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <p className={styles.brand}>
          <img src={mark} alt="" width={24} height={24} />
          Lamina
        </p>
        <p className={styles.about}>
          Outcomes of laminectomy, discectomy and fusion, compared with published references
        </p>
      </header>
      <main className={styles.main} data-beside={beside !== undefined}>
        <div className={styles.column}>{children}</div>
        {beside === undefined ? null : <div className={styles.beside}>{beside}</div>}
      </main>
    </div>
  );
}
