import type { OwnIndicator } from '@lamina/shared/contract/surgeon.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { Link } from '@tanstack/react-router';
import { OwnWhisker } from '../../charts/own-whisker.tsx';
import { Sparkline } from '../../charts/sparkline.tsx';
import { whiskerScale } from '../../charts/whisker-scale.ts';
import field from '../../components/field.module.css';
import heard from '../../components/heard.module.css';
import { VerdictMark } from '../../components/verdict-mark.tsx';
import { comparedReference, uncomparedInWords, verdictInWords } from '../../components/verdict-words.ts';
import type { SharedSearch } from '../../lib/address.ts';
import { countInWords, hasValue, type ValuedFigures, withoutValueReason } from '../../lib/count-words.ts';
import {
  formatConfidence,
  formatCount,
  formatFigure,
  formatQuarter,
  formatRange,
  formatTick,
} from '../../lib/format.ts';
import { casesBehind, trendBehind } from '../../lib/links.ts';
import styles from './own-row.module.css';
import { adjustedInWords, besideColleagues, detectableInWords, reliabilityInWords } from './own-words.ts';

export interface OwnRowProps {
  readonly indicator: Indicator;
  readonly own: OwnIndicator;
  readonly shared: SharedSearch;
  /** Undefined where references do not apply. */
  readonly onChooseReference: ((referenceId: string) => void) | undefined;
}

/** One indicator of a surgeon's own cases: the figure, what it is read against, its quarters, and what the caseload can show. */
export function OwnRow({ indicator, own, shared, onChooseReference }: OwnRowProps) {
  const { figures } = own;
  return (
    <article className={styles.row} aria-label={indicator.name} data-state={figures.state}>
      <header className={styles.name}>
        <h3>{indicator.name}</h3>
        <Link className={styles.definition} to="/methods" hash={indicator.id} search={true}>
          Definition<span className={heard.heard}> of {indicator.name}</span>
        </Link>
      </header>
      {hasValue(figures) ? (
        <Figures
          indicator={indicator}
          own={own}
          figures={figures}
          shared={shared}
          onChooseReference={onChooseReference}
        />
      ) : (
        <p className={styles.absent}>{withoutValueReason(figures)}</p>
      )}
    </article>
  );
}

interface FiguresProps extends OwnRowProps {
  readonly figures: ValuedFigures;
}

function Figures({ indicator, own, figures, shared, onChooseReference }: FiguresProps) {
  const { unit } = indicator;
  const { colleagues, detectable } = own;
  const reference = comparedReference(figures);
  const verdict = verdictInWords(indicator, figures);
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
  // Of several procedures together the head of the page says that references do not apply.
  const uncompared = onChooseReference === undefined ? null : uncomparedInWords(figures);
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
          description={`${indicator.name}: ${formatFigure(figures.value, unit)}. ${verdict?.words ?? uncompared ?? 'Several procedures together'}. ${beside}.`}
        />
        <p className={styles.scale} aria-hidden="true">
          <span>{formatTick(scale.minimum, unit)}</span>
          <span>{formatTick(scale.maximum, unit)}</span>
        </p>
        {verdict === null && uncompared === null ? null : (
          <p className={styles.verdict} data-tone={verdict?.tone}>
            {verdict === null ? uncompared : <VerdictMark tone={verdict.tone} />}
            {verdict?.words}
          </p>
        )}
        {onChooseReference === undefined ? null : (
          <ReferenceField
            indicator={indicator}
            references={figures.references.filter(({ comparable }) => comparable)}
            chosen={reference?.id}
            onChoose={onChooseReference}
          />
        )}
        <p className={styles.quiet}>{beside}</p>
        {details.map((words) => (
          <p key={words} className={styles.quiet}>
            {words}.
          </p>
        ))}
      </div>
      <div className={styles.course}>
        {values.length === 0 ? null : (
          <>
            <Sparkline
              points={figures.quarters}
              minimum={scale.minimum}
              maximum={Math.max(...values, scale.minimum + Number.EPSILON)}
              description={`${indicator.shortName} by quarter: ${figures.quarters
                .filter(({ value }) => value !== null)
                .map(({ quarter, value }) => `${formatQuarter(quarter)} ${formatFigure(value ?? 0, unit)}`)
                .join(', ')}.`}
            />
            <Link className="screen-only" {...trendBehind({ shared, indicator: indicator.id })}>
              Trend<span className={heard.heard}> of {indicator.name}</span>
            </Link>
          </>
        )}
      </div>
    </>
  );
}

interface ReferenceFieldProps {
  readonly indicator: Indicator;
  readonly references: FiguresProps['figures']['references'];
  readonly chosen: string | undefined;
  readonly onChoose: (referenceId: string) => void;
}

/** Where there is one to choose: another than the one compared with. */
function ReferenceField({ indicator, references, chosen, onChoose }: ReferenceFieldProps) {
  if (references.length === 0 || (references.length === 1 && chosen !== undefined)) return null;
  return (
    <select
      className={`${field.input} screen-only`}
      aria-label={`Reference of ${indicator.name}`}
      value={chosen ?? ''}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {chosen === undefined ? <option value="">No reference chosen</option> : null}
      {references.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
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
