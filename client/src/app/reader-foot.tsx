import type { Me } from '@lamina/shared/contract/account.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { refusalInWords, signOut } from '../lib/account.ts';
import { sharedOf } from '../lib/address.ts';
import { roleInWords } from '../lib/roles.ts';
import styles from './reader-foot.module.css';
import { SchemeToggle } from './scheme-toggle.tsx';

export interface ReaderFootProps {
  readonly reader: Me;
  readonly onFollow: () => void;
}

/** Who is signed in, as what, and the ways to the account and out. */
export function ReaderFoot({ reader, onFollow }: ReaderFootProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  return (
    <section className={styles.foot} aria-label="Signed in">
      <p className={styles.who}>
        <span className={styles.name}>{reader.name}</span>
        <span className={styles.role}>{roleInWords(reader)}</span>
      </p>
      <p className={styles.ways}>
        <Link to="/account" search={sharedOf} hash="" className={styles.way} onClick={onFollow}>
          Account
        </Link>
        <button
          type="button"
          className={styles.way}
          onClick={() => signOut().catch((error: unknown) => setRefusal(refusalInWords(error)))}
        >
          Sign out
        </button>
      </p>
      {refusal === null ? null : <p role="alert">{refusal}</p>}
      <SchemeToggle />
    </section>
  );
}
