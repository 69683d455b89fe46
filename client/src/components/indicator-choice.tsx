import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { useId } from 'react';
import { FAMILIES } from '../lib/families.ts';
import field from './field.module.css';

export interface IndicatorChoiceProps {
  readonly label: string;
  /** Id of the indicator chosen. */
  readonly chosen: string;
  /** Which of the catalogue can be chosen; all when absent. */
  readonly among?: (indicator: Indicator) => boolean;
  readonly onChoose: (id: string) => void;
}

/** One indicator of the catalogue, by family. */
export function IndicatorChoice({ label, chosen, among = () => true, onChoose }: IndicatorChoiceProps) {
  const id = useId();
  return (
    <label className={field.field} htmlFor={id}>
      <span className={field.label}>{label}</span>
      <select
        id={id}
        className={field.input}
        value={chosen}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {FAMILIES.map((family) => {
          const indicators = CATALOGUE.filter(
            (indicator) => indicator.family === family.id && among(indicator),
          );
          return indicators.length === 0 ? null : (
            <optgroup key={family.id} label={family.label}>
              {indicators.map((indicator) => (
                <option key={indicator.id} value={indicator.id}>
                  {indicator.name}
                </option>
              ))}
            </optgroup>
          );
        })}
      </select>
    </label>
  );
}
