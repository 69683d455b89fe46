import type { Review } from '@lamina/shared/contract/reviews.ts';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../lib/trpc.ts';
import styles from './reviews-screen.module.css';

const UNCHANGED = 'as-asked';
const NOBODY = 'nobody';

/** Deciding, commenting, withdrawing: whatever of these the reader may do. Figures everywhere are asked for anew after a decision. */
export function ReviewActions({ review }: { readonly review: Review }) {
  const { id: reviewId, may, contest, stance } = review;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [words, setWords] = useState('');
  const [surgeon, setSurgeon] = useState(UNCHANGED);
  const settled = {
    onSuccess: async () => {
      setWords('');
      await queryClient.invalidateQueries();
    },
  };
  const decide = useMutation(trpc.reviews.decide.mutationOptions(settled));
  const comment = useMutation(trpc.reviews.comment.mutationOptions(settled));
  const withdraw = useMutation(trpc.reviews.withdraw.mutationOptions(settled));
  const namesSurgeon = may.decide && contest?.kind === 'surgeon';
  const ofCase = useQuery(
    trpc.reviews.ofCase.queryOptions({ caseId: review.case.id }, { enabled: namesSurgeon }),
  );
  if (!may.comment && !may.withdraw && !may.decide) return null;

  const text = words.trim();
  const isBusy = decide.isPending || comment.isPending || withdraw.isPending;
  const cannot = text === '' || isBusy;
  const error = decide.error ?? comment.error ?? withdraw.error;
  const chosen =
    !namesSurgeon || surgeon === UNCHANGED ? {} : { surgeon: surgeon === NOBODY ? null : Number(surgeon) };

  function close(decision: 'accept' | 'reject' | 'note') {
    if (!cannot) decide.mutate({ reviewId, decision, why: text, ...chosen });
  }
  return (
    <form
      className={`${styles.actions} screen-only`}
      aria-label="What you can do"
      onSubmit={(event) => event.preventDefault()}
    >
      {namesSurgeon ? (
        <NativeSelect
          label="Count the operation for"
          size="sm"
          className={styles.choice ?? ''}
          value={surgeon}
          onChange={(event) => setSurgeon(event.currentTarget.value)}
          data={[
            { value: UNCHANGED, label: 'As asked' },
            { value: NOBODY, label: 'Nobody: not known' },
            ...(ofCase.data?.surgeons ?? []).map(({ id, label }) => ({ value: String(id), label })),
          ]}
        />
      ) : null}
      {may.comment ? (
        <Textarea
          label={may.decide ? 'Why, or a comment' : 'A comment'}
          description="Anybody who may see the case reads it. Leave out whatever a patient could be known by."
          size="sm"
          autosize={false}
          rows={2}
          maxLength={2000}
          className={styles.words ?? ''}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      ) : null}
      <div role="alert">{error === null ? null : <p className={styles.refusal}>{error.message}</p>}</div>
      <div className={styles.buttons}>
        {may.decide && stance === 'contest' ? (
          <>
            <Button size="sm" aria-disabled={cannot} data-disabled={cannot} onClick={() => close('accept')}>
              Accept the correction
            </Button>
            <Button
              size="sm"
              variant="default"
              aria-disabled={cannot}
              data-disabled={cannot}
              onClick={() => close('reject')}
            >
              Leave as reported
            </Button>
          </>
        ) : null}
        {may.decide && stance === 'comment' ? (
          <Button size="sm" aria-disabled={cannot} data-disabled={cannot} onClick={() => close('note')}>
            Answer and close
          </Button>
        ) : null}
        {may.comment ? (
          <Button
            size="sm"
            variant="default"
            aria-disabled={cannot}
            data-disabled={cannot}
            onClick={() => {
              if (!cannot) comment.mutate({ reviewId, text });
            }}
          >
            Comment
          </Button>
        ) : null}
        {may.withdraw ? (
          <Button size="sm" variant="subtle" disabled={isBusy} onClick={() => withdraw.mutate({ reviewId })}>
            Withdraw
          </Button>
        ) : null}
        {may.decide ? (
          <span className={styles.hint}>
            A decision says why; both the reported and the corrected value stay.
          </span>
        ) : null}
      </div>
    </form>
  );
}
