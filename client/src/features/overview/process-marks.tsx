import type { AssuranceMark as Assured, VariationMark as Varied } from '@lamina/shared/contract/signals.ts';
import { AssuranceMark } from '../../charts/assurance-mark.tsx';
import { VariationMark } from '../../charts/variation-mark.tsx';
import { assuranceInBrief, variationInBrief } from './mark-words.ts';
import styles from './process-marks.module.css';

export interface ProcessMarksProps {
  readonly variation: Varied;
  readonly assurance: Assured;
}

/** Variation and assurance as Making Data Count has them, drawn and said. One that has no answer is left out. */
export function ProcessMarks({ variation, assurance }: ProcessMarksProps) {
  if (variation.verdict === null && assurance.verdict === null) return null;
  return (
    <p className={styles.marks}>
      {variation.verdict === null ? null : (
        <span title={variation.words}>
          <VariationMark verdict={variation.verdict} /> {variationInBrief(variation.verdict)}
        </span>
      )}
      {assurance.verdict === null ? null : (
        <span title={assurance.words}>
          <AssuranceMark verdict={assurance.verdict} /> {assuranceInBrief(assurance.verdict)}
        </span>
      )}
    </p>
  );
}
