import type { Review, ReviewEffect } from '@lamina/shared/contract/reviews.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { judgementInWords } from '../lib/judgement-in-words.ts';
import { dayOf, factInWords, factName, reviewedFigureInWords } from '../lib/review-words.ts';
import styles from './review-account.module.css';

/** What a review is about and what comes of it: the record's words before and after, the figures before and after, who said what. */
export function ReviewAccount({ review }: { readonly review: Review }) {
  const { contest, state, changes, effect, note, comments, decision, openedBy, openedAt } = review;
  const foreseen = state === 'open';
  return (
    <div className={styles.account}>
      {changes.length === 0 ? null : (
        <dl className={styles.changes}>
          {changes.map(({ from, to }) => (
            <div key={factName(from)} className={styles.change}>
              <dt>{factName(from)}</dt>
              <dd>
                <span className={styles.label}>{foreseen ? 'Recorded' : 'Reported'}</span>
                {factInWords(from)}
              </dd>
              <dd>
                <span className={styles.label}>{foreseen ? 'Would become' : 'Corrected'}</span>
                {factInWords(to)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {contest !== null && foreseen && changes.length === 0 && review.case.visible ? (
        <p className={styles.quiet}>
          The source has since reported this case differently, so this no longer fits. It can be withdrawn, or
          left as reported.
        </p>
      ) : null}
      {effect === null ? null : (
        <Effect effect={effect} indicatorId={review.indicatorId} foreseen={foreseen} />
      )}
      <ol className={styles.said}>
        <Said by={openedBy} at={openedAt} text={note} what={OPENED[review.stance]} />
        {comments.map(({ by, at, text }) => (
          <Said key={`${at} ${text}`} by={by} at={at} text={text} what="wrote" />
        ))}
        {decision === null ? null : (
          <Said by={decision.by} at={decision.at} text={decision.why} what={CLOSED[state]} />
        )}
      </ol>
    </div>
  );
}

const OPENED: Readonly<Record<Review['stance'], string>> = {
  contest: 'asked',
  confirm: 'confirmed',
  comment: 'remarked',
};
const CLOSED: Readonly<Record<Review['state'], string>> = {
  open: '',
  accepted: 'accepted the correction',
  rejected: 'left it as reported',
  withdrawn: 'withdrew it',
  noted: 'answered',
};

interface SaidProps {
  readonly by: string;
  readonly at: string;
  readonly what: string;
  readonly text: string;
}

function Said({ by, at, what, text }: SaidProps) {
  return (
    <li>
      <span className={styles.who}>
        {by} {what}, <time dateTime={at}>{dayOf(at)}</time>
      </span>
      {text === '' ? null : <span className={styles.words}>{text}</span>}
    </li>
  );
}

interface EffectProps {
  readonly effect: ReviewEffect;
  readonly indicatorId: string;
  readonly foreseen: boolean;
}

function Effect({ effect: { figures, judgements }, indicatorId, foreseen }: EffectProps) {
  const indicator = getIndicator(indicatorId);
  const others = judgements.filter((judgement) => judgement.indicatorId !== indicatorId);
  return (
    <>
      {figures.length === 0 ? null : (
        <table className={styles.figures}>
          <caption>
            {indicator.name}, all operations{foreseen ? ': what accepting would change' : ''}
          </caption>
          <thead>
            <tr>
              <th scope="col">Counted for</th>
              <th scope="col">{foreseen ? 'Now' : 'Before'}</th>
              <th scope="col">{foreseen ? 'If accepted' : 'After'}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map(({ of, id, label, before, after }) => (
              <tr key={`${of} ${id}`}>
                <th scope="row">{label}</th>
                <td>{reviewedFigureInWords(indicator, before)}</td>
                <td>
                  <span className={styles.arrow} aria-hidden="true">
                    →
                  </span>
                  {reviewedFigureInWords(indicator, after)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {others.length === 0 ? null : (
        <p className={styles.quiet}>
          {foreseen ? 'Would also change' : 'Also changed'}:{' '}
          {others
            .map(({ indicatorId: id, before, after }) => {
              const other = getIndicator(id);
              return `${other.name} (${judgementInWords(other, before)} → ${judgementInWords(other, after)})`;
            })
            .join('; ')}
          .
        </p>
      )}
    </>
  );
}
