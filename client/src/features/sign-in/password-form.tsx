import { Button, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { refusalInWords } from '../../lib/account.ts';
import styles from './form.module.css';
import { Refusal } from './refusal.tsx';

export interface PasswordFormProps {
  readonly title: string;
  /** Whether this is what the page is about, or one of two ways. */
  readonly isFirst: boolean;
  /** Throws what the server refuses with. */
  readonly onEnter: (email: string, password: string) => Promise<void>;
  /** Under the title. */
  readonly children: ReactNode;
}

export function PasswordForm({ title, isFirst, onEnter, children }: PasswordFormProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const Title = isFirst ? 'h1' : 'h2';

  async function submit(event: FormEvent) {
    event.preventDefault();
    setIsBusy(true);
    setRefusal(null);
    try {
      await onEnter(email.trim(), password);
    } catch (error) {
      setRefusal(refusalInWords(error));
      passwordField.current?.select();
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-label={title}>
      <div>
        <Title className={isFirst ? (styles.title ?? '') : ''}>{title}</Title>
        <div className={styles.lead}>{children}</div>
      </div>
      <TextInput
        label="E-mail"
        type="email"
        size="md"
        required
        withAsterisk={false}
        autoComplete="username"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        ref={passwordField}
        label="Password"
        size="md"
        required
        withAsterisk={false}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Refusal sentence={refusal} />
      <Button type="submit" size="md" variant={isFirst ? 'filled' : 'default'} aria-disabled={isBusy}>
        {isBusy ? 'Signing in …' : 'Sign in'}
      </Button>
    </form>
  );
}
