import type { CompareOutput } from '@lamina/shared/contract/compare.ts';
import type { Reference } from '@lamina/shared/contract/overview.ts';
import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import field from '../../components/field.module.css';
import { IndicatorChoice } from '../../components/indicator-choice.tsx';
import { useComparesInFull } from '../../lib/reader.ts';
import styles from './compare-controls.module.css';

export interface CompareChoices {
  readonly indicator: string;
  readonly by: 'hospital' | 'surgeon';
  readonly adjusted: boolean;
  readonly overdispersion: boolean;
}

export interface CompareControlsProps {
  readonly choices: CompareChoices;
  readonly comparison: CompareOutput;
  readonly reference: Reference | undefined;
  readonly onChange: (changed: Partial<CompareChoices>) => void;
  readonly onChooseReference: (referenceId: string) => void;
}

/** What is compared between whom, and how. */
export function CompareControls({
  choices,
  comparison,
  reference,
  onChange,
  onChooseReference,
}: CompareControlsProps) {
  const id = useId();
  const inFull = useComparesInFull();
  const funnel = comparison.measure === 'proportion' || comparison.measure === 'ratio';
  const comparable = comparison.references.filter((candidate) => candidate.comparable);
  const spreadProblem = spreadProblemOf(comparison);
  return (
    <div className={`${field.fields} screen-only`}>
      <IndicatorChoice
        label="Indicator"
        chosen={choices.indicator}
        onChoose={(indicator) => onChange({ indicator })}
      />
      {!inFull ? null : (
        <div className={field.field}>
          <span className={field.label} id={`${id}-by`}>
            Between
          </span>
          <SegmentedControl
            size="xs"
            aria-labelledby={`${id}-by`}
            transitionDuration={0}
            value={choices.by}
            onChange={(by) => onChange({ by: by === 'surgeon' ? 'surgeon' : 'hospital' })}
            data={[
              { value: 'hospital', label: 'Hospitals' },
              { value: 'surgeon', label: 'Surgeons' },
            ]}
          />
        </div>
      )}
      {comparable.length > (reference === undefined ? 0 : 1) ? (
        <label className={field.field} htmlFor={`${id}-reference`}>
          <span className={field.label}>Reference</span>
          <select
            id={`${id}-reference`}
            className={field.input}
            value={reference?.id ?? ''}
            onChange={(event) => onChooseReference(event.currentTarget.value)}
          >
            {reference === undefined ? <option value="">none chosen</option> : null}
            {comparable.map((candidate) => (
              <option key={candidate.id} value={candidate.id}>
                {candidate.label}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {funnel ? (
        <div className={styles.checks}>
          <Check
            label="Adjusted for case mix"
            checked={choices.adjusted}
            problem={comparison.adjustment === 'no-model' ? 'no case-mix model for this indicator' : null}
            onChange={(adjusted) => onChange({ adjusted })}
          />
          <Check
            label="Spread between providers allowed for"
            checked={choices.overdispersion}
            problem={spreadProblem}
            onChange={(overdispersion) => onChange({ overdispersion })}
          />
        </div>
      ) : null}
    </div>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  /** Why the choice changes nothing here. */
  readonly problem: string | null;
  readonly onChange: (checked: boolean) => void;
}

function Check({ label, checked, problem, onChange }: CheckProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>
        {label}
        {problem === null ? null : <span className={styles.problem}>: {problem}</span>}
      </span>
    </label>
  );
}

function spreadProblemOf({ spread, by }: CompareOutput): string | null {
  if (spread.state === 'too-few-providers') return `${spread.needed} ${by}s with enough cases needed`;
  return spread.state === 'not-applicable' ? 'nothing to estimate it from' : null;
}
