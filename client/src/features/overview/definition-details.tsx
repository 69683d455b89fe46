import { describeIndicator } from '@lamina/shared/indicators/describe-indicator.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { Link } from '@tanstack/react-router';
import { formatDate } from '../../lib/format.ts';
import styles from './indicator-details.module.css';

/** What counts, among whom, and why it is looked at: read from the definition itself. */
export function DefinitionDetails({ indicator }: { readonly indicator: Indicator }) {
  const { figure, among, leftOut, followUp } = describeIndicator(indicator);
  return (
    <section>
      <h3 className={styles.title}>Definition</h3>
      <dl className={styles.terms}>
        <dt>Figure</dt>
        <dd>{figure}</dd>
        <dt>Among</dt>
        <dd>{among}</dd>
        {leftOut === null ? null : (
          <>
            <dt>Left out</dt>
            <dd>{leftOut}</dd>
          </>
        )}
        {followUp === null ? null : (
          <>
            <dt>Follow-up</dt>
            <dd>{followUp}</dd>
          </>
        )}
        <dt>Why</dt>
        <dd>{indicator.rationale}</dd>
        <dt>Reviewed</dt>
        <dd>
          {formatDate(indicator.reviewedOn)}, due again {formatDate(indicator.nextReview)}
        </dd>
      </dl>
      <p className={styles.note}>
        <Link to="/methods" hash={indicator.id} search={true}>
          How it is measured, with worked examples
        </Link>
      </p>
    </section>
  );
}
