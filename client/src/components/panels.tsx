import type { ReactNode } from 'react';
import styles from './panels.module.css';

/** One chart below the other, with the same space between them on every screen. */
export function Panels({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.panels} data-paper="upright">
      {children}
    </div>
  );
}
