import type { ExplainedJudgement } from '@lamina/shared/contract/case.ts';
import type { CaseReviewsOutput, Review, ReviewStance } from '@lamina/shared/contract/reviews.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { Link } from '@tanstack/react-router';
import { FAMILIES } from '../../lib/families.ts';
import { formatDatesIn } from '../../lib/format.ts';
import { judgementInWords } from '../../lib/judgement-in-words.ts';
import { reviewInWords, reviewStateInWords } from '../../lib/review-words.ts';
import styles from './case-screen.module.css';

export interface JudgementSectionProps {
  readonly judgements: readonly ExplainedJudgement[];
  readonly reviews: CaseReviewsOutput | undefined;
  /** The reader wants to say something about the case as an indicator counts it. */
  readonly onReview: (indicatorId: string, stance: ReviewStance) => void;
}

/** In which indicators the case counts, and why in a sentence: families in the order of the screens. Beside each, what was said about it. */
export function JudgementSection({ judgements, reviews, onReview }: JudgementSectionProps) {
  const byIndicator = Map.groupBy(reviews?.reviews ?? [], ({ indicatorId }) => indicatorId);
  return (
    <section aria-labelledby="indicators" className={styles.section}>
      <h2 id="indicators" className={styles.title}>
        Which indicators it counts in, and why
      </h2>
      {FAMILIES.map((family) => {
        const own = judgements.filter(({ indicatorId }) => getIndicator(indicatorId).family === family.id);
        if (own.length === 0) return null;
        return (
          <div key={family.id} className={styles.family}>
            <h3 className={styles.familyName}>{family.label}</h3>
            <dl className={styles.judgements}>
              {own.map((judgement) => (
                <JudgementLine
                  key={judgement.indicatorId}
                  {...judgement}
                  reviews={byIndicator.get(judgement.indicatorId) ?? []}
                  onReview={reviews?.mayOpen === true ? onReview : null}
                />
              ))}
            </dl>
          </div>
        );
      })}
    </section>
  );
}

interface JudgementLineProps extends ExplainedJudgement {
  readonly reviews: readonly Review[];
  /** Null for readers who cannot open reviews. */
  readonly onReview: JudgementSectionProps['onReview'] | null;
}

function JudgementLine({ indicatorId, judgement, sentence, reviews, onReview }: JudgementLineProps) {
  const indicator = getIndicator(indicatorId);
  const state = typeof judgement !== 'number' ? 'not-counted' : judgementState(indicator, judgement);
  return (
    <div className={styles.judgement} data-state={state}>
      <dt className={styles.name}>{indicator.name}</dt>
      <dd className={styles.outcome}>
        <span className={styles.result}>
          <Mark state={state} />
          {judgementInWords(indicator, judgement)}
        </span>
        <span>
          <span className={styles.why}>{formatDatesIn(sentence)}</span>
          {reviews.length === 0 ? null : (
            <ul className={styles.reviews}>
              {reviews.map((review) => (
                <li key={review.id}>
                  <Link
                    to="/reviews"
                    search={{
                      reviews: review.state === 'open' ? 'open' : 'decided',
                      open: String(review.id),
                    }}
                  >
                    {reviewStateInWords(review)}
                  </Link>
                  : {reviewInWords(review)}
                </li>
              ))}
            </ul>
          )}
        </span>
        {onReview === null ? null : (
          <span className={`${styles.acts} screen-only`}>
            <button
              type="button"
              className={styles.act}
              aria-label={`Contest: ${indicator.name}`}
              onClick={() => onReview(indicatorId, 'contest')}
            >
              Contest
            </button>
            {judgement === 'not-applicable' ? null : (
              <button
                type="button"
                className={styles.act}
                aria-label={`Confirm: ${indicator.name}`}
                onClick={() => onReview(indicatorId, 'confirm')}
              >
                Confirm
              </button>
            )}
          </span>
        )}
      </dd>
    </div>
  );
}

type JudgementState = 'event' | 'counted' | 'not-counted';

function judgementState({ kind }: Indicator, judgement: number): JudgementState {
  return kind === 'proportion' && judgement === 1 ? 'event' : 'counted';
}

/** Filled, a line, or hollow: says nothing that the word beside it does not. */
function Mark({ state }: { readonly state: JudgementState }) {
  return (
    <svg className={styles.mark} viewBox="0 0 12 12" aria-hidden="true">
      {state === 'event' ? <circle cx="6" cy="6" r="4.5" fill="currentColor" /> : null}
      {state === 'counted' ? <path d="M1.5 6 H10.5" stroke="currentColor" strokeWidth="1.75" /> : null}
      {state === 'not-counted' ? (
        <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeDasharray="2 1.5" />
      ) : null}
    </svg>
  );
}
