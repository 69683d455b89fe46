import type { DemoAccount } from '@lamina/shared/contract/account.ts';
import { type ReactNode, useState } from 'react';
import { refusalInWords } from '../../lib/account.ts';
import { ROLE_WORDS } from '../../lib/roles.ts';
import styles from './demo-accounts.module.css';
import formStyles from './form.module.css';
import { Refusal } from './refusal.tsx';

export interface DemoAccountsProps {
  readonly accounts: readonly DemoAccount[];
  /** Throws what the server refuses with. */
  readonly onEnter: (email: string, password: string) => Promise<void>;
  /** Under the title. */
  readonly children: ReactNode;
}

/** One click signs in as one of the invented people. */
export function DemoAccounts({ accounts, onEnter, children }: DemoAccountsProps) {
  const [entering, setEntering] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function enter({ email, password }: DemoAccount) {
    setEntering(email);
    setRefusal(null);
    try {
      await onEnter(email, password);
    } catch (error) {
      setRefusal(refusalInWords(error));
    } finally {
      setEntering(null);
    }
  }

  return (
    <section className={formStyles.form} aria-labelledby="demo-accounts">
      <div>
        <h1 id="demo-accounts">Look around as …</h1>
        <p className={formStyles.lead}>
          This is a demo network: its hospitals, surgeons, patients and these accounts are invented.
        </p>
        <div className={formStyles.lead}>{children}</div>
      </div>
      <ul className={styles.accounts}>
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              className={styles.account}
              aria-disabled={entering !== null}
              onClick={() => enter(account)}
            >
              <span className={styles.role}>{ROLE_WORDS[account.role].name}</span>
              <span className={styles.sees}>
                {entering === account.email ? 'Signing in …' : account.sees}
              </span>
              <span className={styles.arrow} aria-hidden="true">
                →
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Refusal sentence={refusal} />
    </section>
  );
}
