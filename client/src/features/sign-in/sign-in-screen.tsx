import type { Session } from '@lamina/shared/contract/account.ts';
import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { refusalInWords, signIn, startSingleSignOn } from '../../lib/account.ts';
import { without } from '../../lib/address.ts';
import { CodeForm } from './code-form.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import styles from './form.module.css';
import { FrontDoor } from './front-door.tsx';
import { PasswordForm } from './password-form.tsx';
import { Refusal } from './refusal.tsx';

const NO_SINGLE_SIGN_ON =
  'Single sign-on did not let you in. Ask an administrator of Lamina whether your e-mail address has an account.';

export interface SignInScreenProps {
  readonly session: Session;
  /** The reader was signed in on this page, and no longer is. */
  readonly hasEnded: boolean;
  /** Resolves when the screen asked for is open. */
  readonly onSignedIn: (email: string) => Promise<void>;
}

/** The way in, at whatever address was asked for. */
export function SignInScreen({ session, hasEnded, onSignedIn }: SignInScreenProps) {
  const { demoAccounts, singleSignOn } = session;
  const [email, setEmail] = useState('');
  const [step, setStep] = useState<'password' | 'code'>('password');
  const search = useSearch({ from: '__root__' });
  const navigate = useNavigate();
  const [refusal, setRefusal] = useState(search.error === undefined ? null : NO_SINGLE_SIGN_ON);
  useEffect(() => {
    document.title = 'Sign in · Lamina';
  }, []);

  async function goOn(who: string) {
    if (search.error !== undefined) {
      await navigate({ to: '.', search: without(search, 'error'), replace: true });
    }
    return onSignedIn(who);
  }

  /** Throws what the server refuses with; the form shows it. */
  async function enter(typedEmail: string, password: string) {
    setRefusal(null);
    if ((await signIn(typedEmail, password)) === 'signed-in') return goOn(typedEmail);
    setEmail(typedEmail);
    setStep('code');
  }

  if (step === 'code') {
    return (
      <FrontDoor>
        <CodeForm email={email} onVerified={() => goOn(email)} onStartAgain={() => setStep('password')} />
      </FrontDoor>
    );
  }
  const isDemo = demoAccounts.length > 0;
  const ended = hasEnded ? (
    <p role="status">Your session has ended. Sign in again, and this screen is as you left it.</p>
  ) : null;
  const form = (
    <>
      <PasswordForm title={isDemo ? 'Sign in with a password' : 'Sign in'} isFirst={!isDemo} onEnter={enter}>
        {isDemo ? null : ended}
      </PasswordForm>
      {singleSignOn === null ? null : (
        <div className={styles.instead}>
          <Button
            variant="default"
            size="md"
            fullWidth
            onClick={() =>
              startSingleSignOn(window.location.href).catch((error: unknown) =>
                setRefusal(refusalInWords(error)),
              )
            }
          >
            Sign in with {singleSignOn}
          </Button>
          <Refusal sentence={refusal} />
        </div>
      )}
    </>
  );
  if (!isDemo) return <FrontDoor>{form}</FrontDoor>;
  return (
    <FrontDoor beside={form}>
      <DemoAccounts accounts={demoAccounts} onEnter={enter}>
        {ended}
      </DemoAccounts>
    </FrontDoor>
  );
}
