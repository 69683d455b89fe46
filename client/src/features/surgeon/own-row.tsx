import type { OwnIndicator } from '@lamina/shared/contract/surgeon.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { Link } from '@tanstack/react-router';
import { OwnWhisker } from '../../charts/own-whisker.tsx';
import { Sparkline } from '../../charts/sparkline.tsx';
import { whiskerScale } from '../../charts/whisker-scale.ts';
import { VerdictMark } from '../../components/verdict-mark.tsx';
import type { SharedSearch } from '../../lib/address.ts';
import { formatConfidence, formatCount, formatFigure, formatQuarter, formatRange } from '../../lib/format.ts';
import { casesBehind } from '../../lib/links.ts';
import styles from './own-row.module.css';
import {
  adjustedInWords,
  againstReference,
  besideColleagues,
  countInWords,
  detectableInWords,
  noDataInWords,
  referenceOf,
  reliabilityInWords,
} from './own-words.ts';

export interface OwnRowProps {
  readonly indicator: Indicator;
  readonly own: OwnIndicator;
  readonly shared: SharedSearch;
}

/** One indicator of a surgeon's own cases: the figure, what it is read against, its quarters, and what the caseload can show. */
export function OwnRow({ indicator, own, shared }: OwnRowProps) {
  const { figures } = own;
  return (
    <article className={styles.row} aria-label={indicator.name} data-state={figures.state}>
      <header className={styles.name}>
        <h3>{indicator.name}</h3>
        <Link className={styles.definition} to="/methods" hash={indicator.id} search={true}>
          Definition<span className={styles.heard}> of {indicator.name}</span>
        </Link>
      </header>
      {figures.state === 'no-data' ? (
        <p className={styles.absent}>{noDataInWords(figures)}</p>
      ) : (
        <Figures indicator={indicator} own={own} figures={figures} shared={shared} />
      )}
    </article>
  );
}

interface FiguresProps extends OwnRowProps {
  readonly figures: Exclude<OwnIndicator['figures'], { state: 'no-data' }>;
}

function Figures({ indicator, own, figures, shared }: FiguresProps) {
  const { unit } = indicator;
  const { colleagues, detectable } = own;
  const reference = referenceOf(figures);
  const verdict = againstReference(indicator, figures);
  const band = colleagues.state === 'band' ? colleagues : null;
  const scale = whiskerScale(
    [
      {
        ...figures,
        bands: [...(reference === undefined ? [] : [reference]), ...(band === null ? [] : [band])],
      },
    ],
    unit,
  );
  const values = figures.quarters.flatMap(({ value }) => value ?? []);
  const beside = besideColleagues(indicator, colleagues);
  const details = [
    adjustedInWords(own),
    reliabilityInWords(colleagues),
    detectable === null ? null : detectableInWords(indicator, detectable),
  ].filter((words) => words !== null);
  return (
    <>
      <div className={styles.figure}>
        <p className={styles.value}>{formatFigure(figures.value, unit)}</p>
        <p className={styles.count}>
          <CountLink indicator={indicator} figures={figures} shared={shared} />
          {figures.interval === null ? null : (
            <span className={styles.quiet}>
              {formatConfidence(figures.interval.confidence)}&nbsp;CI{' '}
              {formatRange(figures.interval.lower, figures.interval.upper, unit)}
            </span>
          )}
        </p>
      </div>
      <div className={styles.compared}>
        <OwnWhisker
          value={figures.value}
          interval={figures.interval}
          reference={reference ?? null}
          colleagues={band}
          scale={scale}
          hollow={figures.state === 'too-few' || verdict?.tone === 'untold'}
          description={`${indicator.name}: ${formatFigure(figures.value, unit)}. ${verdict?.words ?? 'No reference to compare with'}. ${beside}.`}
        />
        <p className={styles.verdict} data-tone={verdict?.tone}>
          {verdict === null ? 'No reference to compare with' : <VerdictMark tone={verdict.tone} />}
          {verdict?.words}
        </p>
        <p className={styles.quiet}>{beside}</p>
        {details.map((words) => (
          <p key={words} className={styles.quiet}>
            {words}.
          </p>
        ))}
      </div>
      <div className={styles.course}>
        {values.length === 0 ? null : (
          <Sparkline
            points={figures.quarters}
            minimum={scale.minimum}
            maximum={Math.max(...values, scale.minimum + Number.EPSILON)}
            description={`${indicator.shortName} by quarter: ${figures.quarters
              .filter(({ value }) => value !== null)
              .map(({ quarter, value }) => `${formatQuarter(quarter)} ${formatFigure(value ?? 0, unit)}`)
              .join(', ')}.`}
          />
        )}
      </div>
    </>
  );
}

function CountLink({ indicator, figures, shared }: Pick<FiguresProps, 'indicator' | 'figures' | 'shared'>) {
  const to = (counted: 'numerator' | 'denominator') =>
    casesBehind({ shared, indicator: indicator.id, counted });
  if (figures.numerator === null) {
    return (
      <Link {...to('denominator')} aria-label={`${countInWords(indicator, figures)}, list these cases`}>
        {countInWords(indicator, figures)}
      </Link>
    );
  }
  return (
    <span>
      <Link {...to('numerator')} aria-label={`${formatCount(figures.numerator)}, list these cases`}>
        {formatCount(figures.numerator)}
      </Link>{' '}
      of{' '}
      <Link {...to('denominator')} aria-label={`${formatCount(figures.denominator)}, list these cases`}>
        {formatCount(figures.denominator)}
      </Link>
    </span>
  );
}
