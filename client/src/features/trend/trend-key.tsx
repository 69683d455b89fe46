import type { ChartedTrend } from '@lamina/shared/contract/trend.ts';
import { SignalMark } from '../../charts/signal-mark.tsx';
import styles from './trend-screen.module.css';
import { centreNameOf, lineInWords } from './trend-words.ts';

const MARKS = [
  { meaning: 'concern', mark: 'alarm-worse', words: 'special cause, concern' },
  { meaning: 'improvement', mark: 'alarm-better', words: 'special cause, improvement' },
  { meaning: 'neutral', mark: 'alarm', words: 'special cause, neither direction better' },
] as const;

/** What the marks mean; only those that are there. */
export function TrendKey({ trend }: { readonly trend: ChartedTrend }) {
  const { points, choice } = trend;
  const present = MARKS.filter(({ meaning }) =>
    points.some(({ specialCause }) => specialCause?.meaning === meaning),
  );
  const centreLine = points.findLast((point) => point.centreLine !== null)?.centreLine ?? null;
  return (
    <ul className={styles.key} aria-label="Key">
      {present.map(({ mark, words }) => (
        <li key={mark}>
          <SignalMark mark={mark} /> {words}
        </li>
      ))}
      {points.some(({ state }) => state === 'immature') ? (
        <li>
          <svg className={styles.hollow} viewBox="0 0 12 12" aria-hidden="true">
            <circle cx="6" cy="6" r="4" />
          </svg>{' '}
          {trend.pointsAre === 'event' ? 'no event yet' : 'follow-up not over: outside limits and rules'}
        </li>
      ) : null}
      {points.some(({ value }) => value === null) ? (
        <li>
          <svg className={styles.hollow} viewBox="0 0 12 12" aria-hidden="true">
            <path d="M3 3l6 6m0 -6l-6 6" />
          </svg>{' '}
          no case was judged
        </li>
      ) : null}
      {choice.chart === 'run' ? null : <li>Shaded: between the limits at 3 sigma</li>}
      {centreLine === null ? null : (
        <li className={styles.unlabelled}>
          Line: {centreNameOf(trend).toLowerCase()} {lineInWords(centreLine, trend.unit)}
        </li>
      )}
    </ul>
  );
}
