import type { SignalsOutput } from '@lamina/shared/contract/signals.ts';
import { memo, useState } from 'react';
import { HeldWhileStale, useLong } from '../../components/stale.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { ProcessMarks } from './process-marks.tsx';
import { linksOf } from './signal-links.ts';
import styles from './signal-list.module.css';
import { SignalSign } from './signal-sign.tsx';
import {
  alsoInWords,
  changeInWords,
  controlInWords,
  positionInWords,
  type Signal,
  signalsHeadline,
  subjectOf,
  tooSmallInWords,
} from './signal-words.ts';

export interface SignalListProps {
  /** Undefined while they are worked out; null where they could not be, or are not for the reader. */
  readonly signals: SignalsOutput | undefined | null;
  /** Whether they belong to the filter before this one. */
  readonly stale: boolean;
  readonly shared: SharedSearch;
}

const SHOWN_AT_FIRST = 4;
/** What asks for a look first; within each the strongest, as they come. */
const ORDER: readonly Signal['meaning'][] = ['concern', 'neutral', 'improvement'];
const PLACES = ['first', 'second', 'third'];

/** The answer to "where should I look?": what changed, who is outside, what is too small to tell. */
export const SignalList = memo(function SignalList({ signals, stale, shared }: SignalListProps) {
  const long = useLong(stale);
  if (signals === null) return null;
  return (
    <section
      id="signals"
      aria-labelledby="signals-title"
      className={styles.signals}
      aria-busy={signals === undefined || stale}
      data-stale={stale && long}
    >
      <HeldWhileStale stale={stale}>
        <h2 id="signals-title" className={styles.headline}>
          {signals === undefined
            ? 'Looking through every figure, hospital and surgeon …'
            : signalsHeadline(signals)}
        </h2>
        <div className={styles.groups}>
          <Group
            title="What changed"
            signals={signals?.changed}
            shared={shared}
            none="No figure, beyond chance."
          />
          <Group
            title="Who is outside"
            signals={signals?.outside}
            shared={shared}
            none="No hospital and no surgeon, beyond chance."
          />
        </div>
        {signals === undefined ? null : <Notes signals={signals} />}
      </HeldWhileStale>
    </section>
  );
});

function Notes({ signals }: { readonly signals: SignalsOutput }) {
  const small = tooSmallInWords(signals.tooSmall);
  return (
    <div className={styles.notes}>
      {small === null ? null : <p>{small}</p>}
      <p>{controlInWords(signals)}</p>
    </div>
  );
}

interface GroupProps {
  readonly title: string;
  readonly signals: readonly Signal[] | undefined;
  readonly shared: SharedSearch;
  readonly none: string;
}

function Group({ title, signals, shared, none }: GroupProps) {
  const [all, setAll] = useState(false);
  const ordered = signals?.toSorted(
    (one, other) => ORDER.indexOf(one.meaning) - ORDER.indexOf(other.meaning),
  );
  return (
    <div>
      <h3 className={styles.title}>
        {title} <span className={styles.count}>{signals?.length}</span>
      </h3>
      {ordered === undefined ? (
        <div className={styles.waiting} aria-hidden="true">
          {PLACES.map((place) => (
            <span key={place} />
          ))}
        </div>
      ) : ordered.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <ul>
          {ordered.map((signal, index) => (
            <Item
              key={`${signal.indicatorId}.${signal.procedure}.${signal.of.by}.${signal.of.id}`}
              signal={signal}
              shared={shared}
              onPaperOnly={!all && index >= SHOWN_AT_FIRST}
            />
          ))}
        </ul>
      )}
      {signals !== undefined && signals.length > SHOWN_AT_FIRST ? (
        <button
          type="button"
          className={`${styles.more} screen-only`}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? 'Show fewer' : `Show all ${signals.length}`}
        </button>
      ) : null}
    </div>
  );
}

interface ItemProps {
  readonly signal: Signal;
  readonly shared: SharedSearch;
  /** Paper has no button that shows the rest. */
  readonly onPaperOnly: boolean;
}

function Item({ signal, shared, onPaperOnly }: ItemProps) {
  const links = linksOf(signal, shared);
  const subject = subjectOf(signal);
  const also = alsoInWords(signal);
  return (
    <li className={styles.signal} data-on-paper-only={onPaperOnly}>
      <SignalSign meaning={signal.meaning} />
      <div>
        <p>
          <a className={styles.subject} href={signal.kind === 'changed' ? links.trend : links.funnel}>
            {subject}
          </a>
          {signal.kind === 'changed' ? ' ' : ': '}
          <span className={styles.statement}>
            {signal.kind === 'changed' ? changeInWords(signal) : positionInWords(signal)}.
          </span>
        </p>
        {also === null ? null : <p className={styles.also}>{also}.</p>}
        <div className={styles.foot}>
          <p className={`${styles.links} screen-only`}>
            <a href={links.trend} aria-label={`Trend: ${subject}`}>
              Trend
            </a>
            <a href={links.funnel} aria-label={`Funnel: ${subject}`}>
              Funnel
            </a>
            <a href={links.cases} aria-label={`Cases: ${subject}`}>
              Cases
            </a>
          </p>
          {/* They are of the whole course, which a signal since a moment contradicts by being one. */}
          {signal.since === null ? (
            <ProcessMarks variation={signal.variation} assurance={signal.assurance} />
          ) : null}
        </div>
      </div>
    </li>
  );
}
