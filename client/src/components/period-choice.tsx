import { addDays, type IsoDate, type Period } from '@lamina/shared/domain/period.ts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { type PeriodPreset, periodPresets } from '../lib/period-presets.ts';
import { usePointAhead } from '../lib/point-ahead.ts';
import { periodOfYear } from '../lib/published-filter.ts';
import styles from './period-choice.module.css';

export interface PeriodChoiceProps {
  readonly period: Period;
  readonly firstOperation: IsoDate | null;
  readonly lastOperation: IsoDate | null;
  /** The latest day on which the limits of a chart start anew. */
  readonly lastRebase: IsoDate | null;
  /** The only ones that may be chosen, each as a whole; null where any dates may. */
  readonly years: readonly number[] | null;
  readonly onChange: (period: Period) => void;
  /** Told which period would be chosen, before the reader has decided. */
  readonly onPrepare?: ((period: Period) => void) | undefined;
}

/** Presets by name, or two dates of which both belong to the period. */
export function PeriodChoice({
  period,
  firstOperation,
  lastOperation,
  lastRebase,
  years,
  onChange,
  onPrepare,
}: PeriodChoiceProps) {
  const [from, setFrom] = useState(period.from ?? '');
  const [lastDay, setLastDay] = useState(period.to === undefined ? '' : addDays(period.to, -1));
  const pointAhead = usePointAhead();
  const reversed = from !== '' && lastDay !== '' && lastDay < from;
  const bounds = {
    ...(firstOperation === null ? {} : { min: firstOperation }),
    ...(lastOperation === null ? {} : { max: lastOperation }),
  };

  function apply() {
    onChange({
      ...(from === '' ? {} : { from }),
      ...(lastDay === '' ? {} : { to: addDays(lastDay, 1) }),
    });
  }

  const presets =
    years === null
      ? periodPresets(lastOperation, lastRebase)
      : [...periodPresets(null), ...years.toReversed().map(presetOfYear)];
  return (
    <div className={styles.choice}>
      <ul>
        {presets.map((preset) => (
          <li key={preset.label}>
            <button
              type="button"
              className={styles.preset}
              aria-pressed={isPeriod(preset, period)}
              onClick={() => onChange(preset.period)}
              {...pointAhead(onPrepare && (() => onPrepare(preset.period)))}
            >
              {preset.label}
            </button>
          </li>
        ))}
      </ul>
      {years === null ? (
        <form
          className={styles.dates}
          // The bounds guide the calendar; a day beyond the last operation is no mistake.
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
        >
          <label>
            First day
            <input
              type="date"
              value={from}
              {...bounds}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
          </label>
          <label>
            Last day
            <input
              type="date"
              value={lastDay}
              {...bounds}
              aria-invalid={reversed}
              aria-describedby={reversed ? 'period-problem' : undefined}
              onChange={(event) => setLastDay(event.currentTarget.value)}
            />
          </label>
          {reversed ? (
            <p id="period-problem" className={styles.problem}>
              The last day lies before the first.
            </p>
          ) : null}
          <Button type="submit" size="xs" disabled={reversed}>
            Show these dates
          </Button>
        </form>
      ) : null}
    </div>
  );
}

function presetOfYear(year: number): PeriodPreset {
  return { label: String(year), period: periodOfYear(year) };
}

function isPeriod(preset: PeriodPreset, period: Period): boolean {
  return preset.period.from === period.from && preset.period.to === period.to;
}
