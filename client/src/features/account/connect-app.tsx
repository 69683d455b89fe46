import { Button, TextInput } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type TwoFactorSetup, verifyCode } from '../../lib/account.ts';
import styles from './account-screen.module.css';
import codeStyles from './codes.module.css';
import { Outcome } from './outcome.tsx';
import { useAct } from './use-act.ts';

export interface ConnectAppProps {
  readonly setup: TwoFactorSetup;
  /** The app has given a right code: two-factor sign-in is on. */
  readonly onConnected: () => Promise<void>;
  readonly onCancel: () => void;
}

export function ConnectApp({ setup, onConnected, onCancel }: ConnectAppProps) {
  const [code, setCode] = useState('');
  const { isBusy, refusal, run } = useAct();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const isConnected = await run(async () => {
      await verifyCode(code.replaceAll(/\s/g, ''));
      await onConnected();
    });
    if (!isConnected) field.current?.select();
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-labelledby="two-factor">
      <p>Scan this with an authenticator app, then type the six digits that it shows.</p>
      {/* Black on white whatever the scheme: cameras expect it. */}
      <div className={codeStyles.picture}>
        <QRCodeSVG value={setup.address} size={176} marginSize={2} title="The secret for your app" />
      </div>
      <p className={styles.quiet}>
        Without a camera, type this secret into the app:
        <code className={codeStyles.secret}>{setup.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <TextInput
        ref={field}
        className={codeStyles.code ?? ''}
        label="Code"
        size="md"
        required
        withAsterisk={false}
        autoComplete="one-time-code"
        inputMode="numeric"
        pattern="[0-9 ]{6,7}"
        title="Six digits"
        maxLength={7}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Outcome refusal={refusal} done={null} />
      <p className={styles.buttons}>
        <Button type="submit" aria-disabled={isBusy}>
          Turn on
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </p>
    </form>
  );
}
