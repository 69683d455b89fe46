import type { ExplainedJudgement } from '@lamina/shared/contract/case.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator, NotCountedReason } from '@lamina/shared/indicators/indicator.ts';
import { FAMILIES } from '../../lib/families.ts';
import { formatDatesIn, formatFigure } from '../../lib/format.ts';
import styles from './case-screen.module.css';

const REASONS: Readonly<Record<NotCountedReason, string>> = {
  'not-applicable': 'Does not apply',
  excluded: 'Left out',
  'not-yet-eligible': 'Not yet eligible',
  'not-reported': 'Not reported',
  'follow-up-too-short': 'Follow-up too short',
};

/** In which indicators the case counts, and why in a sentence: families in the order of the screens. */
export function JudgementSection({ judgements }: { readonly judgements: readonly ExplainedJudgement[] }) {
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
                <JudgementLine key={judgement.indicatorId} {...judgement} />
              ))}
            </dl>
          </div>
        );
      })}
    </section>
  );
}

function JudgementLine({ indicatorId, judgement, sentence }: ExplainedJudgement) {
  const indicator = getIndicator(indicatorId);
  const state = typeof judgement !== 'number' ? 'not-counted' : judgementState(indicator, judgement);
  const result = typeof judgement === 'number' ? valueInWords(indicator, judgement) : REASONS[judgement];
  return (
    <div className={styles.judgement} data-state={state}>
      <dt className={styles.name}>{indicator.name}</dt>
      <dd className={styles.outcome}>
        <span className={styles.result}>
          <Mark state={state} />
          {result}
        </span>
        <span className={styles.why}>{formatDatesIn(sentence)}</span>
      </dd>
    </div>
  );
}

type JudgementState = 'event' | 'counted' | 'not-counted';

function judgementState({ kind }: Indicator, judgement: number): JudgementState {
  return kind === 'proportion' && judgement === 1 ? 'event' : 'counted';
}

function valueInWords(indicator: Indicator, judgement: number): string {
  if (indicator.kind === 'proportion') return judgement === 1 ? 'Yes' : 'No';
  return formatFigure(judgement, indicator.unit);
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
