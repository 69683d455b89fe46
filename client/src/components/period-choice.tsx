import { addDays, type IsoDate, type Period } from '@lamina/shared/domain/period.ts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { type PeriodPreset, periodPresets } from '../lib/period-presets.ts';
import styles from './period-choice.module.css';

export interface PeriodChoiceProps {
  readonly period: Period;
  readonly firstOperation: IsoDate | null;
  readonly lastOperation: IsoDate | null;
  readonly onChange: (period: Period) => void;
}

/** Presets by name, or two dates of which both belong to the period. */
export function PeriodChoice({ period, firstOperation, lastOperation, onChange }: PeriodChoiceProps) {
  const [from, setFrom] = useState(period.from ?? '');
  const [lastDay, setLastDay] = useState(period.to === undefined ? '' : addDays(period.to, -1));
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

  return (
    <div className={styles.choice}>
      <ul>
        {periodPresets(lastOperation).map((preset) => (
          <li key={preset.label}>
            <button
              type="button"
              className={styles.preset}
              aria-pressed={isPeriod(preset, period)}
              onClick={() => onChange(preset.period)}
            >
              {preset.label}
            </button>
          </li>
        ))}
      </ul>
      <form
        className={styles.dates}
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
    </div>
  );
}

function isPeriod(preset: PeriodPreset, period: Period): boolean {
  return preset.period.from === period.from && preset.period.to === period.to;
}
