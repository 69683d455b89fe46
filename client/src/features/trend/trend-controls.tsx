import type { ChartChoice, TrendStep } from '@lamina/shared/contract/trend.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { SegmentedControl } from '@mantine/core';
import { useId, useState } from 'react';
import { FAMILIES } from '../../lib/families.ts';
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
    <div className={`${styles.controls} screen-only`}>
      <label className={styles.control} htmlFor={`${id}-indicator`}>
        <span className={styles.label}>Indicator</span>
        <select
          id={`${id}-indicator`}
          className={styles.select}
          value={indicator.id}
          onChange={(event) => onIndicator(event.currentTarget.value)}
        >
          {FAMILIES.map((family) => (
            <optgroup key={family.id} label={family.label}>
              {CATALOGUE.filter((one) => one.family === family.id).map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <div className={styles.control}>
        <span className={styles.label} id={`${id}-step`}>
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
        <label className={styles.control} htmlFor={`${id}-chart`}>
          <span className={styles.label}>Chart</span>
          <select
            id={`${id}-chart`}
            className={styles.select}
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
      className={styles.control}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <label className={styles.label} htmlFor={id}>
        Target, {UNITS[unit]}
      </label>
      <input
        id={id}
        className={styles.target}
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
