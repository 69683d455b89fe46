import type { ChartChoice, TrendStep } from '@lamina/shared/contract/trend.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { SegmentedControl } from '@mantine/core';
import { useId, useState } from 'react';
import field from '../../components/field.module.css';
import { IndicatorChoice } from '../../components/indicator-choice.tsx';
import styles from './trend-controls.module.css';

export interface TrendControlsProps {
  readonly indicator: Indicator;
  readonly step: TrendStep;
  /** Undefined while the data choose. */
  readonly chart: string | undefined;
  readonly choice: ChartChoice | null;
  readonly target: number | undefined;
  readonly onIndicator: (id: string) => void;
  readonly onStep: (step: TrendStep) => void;
  readonly onChart: (chart: string | undefined) => void;
  readonly onTarget: (target: number | undefined) => void;
}

const STEPS: readonly { value: TrendStep; label: string }[] = [
  { value: 'month', label: 'Months' },
  { value: 'quarter', label: 'Quarters' },
  { value: 'case', label: 'Case by case' },
];
const UNITS = { proportion: '%', nights: 'nights', points: 'points' } as const;
const AUTOMATIC = 'auto';

/** What is followed, in which steps, on which chart, against which target. */
export function TrendControls({
  indicator,
  step,
  chart,
  choice,
  target,
  onIndicator,
  onStep,
  onChart,
  onTarget,
}: TrendControlsProps) {
  const id = useId();
  const proposed = choice?.alternatives.find((one) => one.chart === choice.proposed);
  const overridden = choice !== null && choice.chart !== choice.proposed;
  return (
    <div className={`${field.fields} screen-only`}>
      <IndicatorChoice label="Indicator" chosen={indicator.id} onChoose={onIndicator} />
      <div className={field.field}>
        <span className={field.label} id={`${id}-step`}>
          Step
        </span>
        <SegmentedControl
          size="xs"
          aria-labelledby={`${id}-step`}
          transitionDuration={0}
          value={step}
          onChange={(chosen) => onStep(STEPS.find(({ value }) => value === chosen)?.value ?? 'month')}
          data={[...STEPS]}
        />
      </div>
      {choice === null ? null : (
        <label className={field.field} htmlFor={`${id}-chart`}>
          <span className={field.label}>Chart</span>
          <select
            id={`${id}-chart`}
            className={field.input}
            aria-describedby={`${id}-reason`}
            value={overridden ? choice.chart : AUTOMATIC}
            onChange={({ currentTarget: { value } }) => onChart(value === AUTOMATIC ? undefined : value)}
          >
            <option value={AUTOMATIC}>{`From the data: ${proposed?.name ?? choice.proposed}`}</option>
            {choice.alternatives
              .filter((one) => one.chart !== choice.proposed)
              .map((one) => (
                <option key={one.chart} value={one.chart}>
                  {one.name}
                </option>
              ))}
          </select>
        </label>
      )}
      <TargetField
        key={`${indicator.id} ${target ?? ''}`}
        id={`${id}-target`}
        unit={indicator.unit}
        target={target}
        onTarget={onTarget}
      />
      {choice === null ? null : (
        <p id={`${id}-reason`} className={styles.reason}>
          {overridden
            ? `${choice.reason} From the data: ${proposed?.name ?? ''}. ${choice.proposedReason}`
            : choice.reason}
          {chart !== undefined && !overridden && chart !== choice.chart
            ? ' The chart that the address names cannot be drawn of this indicator.'
            : ''}
        </p>
      )}
    </div>
  );
}

interface TargetFieldProps {
  readonly id: string;
  readonly unit: Indicator['unit'];
  readonly target: number | undefined;
  readonly onTarget: (target: number | undefined) => void;
}

/** The hospital's own target: percent for shares, the plain number otherwise. */
function TargetField({ id, unit, target, onTarget }: TargetFieldProps) {
  const factor = unit === 'proportion' ? 100 : 1;
  const written = target === undefined ? '' : String(Number((target * factor).toPrecision(6)));
  const [text, setText] = useState(written);

  function apply() {
    const number = Number(text.replace(',', '.'));
    if (text.trim() === '') onTarget(undefined);
    else if (Number.isFinite(number) && text !== written) onTarget(Number((number / factor).toPrecision(9)));
    else setText(written);
  }

  return (
    <form
      className={field.field}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <label className={field.label} htmlFor={id}>
        Target, {UNITS[unit]}
      </label>
      <input
        id={id}
        className={`${field.input} ${styles.target}`}
        inputMode="decimal"
        autoComplete="off"
        placeholder="none"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => (text === written ? undefined : apply())}
      />
    </form>
  );
}
