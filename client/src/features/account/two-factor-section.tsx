import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { disableTwoFactor, prepareTwoFactor, type TwoFactorSetup } from '../../lib/account.ts';
import { useTRPC } from '../../lib/trpc.ts';
import styles from './account-screen.module.css';
import { BackupCodes } from './backup-codes.tsx';
import { ConnectApp } from './connect-app.tsx';
import { Outcome } from './outcome.tsx';
import { OwnPassword } from './own-password.tsx';
import { useAct } from './use-act.ts';

export interface TwoFactorSectionProps {
  readonly isOn: boolean;
}

type Step =
  | { readonly at: 'rest'; readonly done: string | null }
  | { readonly at: 'password' }
  | { readonly at: 'app' | 'codes'; readonly setup: TwoFactorSetup };

/** Turning the second step of signing in on (password, app, backup codes) and off. */
export function TwoFactorSection({ isOn }: TwoFactorSectionProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [step, setStep] = useState<Step>({ at: 'rest', done: null });
  const refresh = () => queryClient.invalidateQueries(trpc.account.session.queryFilter());

  return (
    <section className={styles.section} aria-labelledby="two-factor">
      <div>
        <h2 id="two-factor">Two-factor sign-in</h2>
        <p className={styles.quiet}>
          {isOn
            ? 'On: after the password, signing in asks for a code from your authenticator app.'
            : 'Off. With it, a password that somebody found out is not enough to sign in.'}
        </p>
      </div>
      <div className={styles.form}>
        {step.at === 'rest' ? (
          <>
            <Button
              variant="default"
              className={styles.act ?? ''}
              onClick={() => setStep({ at: 'password' })}
            >
              {isOn ? 'Turn off …' : 'Turn on …'}
            </Button>
            <Outcome refusal={null} done={step.done} />
          </>
        ) : null}
        {step.at === 'password' ? (
          <ConfirmPassword
            action={isOn ? 'Turn off' : 'Go on'}
            onConfirm={async (password) => {
              if (!isOn) {
                setStep({ at: 'app', setup: await prepareTwoFactor(password) });
                return;
              }
              await disableTwoFactor(password);
              await refresh();
              setStep({ at: 'rest', done: 'Two-factor sign-in is off.' });
            }}
            onCancel={() => setStep({ at: 'rest', done: null })}
          />
        ) : null}
        {step.at === 'app' ? (
          <ConnectApp
            setup={step.setup}
            onConnected={async () => {
              setStep({ at: 'codes', setup: step.setup });
              await refresh();
            }}
            onCancel={() => setStep({ at: 'rest', done: null })}
          />
        ) : null}
        {step.at === 'codes' ? (
          <BackupCodes
            codes={step.setup.backupCodes}
            onKept={() => setStep({ at: 'rest', done: 'Two-factor sign-in is on.' })}
          />
        ) : null}
      </div>
    </section>
  );
}

interface ConfirmPasswordProps {
  readonly action: string;
  /** Throws what the server refuses with. */
  readonly onConfirm: (password: string) => Promise<void>;
  readonly onCancel: () => void;
}

function ConfirmPassword({ action, onConfirm, onCancel }: ConfirmPasswordProps) {
  const [password, setPassword] = useState('');
  const { isBusy, refusal, run } = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    await run(() => onConfirm(password));
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-labelledby="two-factor">
      <OwnPassword label="Your password" value={password} onChange={setPassword} />
      <Outcome refusal={refusal} done={null} />
      <p className={styles.buttons}>
        <Button type="submit" variant="default" aria-disabled={isBusy}>
          {action}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </p>
    </form>
  );
}
