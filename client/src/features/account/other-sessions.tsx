import { Button } from '@mantine/core';
import { useState } from 'react';
import { endOtherSessions } from '../../lib/account.ts';
import styles from './account-screen.module.css';
import { Outcome } from './outcome.tsx';
import { useAct } from './use-act.ts';

export function OtherSessions() {
  const [done, setDone] = useState<string | null>(null);
  const { isBusy, refusal, run } = useAct();

  async function end() {
    setDone(null);
    if (await run(endOtherSessions)) setDone('Done: you are signed in here, and nowhere else.');
  }

  return (
    <section className={styles.section} aria-labelledby="sessions">
      <div>
        <h2 id="sessions">Other sessions</h2>
        <p className={styles.quiet}>
          For when you forgot to sign out on another computer. This browser stays signed in.
        </p>
      </div>
      <div className={styles.form}>
        <Button variant="default" className={styles.act ?? ''} aria-disabled={isBusy} onClick={end}>
          End all other sessions
        </Button>
        <Outcome refusal={refusal} done={done} />
      </div>
    </section>
  );
}
