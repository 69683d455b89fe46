import type { PasswordLink } from '@lamina/shared/contract/people.ts';
import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { momentInWords } from './moment-in-words.ts';
import styles from './person-details.module.css';

export interface OneTimeLinkProps {
  /** Whose it is. */
  readonly name: string;
  readonly link: PasswordLink;
}

/** The address to pass on; it cannot be shown a second time. */
export function OneTimeLink({ name, link }: OneTimeLinkProps) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  async function copy() {
    try {
      await navigator.clipboard.writeText(link.address);
      setCopied('yes');
    } catch {
      // Browsers refuse over plain http, and where the reader has said so.
      field.current?.select();
      setCopied('refused');
    }
  }

  return (
    <div className={styles.form}>
      <TextInput
        ref={field}
        label={`Password link of ${name}`}
        description="Pass it on to them yourself. It works once, and is shown only now."
        size="md"
        readOnly
        value={link.address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className={styles.copy}>
        <Button variant="default" onClick={copy}>
          Copy the link
        </Button>
        <span role="status">
          {copied === 'yes' ? 'Copied.' : copied === 'refused' ? 'Marked: copy it with the keyboard.' : ''}
        </span>
      </p>
      <p className={styles.quiet}>It expires on {momentInWords(link.expiresAt)}.</p>
    </div>
  );
}
