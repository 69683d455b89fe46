import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { fileNameOf, saveFile } from '../../lib/save-file.ts';
import styles from './account-screen.module.css';
import codeStyles from './codes.module.css';

export interface BackupCodesProps {
  readonly codes: readonly string[];
  /** The reader has kept them: they are not shown again. */
  readonly onKept: () => void;
}

export function BackupCodes({ codes, onKept }: BackupCodesProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={styles.form}>
      <div>
        <h3 ref={title} tabIndex={-1} className={codeStyles.title}>
          Keep these backup codes
        </h3>
        <p className={styles.quiet}>
          Each signs you in once if you lose the app. They are shown only now: print them or save them where
          others do not look.
        </p>
      </div>
      <ol className={codeStyles.codes} aria-label="Backup codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p className={styles.buttons}>
        <Button
          variant="default"
          onClick={() =>
            saveFile(
              `${fileNameOf('backup-codes')}.txt`,
              new Blob([`${codes.join('\n')}\n`], { type: 'text/plain;charset=utf-8' }),
            )
          }
        >
          Save as a file
        </Button>
        <Button onClick={onKept}>I have kept them</Button>
      </p>
    </div>
  );
}
