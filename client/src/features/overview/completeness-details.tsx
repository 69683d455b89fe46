import type { Completeness } from '@lamina/shared/contract/overview.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { Fragment } from 'react';
import { notJudged } from '../../lib/count-words.ts';
import { formatCount, formatProportion } from '../../lib/format.ts';
import { CasesLink } from './cases-link.tsx';
import styles from './indicator-details.module.css';

export interface CompletenessDetailsProps {
  readonly completeness: Completeness;
  readonly indicatorId: string;
  readonly procedure: Procedure;
}

/** How many of the selected cases were judged, and what became of the others: the counts add up, and each leads to its cases. */
export function CompletenessDetails({ completeness, indicatorId, procedure }: CompletenessDetailsProps) {
  const { cases, judged, notApplicable, excluded } = completeness;
  const meant = cases - notApplicable - excluded;
  return (
    <section>
      <h3 className={styles.title}>Completeness</h3>
      <p className={styles.note}>
        {meant === 0
          ? 'The indicator is meant for none of these cases.'
          : `${formatProportion(judged / meant)} of the ${formatCount(meant)} cases that it is meant for could be judged.`}
      </p>
      <dl className={styles.terms}>
        <dt>Selected</dt>
        <dd>
          <CasesLink count={cases} procedure={procedure} />
        </dd>
        <dt>Judged</dt>
        <dd>
          <CasesLink count={judged} procedure={procedure} indicatorId={indicatorId} counted="denominator" />
        </dd>
        {notJudged(completeness).map((line) => (
          <Fragment key={line.reason}>
            <dt>{line.words.charAt(0).toUpperCase() + line.words.slice(1)}</dt>
            <dd>
              <CasesLink
                count={line.cases}
                procedure={procedure}
                indicatorId={indicatorId}
                counted={line.reason}
              />
            </dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
