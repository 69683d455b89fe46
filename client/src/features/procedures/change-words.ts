import type { ComparedChange } from '@lamina/shared/contract/procedures.ts';
import type { PromInstrument, PromTimepoint } from '@lamina/shared/domain/prom.ts';
import { PROM_THRESHOLDS } from '@lamina/shared/domain/prom-follow-up.ts';
import { formatFigure, formatRange } from '../../lib/format.ts';

const INSTRUMENTS: Readonly<Record<PromInstrument, string>> = {
  odi: 'Disability (ODI, 0–100)',
  'back-pain': 'Back pain (0–10)',
  'leg-pain': 'Leg pain (0–10)',
  'eq-5d': 'Health (EQ-5D)',
};

const TIMEPOINTS: Readonly<Record<PromTimepoint, string>> = {
  baseline: 'before',
  'week-6': '6 weeks',
  'month-3': '3 months',
  'month-12': '12 months',
  'month-24': '24 months',
};

export function instrumentInWords(instrument: PromInstrument): string {
  return INSTRUMENTS[instrument];
}

export function timepointInWords(timepoint: PromTimepoint): string {
  return TIMEPOINTS[timepoint];
}

/** What disability at twelve months says: the difference between the groups, and whether it matters to patients. */
export function changeFinding(changes: readonly ComparedChange[]): string {
  const odi = changes.find(({ instrument, timepoint }) => instrument === 'odi' && timepoint === 'month-12');
  const [one, other] = [odi?.decompression.mean ?? null, odi?.fusion.mean ?? null];
  if (odi === undefined || odi.difference === null || one === null || other === null) {
    return 'Too few answers at 12 months to compare how patients fare';
  }
  const { value, interval } = odi.difference;
  const range = formatRange(interval.lower, interval.upper, 'points');
  const beyond = interval.lower > 0 || interval.upper < 0;
  const size = Math.abs(value) < PROM_THRESHOLDS.odi.important ? 'less' : 'more';
  const words = beyond
    ? `they differ beyond chance (${range}), by ${size} than patients call important`
    : `no difference beyond chance (${range})`;
  return `Disability at 12 months is ${formatFigure(one, 'points')} better with decompression alone and ${formatFigure(other, 'points')} with fusion: ${words}`;
}
