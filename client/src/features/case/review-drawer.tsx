import type { CaseOutput } from '@lamina/shared/contract/case.ts';
import type { Contest, ReviewStance, SurgeonChoice } from '@lamina/shared/contract/reviews.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { formatDatesIn } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ContestFields } from './contest-fields.tsx';
import styles from './review-drawer.module.css';

/** What the reader wants to say, and about which indicator. */
export interface ReviewAsked {
  readonly indicatorId: string;
  readonly stance: ReviewStance;
}

export interface ReviewDrawerProps {
  /** Null while it is closed. */
  readonly asked: ReviewAsked | null;
  readonly found: CaseOutput;
  readonly surgeons: readonly SurgeonChoice[];
  readonly onClose: () => void;
}

const STANCES: { value: ReviewStance; label: string }[] = [
  { value: 'contest', label: 'Something is not right' },
  { value: 'confirm', label: 'It is right' },
  { value: 'comment', label: 'A remark' },
];

const NOTES: Readonly<Record<ReviewStance, string>> = {
  contest: 'What speaks for it?',
  confirm: 'Anything to add?',
  comment: 'Your remark',
};

export function ReviewDrawer({ asked, found, surgeons, onClose }: ReviewDrawerProps) {
  return (
    <SideDrawer
      title="Review of this case"
      about={asked === null ? undefined : getIndicator(asked.indicatorId).name}
      isOpen={asked !== null}
      onClose={onClose}
    >
      {asked === null ? null : (
        <ReviewForm
          key={`${asked.indicatorId} ${asked.stance}`}
          asked={asked}
          found={found}
          surgeons={surgeons}
          onDone={onClose}
        />
      )}
    </SideDrawer>
  );
}

interface ReviewFormProps {
  readonly asked: ReviewAsked;
  readonly found: CaseOutput;
  readonly surgeons: readonly SurgeonChoice[];
  readonly onDone: () => void;
}

function ReviewForm({ asked, found, surgeons, onDone }: ReviewFormProps) {
  const { indicatorId } = asked;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [stance, setStance] = useState(asked.stance);
  const [contest, setContest] = useState<Contest | null>(null);
  const [note, setNote] = useState('');
  const open = useMutation(
    trpc.reviews.open.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.reviews.pathFilter());
        onDone();
      },
    }),
  );
  const isComplete = stance === 'confirm' || (stance === 'contest' ? contest !== null : note.trim() !== '');
  const sentence = found.judgements.find((judgement) => judgement.indicatorId === indicatorId)?.sentence;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isComplete || open.isPending) return;
    const asks = stance === 'contest' ? contest : null;
    open.mutate({ caseId: found.id, indicatorId, stance, contest: asks, note: note.trim() });
  }
  return (
    <form className={styles.form} onSubmit={submit} aria-label="Review of this case">
      {sentence === undefined ? null : <p className={styles.sentence}>{formatDatesIn(sentence)}</p>}
      <SegmentedControl
        aria-label="What you want to say"
        size="sm"
        fullWidth
        data={STANCES}
        value={stance}
        onChange={(value) => setStance(value as ReviewStance)}
      />
      {stance === 'contest' ? (
        <ContestFields found={found} surgeons={surgeons} onChange={setContest} />
      ) : null}
      <Textarea
        label={NOTES[stance]}
        description="Anybody who may see the case reads it. Leave out whatever a patient could be known by."
        size="sm"
        rows={3}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div role="alert">
        {open.error === null ? null : <p className={styles.refusal}>{open.error.message}</p>}
      </div>
      <div className={styles.foot}>
        <Button
          type="submit"
          aria-disabled={!isComplete || open.isPending}
          data-disabled={!isComplete || open.isPending}
        >
          {stance === 'contest' ? 'Ask for a decision' : stance === 'confirm' ? 'Confirm' : 'Send the remark'}
        </Button>
        <p className={styles.quiet}>
          {stance === 'contest'
            ? 'Nothing changes until a quality lead other than you has decided. The reported value stays readable.'
            : 'Your name and the day are noted with it.'}
        </p>
      </div>
    </form>
  );
}
