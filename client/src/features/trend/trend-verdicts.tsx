import type { ChartedTrend } from '@lamina/shared/contract/trend.ts';
import { VerdictMark } from '../../components/verdict-mark.tsx';
import type { VerdictTone } from '../../components/verdict-tone.ts';
import styles from './trend-screen.module.css';

/** Variation and assurance in the words of Making Data Count, each with its mark. */
export function TrendVerdicts({
  trend,
  hasTarget,
}: {
  readonly trend: ChartedTrend;
  readonly hasTarget: boolean;
}) {
  const { variation, assurance } = trend;
  return (
    <dl className={styles.verdicts}>
      <div>
        <dt>Variation</dt>
        <dd>
          <VerdictMark tone={variationTone(variation.verdict)} /> {variation.words}
        </dd>
      </div>
      <div>
        <dt>Assurance</dt>
        <dd>
          <VerdictMark tone={assuranceTone(assurance.verdict)} />{' '}
          {hasTarget
            ? assurance.words
            : 'No target is set; set one above to see whether it can be relied on.'}
        </dd>
      </div>
    </dl>
  );
}

function variationTone(verdict: ChartedTrend['variation']['verdict']): VerdictTone {
  if (verdict === null) return 'untold';
  if (verdict === 'common-cause') return 'within';
  if (verdict.startsWith('concern')) return 'outside-worse';
  return verdict.startsWith('improvement') ? 'outside-better' : 'outside';
}

function assuranceTone(verdict: ChartedTrend['assurance']['verdict']): VerdictTone {
  if (verdict === null) return 'untold';
  if (verdict === 'hit-or-miss') return 'within';
  return verdict === 'consistently-fails' ? 'outside-worse' : 'outside-better';
}
