import type { ReviewsInput, ReviewsOutput } from '@lamina/shared/contract/reviews.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ScreenSkeleton } from '../../components/screen-skeleton.tsx';
import { Stale } from '../../components/stale.tsx';
import { formatCount } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ReviewEntry } from './review-entry.tsx';
import styles from './reviews-screen.module.css';

const route = getRouteApi('/reviews');
const QUESTION = 'What is being questioned?';

type List = ReviewsInput['state'];

const LISTS: readonly { readonly list: List; readonly label: string; readonly none: string }[] = [
  {
    list: 'open',
    label: 'Waiting',
    none: 'Nothing waits. A review is opened from a case, beside the indicator that it is about.',
  },
  { list: 'decided', label: 'Decided', none: 'Nothing has been decided yet.' },
  {
    list: 'conflicts',
    label: 'Reported anew',
    none: 'No correction disagrees with what the sources report now.',
  },
];

/** What is being questioned? */
export function ReviewsScreen() {
  const search = route.useSearch();
  const trpc = useTRPC();
  const list = search.reviews ?? 'open';
  const { data, isPlaceholderData } = useQuery(
    trpc.reviews.list.queryOptions({ state: list }, { placeholderData: keepPreviousData }),
  );
  useEffect(() => {
    document.title = 'Reviews · Lamina';
  }, []);

  if (data === undefined) return <ScreenSkeleton question={QUESTION} />;
  const chosen = LISTS.find((each) => each.list === list);
  return (
    <>
      <header className={styles.head}>
        <h1>{QUESTION}</h1>
        <p className={styles.lead}>{countsInWords(data.counts)}</p>
      </header>
      <nav className={`${styles.lists} screen-only`} aria-label="Reviews">
        {LISTS.map((each) => (
          <Link
            key={each.list}
            to="/reviews"
            search={{ reviews: each.list }}
            className={styles.list}
            aria-current={each.list === list ? 'page' : undefined}
            data-current={each.list === list}
          >
            {each.label} <span className={styles.count}>{formatCount(data.counts[each.list])}</span>
          </Link>
        ))}
      </nav>
      <Stale stale={isPlaceholderData}>
        {data.reviews.length === 0 ? (
          <p className={styles.none}>{chosen?.none}</p>
        ) : (
          <ul className={styles.reviews}>
            {data.reviews.map((review) => (
              <li key={review.id}>
                <ReviewEntry review={review} isPointedAt={search.open === String(review.id)} />
              </li>
            ))}
          </ul>
        )}
      </Stale>
    </>
  );
}

function countsInWords({ open, decided, conflicts }: ReviewsOutput['counts']): string {
  const waits = open === 0 ? 'Nothing waits' : `${formatCount(open)} ${open === 1 ? 'waits' : 'wait'}`;
  const disagree =
    conflicts === 0
      ? ''
      : ` Of ${formatCount(conflicts)} accepted ${conflicts === 1 ? 'correction' : 'corrections'} the source reports something new.`;
  return `${waits}; ${formatCount(decided)} decided.${disagree}`;
}
