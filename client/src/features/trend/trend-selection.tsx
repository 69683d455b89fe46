import type { ChartedTrend, Rebase, TrendPoint } from '@lamina/shared/contract/trend.ts';
import { intersectPeriods } from '@lamina/shared/domain/period.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import field from '../../components/field.module.css';
import bar from '../../components/selection-bar.module.css';
import type { SharedSearch } from '../../lib/address.ts';
import { formatCount } from '../../lib/format.ts';
import { casesBehind, oneCase } from '../../lib/links.ts';
import styles from './trend-selection.module.css';
import { pointInWords } from './trend-words.ts';

export interface TrendSelectionProps {
  readonly trend: ChartedTrend;
  readonly point: TrendPoint;
  readonly position: number;
  readonly indicatorId: string;
  readonly shared: SharedSearch;
  readonly onRebase: (rebase: Rebase) => void;
  readonly onClose: () => void;
}

/** The one point that the reader chose: in words, and the ways on from it. */
export function TrendSelection(props: TrendSelectionProps) {
  const { trend, point, position, indicatorId, shared, onRebase, onClose } = props;
  const [rebasing, setRebasing] = useState(false);
  const [name, ...lines] = pointInWords(point, trend);
  const period =
    trend.pointsAre === 'event' ? {} : intersectPeriods(shared, { from: point.from, to: point.to });
  const canRebase = position > 0 && point.state !== 'immature';
  return (
    <section className={bar.selection} aria-label={`Selected: ${point.label}`}>
      <p className={bar.words}>
        <strong>{name}</strong>{' '}
        <span>{lines.map((line) => (line.endsWith('.') ? line : `${line}.`)).join(' ')}</span>
      </p>
      <p className={`${bar.ways} screen-only`}>
        {trend.pointsAre === 'event' ? <EventLink {...props} /> : <PeriodLinks {...props} />}
        <Link to="/compare" search={{ ...shared, ...period, indicator: indicatorId }}>
          Compare hospitals
        </Link>
        {canRebase ? (
          <button
            type="button"
            className={bar.way}
            aria-expanded={rebasing}
            onClick={() => setRebasing(!rebasing)}
          >
            New limits from here
          </button>
        ) : null}
        <button type="button" className={bar.way} onClick={onClose}>
          Clear selection
        </button>
      </p>
      {rebasing && canRebase ? (
        <RebaseForm
          onCancel={() => setRebasing(false)}
          onAdd={(note) => {
            setRebasing(false);
            onRebase({ date: trend.pointsAre === 'event' ? lastDayOf(point) : point.from, note });
          }}
        />
      ) : null}
    </section>
  );
}

function PeriodLinks({ point, indicatorId, shared }: TrendSelectionProps) {
  const of = point.key.includes('Q') ? { quarter: point.key } : { month: point.key };
  const behind = (counted: 'numerator' | 'denominator' | 'not-yet-eligible') =>
    casesBehind({ shared, indicator: indicatorId, counted, ...of });
  return (
    <>
      {point.numerator !== null && point.numerator > 0 ? (
        <Link {...behind('numerator')}>
          {point.numerator === 1 ? 'Its 1 event' : `Its ${formatCount(point.numerator)} events`}
        </Link>
      ) : null}
      {point.denominator > 0 ? (
        <Link {...behind('denominator')}>
          {point.denominator === 1 ? 'Its 1 case' : `Its ${formatCount(point.denominator)} cases`}
        </Link>
      ) : null}
      {point.waiting > 0 ? (
        <Link {...behind('not-yet-eligible')}>{`${formatCount(point.waiting)} waiting for follow-up`}</Link>
      ) : null}
    </>
  );
}

function EventLink({ point, indicatorId, shared }: TrendSelectionProps) {
  if (point.caseId === null) return null;
  return (
    <Link {...oneCase(point.caseId, { ...shared, indicator: indicatorId, counted: 'numerator' })}>
      The case with the event
    </Link>
  );
}

interface RebaseFormProps {
  readonly onAdd: (note: string) => void;
  readonly onCancel: () => void;
}

/** A re-basing needs its reason: readers of the chart will ask for it. */
function RebaseForm({ onAdd, onCancel }: RebaseFormProps) {
  const [note, setNote] = useState('');
  return (
    <form
      className={`${styles.form} screen-only`}
      onSubmit={(event) => {
        event.preventDefault();
        if (note.trim() !== '') onAdd(note.trim());
      }}
    >
      <label className={styles.note}>
        Why limits begin anew here
        <input
          className={field.input}
          value={note}
          maxLength={120}
          required
          placeholder="New theatre ventilation"
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <button type="submit" className={styles.add}>
        Begin new limits
      </button>
      <button type="button" className={`${bar.way} ${styles.cancel}`} onClick={onCancel}>
        Cancel
      </button>
    </form>
  );
}

/** An event's own day: the period of a gap ends with it. */
function lastDayOf({ to }: TrendPoint): string {
  return new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10);
}
