import { useEffect } from 'react';
import { useReader } from '../../lib/reader.ts';
import { ROLE_WORDS, roleInWords } from '../../lib/roles.ts';
import styles from './account-screen.module.css';
import { OtherSessions } from './other-sessions.tsx';
import { PasswordSection } from './password-section.tsx';
import { TwoFactorSection } from './two-factor-section.tsx';

/** What the reader is here, and what keeps the account theirs. */
export function AccountScreen() {
  const reader = useReader();
  useEffect(() => {
    document.title = 'Account · Lamina';
  }, []);
  if (reader === null) return <h1>Account</h1>;
  const { may } = ROLE_WORDS[reader.role];
  return (
    <div className={styles.screen}>
      <header>
        <h1>{reader.name}</h1>
        <p className={styles.quiet}>
          {reader.email} · {roleInWords(reader)}
        </p>
        <p className={styles.quiet}>{may} An administrator can change that.</p>
      </header>
      <PasswordSection />
      <TwoFactorSection isOn={reader.twoFactor} />
      <OtherSessions />
    </div>
  );
}
