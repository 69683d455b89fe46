import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { refusalInWords, verifyBackupCode, verifyCode } from '../../lib/account.ts';
import styles from './form.module.css';
import { Refusal } from './refusal.tsx';

export interface CodeFormProps {
  readonly email: string;
  readonly onVerified: () => Promise<void>;
  readonly onStartAgain: () => void;
}

/** The second step for those who have turned it on: the code of the app, or one of the codes kept for when it is lost. */
export function CodeForm({ email, onVerified, onStartAgain }: CodeFormProps) {
  const [kind, setKind] = useState<'app' | 'backup'>('app');
  const [code, setCode] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const fromApp = kind === 'app';

  // The reader comes from the form before, or from the other kind of code, and goes on typing.
  useEffect(() => field.current?.focus(), [kind]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setIsBusy(true);
    setRefusal(null);
    try {
      await (fromApp ? verifyCode(code.replaceAll(/\s/g, '')) : verifyBackupCode(code.trim()));
      await onVerified();
    } catch (error) {
      setRefusal(refusalInWords(error));
      field.current?.select();
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-label="Second step">
      <div>
        <h1>{fromApp ? 'Your six-digit code' : 'One of your backup codes'}</h1>
        <p className={styles.lead}>
          {fromApp
            ? `Signing in as ${email}. Your authenticator app shows the code.`
            : `Signing in as ${email}. Each of the codes that you kept works once.`}
        </p>
      </div>
      <TextInput
        ref={field}
        className={styles.code ?? ''}
        label={fromApp ? 'Code' : 'Backup code'}
        size="md"
        required
        withAsterisk={false}
        autoComplete="one-time-code"
        {...(fromApp ? { inputMode: 'numeric', pattern: '[0-9 ]{6,7}', maxLength: 7 } : {})}
        title={fromApp ? 'Six digits' : 'As it was shown to you'}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Refusal sentence={refusal} />
      <Button type="submit" size="md" aria-disabled={isBusy}>
        {isBusy ? 'Signing in …' : 'Sign in'}
      </Button>
      <p className={styles.others}>
        <button
          type="button"
          className={styles.other}
          onClick={() => {
            setCode('');
            setRefusal(null);
            setKind(fromApp ? 'backup' : 'app');
          }}
        >
          {fromApp ? 'Use a backup code' : 'Use the code of the app'}
        </button>
        <button type="button" className={styles.other} onClick={onStartAgain}>
          Start again
        </button>
      </p>
    </form>
  );
}
