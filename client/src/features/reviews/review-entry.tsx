import type { Review } from '@lamina/shared/contract/reviews.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ReviewAccount } from '../../components/review-account.tsx';
import { formatDate } from '../../lib/format.ts';
import { reviewInWords, reviewStateInWords } from '../../lib/review-words.ts';
import { inWords } from '../../lib/words.ts';
import { ConflictForm } from './conflict-form.tsx';
import { ReviewActions } from './review-actions.tsx';
import styles from './reviews-screen.module.css';

export interface ReviewEntryProps {
  readonly review: Review;
  /** Whether the reader followed a link to this one. */
  readonly isPointedAt: boolean;
}

/** One review: what it says, of which case, what comes of it, and what the reader can do. */
export function ReviewEntry({ review, isPointedAt }: ReviewEntryProps) {
  const entry = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isPointedAt) entry.current?.focus();
  }, [isPointedAt]);
  const conflicts = review.versions.filter(({ state }) => state === 'conflict');
  return (
    <article
      ref={entry}
      tabIndex={-1}
      className={styles.review}
      aria-labelledby={`review-${review.id}`}
      data-state={review.state}
    >
      <header>
        <h2 id={`review-${review.id}`} className={styles.statement}>
          {reviewInWords(review)}
        </h2>
        <p className={styles.about}>
          <span className={styles.state}>{reviewStateInWords(review)}</span>{' '}
          {getIndicator(review.indicatorId).name} · <CaseName review={review} />
        </p>
      </header>
      <ReviewAccount review={review} />
      {conflicts.map((version) => (
        <ConflictForm key={version.id} version={version} mayResolve={review.may.resolve} />
      ))}
      <ReviewActions review={review} />
    </article>
  );
}

function CaseName({ review: { case: of } }: { readonly review: Review }) {
  const when = of.operationDate === null ? `in ${of.operationYear}` : `on ${formatDate(of.operationDate)}`;
  const name = `case ${of.key}`;
  return (
    <>
      {inWords(of.procedure)} {when}, {of.hospital},{' '}
      {of.visible ? (
        <Link to="/cases/$caseId" params={{ caseId: String(of.id) }} search={{}}>
          {name}
        </Link>
      ) : (
        `${name}, which is no longer counted among those that you may see`
      )}
    </>
  );
}
