import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { NewPassword } from '../../components/new-password.tsx';
import {
  AccountRefusal,
  choosePassword,
  endSession,
  refusalInWords,
  SHORTEST_PASSWORD,
} from '../../lib/account.ts';
import styles from './form.module.css';
import { FrontDoor } from './front-door.tsx';
import { Refusal } from './refusal.tsx';

const route = getRouteApi('/choose-password');

/** Where the address leads that an administrator passes on: it works once, and not for long. */
export function ChoosePasswordScreen() {
  const { token } = route.useSearch();
  const [password, setPassword] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [state, setState] = useState<'choosing' | 'chosen' | 'expired'>(
    token === undefined ? 'expired' : 'choosing',
  );
  useEffect(() => {
    document.title = 'Choose a password · Lamina';
  }, []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (token === undefined) return;
    setIsBusy(true);
    setRefusal(null);
    try {
      await choosePassword(token, password);
      setState('chosen');
      // Whoever was signed in here, often the administrator, is not the one who goes on. Without a session there is
      // nothing to end.
      await endSession().catch(() => undefined);
    } catch (error) {
      if (error instanceof AccountRefusal && error.code === 'INVALID_TOKEN') setState('expired');
      else setRefusal(refusalInWords(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <FrontDoor>
      {state === 'choosing' ? (
        <form className={styles.form} onSubmit={submit} aria-label="Choose a password">
          <div>
            <h1>Choose a password</h1>
            <p className={styles.lead}>This link works once.</p>
          </div>
          <NewPassword
            label="New password"
            shortest={SHORTEST_PASSWORD}
            value={password}
            onChange={setPassword}
          />
          <Refusal sentence={refusal} />
          <Button type="submit" size="md" aria-disabled={isBusy}>
            Use this password
          </Button>
        </form>
      ) : null}
      {state === 'chosen' ? (
        <div role="status">
          <h1>Your password is chosen</h1>
          <p className={styles.lead}>
            <a href="/">Sign in with it</a>
          </p>
        </div>
      ) : null}
      {state === 'expired' ? (
        <div role="status">
          <h1>This link no longer works</h1>
          <p className={styles.lead}>
            It has been used, or it has expired. An administrator of Lamina can make a new one for you. If you
            have chosen your password already, <a href="/">sign in</a>.
          </p>
        </div>
      ) : null}
    </FrontDoor>
  );
}
