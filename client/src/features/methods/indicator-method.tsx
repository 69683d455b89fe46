import type { MethodReference } from '@lamina/shared/contract/methods.ts';
import { listInWords } from '@lamina/shared/indicators/describe-criterion.ts';
import { describeIndicator } from '@lamina/shared/indicators/describe-indicator.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { formatCount, formatDate } from '../../lib/format.ts';
import styles from './methods-screen.module.css';
import { exampleInWords, judgementInWords } from './worked-example.ts';

export interface IndicatorMethodProps {
  readonly indicator: Indicator;
  readonly references: readonly MethodReference[];
  /** Whether a model of the indicator is shown further down. */
  readonly hasModel: boolean;
}

const DIRECTIONS = {
  increase: 'Higher is better',
  decrease: 'Lower is better',
  neutral: 'Neither direction is better in itself',
} as const;

/** One indicator, read from its definition: what counts, among whom, for how long, why, and on worked cases. */
export function IndicatorMethod({ indicator, references, hasModel }: IndicatorMethodProps) {
  const { figure, among, leftOut, followUp } = describeIndicator(indicator);
  const comparable = references.filter(({ comparableWith }) => comparableWith.includes(indicator.id));
  const beside = references.filter(({ shownBeside }) => shownBeside.includes(indicator.id));
  return (
    <article id={indicator.id} className={styles.entry} aria-labelledby={`${indicator.id}-name`}>
      <header className={styles.entryHead}>
        <h3 id={`${indicator.id}-name`}>
          <a className={styles.anchor} href={`#${indicator.id}`}>
            {indicator.name}
          </a>
        </h3>
        <p className={styles.question}>{indicator.question}</p>
      </header>
      <div className={styles.columns}>
        <dl className={styles.terms}>
          <dt>Figure</dt>
          <dd>{figure}</dd>
          <dt>Among</dt>
          <dd>{among}</dd>
          <dt>Left out</dt>
          <dd>{leftOut ?? 'Nobody.'}</dd>
          <dt>Follow-up</dt>
          <dd>{followUp ?? 'Needs none.'}</dd>
          <dt>Why</dt>
          <dd>{indicator.rationale}</dd>
          <dt>Read as</dt>
          <dd>
            {DIRECTIONS[indicator.improvement]}. Fewer than {formatCount(indicator.minimumDenominator)} judged
            cases are shown as too few to tell.
          </dd>
          <dt>Case mix</dt>
          <dd>{caseMixOf(indicator, hasModel)}</dd>
          <dt>Reference</dt>
          <dd>
            {comparable.length + beside.length === 0 ? 'None on file.' : null}
            <References references={comparable} words="compared" />
            <References references={beside} words="shown, not compared" />
          </dd>
          <dt>Reviewed</dt>
          <dd>
            {formatDate(indicator.reviewedOn)}, due again {formatDate(indicator.nextReview)}
          </dd>
        </dl>
        <section className={styles.examples} aria-label={`Worked cases: ${indicator.name}`}>
          <h4>Worked cases</h4>
          <ul>
            {indicator.examples.map((example) => (
              <li key={example.title}>
                <span>{exampleInWords(example)}</span>
                <span className={styles.judgement}>{judgementInWords(indicator, example.judgement)}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </article>
  );
}

function caseMixOf({ id, caseMix, kind }: Indicator, hasModel: boolean) {
  if (caseMix === null) {
    return kind === 'proportion'
      ? 'Not adjusted: adjusting would explain away what is measured, or events are too few.'
      : 'Not adjusted: only proportions are.';
  }
  if (!hasModel) return `Model “${caseMix}”, which is not fitted to the cases at present.`;
  return (
    <>
      Model <a href={`#model-${id}`}>{caseMix}</a>
    </>
  );
}

function References({
  references,
  words,
}: {
  readonly references: readonly MethodReference[];
  readonly words: string;
}) {
  return references.map(({ id, label, procedures }) => (
    <span key={id} className={styles.line}>
      <a href={`#reference-${id}`}>{label}</a>{' '}
      <span className={styles.quiet}>
        ({procedures === null ? '' : `${listInWords(procedures, 'and')}, `}
        {words})
      </span>
    </span>
  ));
}
