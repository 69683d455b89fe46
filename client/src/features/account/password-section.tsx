import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { NewPassword } from '../../components/new-password.tsx';
import { changePassword, SHORTEST_PASSWORD } from '../../lib/account.ts';
import styles from './account-screen.module.css';
import { Outcome } from './outcome.tsx';
import { OwnPassword } from './own-password.tsx';
import { useAct } from './use-act.ts';

export function PasswordSection() {
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState('');
  const [done, setDone] = useState<string | null>(null);
  const { isBusy, refusal, run } = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setDone(null);
    if (!(await run(() => changePassword(current, chosen)))) return;
    setCurrent('');
    setChosen('');
    setDone('The password is changed. You stay signed in here, and nowhere else.');
  }

  return (
    <section className={styles.section} aria-labelledby="password">
      <div>
        <h2 id="password">Password</h2>
        <p className={styles.quiet}>Changing it signs you out everywhere but here.</p>
      </div>
      <form className={styles.form} onSubmit={submit} aria-labelledby="password">
        <OwnPassword label="Current password" value={current} onChange={setCurrent} />
        <NewPassword label="New password" shortest={SHORTEST_PASSWORD} value={chosen} onChange={setChosen} />
        <Outcome refusal={refusal} done={done} />
        <Button type="submit" variant="default" aria-disabled={isBusy}>
          Change password
        </Button>
      </form>
    </section>
  );
}
