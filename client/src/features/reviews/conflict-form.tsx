import type { FactVersion } from '@lamina/shared/contract/reviews.ts';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dayOf, factInWords, factName } from '../../lib/review-words.ts';
import { useTRPC } from '../../lib/trpc.ts';
import styles from './reviews-screen.module.css';

export interface ConflictFormProps {
  readonly version: FactVersion;
  readonly mayResolve: boolean;
}

/** The source has reported something new since a correction was accepted: what it was, what was decided, what it is now. */
export function ConflictForm({ version, mayResolve }: ConflictFormProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [why, setWhy] = useState('');
  const resolve = useMutation(
    trpc.reviews.resolveConflict.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }),
  );
  const cannot = why.trim() === '' || resolve.isPending;
  const take = (taken: 'correction' | 'reported') => {
    if (!cannot) resolve.mutate({ versionId: version.id, take: taken, why: why.trim() });
  };
  return (
    <section className={styles.conflict} aria-label={`${factName(version.corrected)} was reported anew`}>
      <h3>The source now reports something else</h3>
      <dl className={styles.values}>
        <div>
          <dt>Reported when it was decided</dt>
          <dd>{factInWords(version.reported)}</dd>
        </div>
        <div>
          <dt>
            Corrected by {version.by}, {dayOf(version.at)}
          </dt>
          <dd>{factInWords(version.corrected)}</dd>
        </div>
        <div>
          <dt>Reported now</dt>
          <dd>{factInWords(version.delivered)}</dd>
        </div>
      </dl>
      <p className={styles.hint}>
        {version.applied
          ? 'The figures follow the correction until somebody decides.'
          : 'The dates reported now leave no room for the correction: the figures follow the source until somebody decides.'}
      </p>
      {mayResolve ? (
        <form
          className={`${styles.actions} screen-only`}
          aria-label="Which to take"
          onSubmit={(event) => event.preventDefault()}
        >
          <TextInput
            label="Why"
            size="sm"
            maxLength={2000}
            className={styles.words ?? ''}
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
          <div role="alert">
            {resolve.error === null ? null : <p className={styles.refusal}>{resolve.error.message}</p>}
          </div>
          <div className={styles.buttons}>
            <Button
              size="sm"
              aria-disabled={cannot}
              data-disabled={cannot}
              onClick={() => take('correction')}
            >
              Keep the correction
            </Button>
            <Button
              size="sm"
              variant="default"
              aria-disabled={cannot}
              data-disabled={cannot}
              onClick={() => take('reported')}
            >
              Take up what is reported now
            </Button>
          </div>
        </form>
      ) : null}
    </section>
  );
}
