import { addDays, type IsoDate, type Period } from '@lamina/shared/domain/period.ts';
import { formatDate } from './format.ts';

export interface PeriodPreset {
  readonly label: string;
  readonly period: Period;
}

/** First month of the financial year of hospitals in England and Wales. */
const FINANCIAL_YEAR_MONTH = 4;

/**
 * All dates, the twelve months that end with the last month of the record, its two latest financial years, and what
 * follows the last re-base where there is one.
 */
export function periodPresets(
  lastOperation: IsoDate | null,
  lastRebase: IsoDate | null = null,
): PeriodPreset[] {
  const all = { label: 'All dates', period: {} };
  if (lastOperation === null) return [all];
  const [year = 0, month = 1] = lastOperation.split('-').map(Number);
  const financialYear = month >= FINANCIAL_YEAR_MONTH ? year : year - 1;
  return [
    all,
    {
      label: 'Last 12 months',
      period: { from: firstOfMonth(year - 1, month + 1), to: firstOfMonth(year, month + 1) },
    },
    financialYearPreset(financialYear),
    financialYearPreset(financialYear - 1),
    ...(lastRebase === null
      ? []
      : [{ label: `Since the last re-base, ${formatDate(lastRebase)}`, period: { from: lastRebase } }]),
  ];
}

/** 'All dates', 'Last 12 months: 1 Nov 2025 – 31 Oct 2026', 'since 1 Apr 2025'. */
export function periodInWords(period: Period, lastOperation: IsoDate | null): string {
  const preset = periodPresets(lastOperation).find(
    (candidate) => candidate.period.from === period.from && candidate.period.to === period.to,
  );
  const dates = datesInWords(period);
  if (preset === undefined) return dates;
  return period.from === undefined ? preset.label : `${preset.label}, ${dates}`;
}

function datesInWords({ from, to }: Period): string {
  if (from !== undefined && to !== undefined) return `${formatDate(from)} – ${formatDate(addDays(to, -1))}`;
  if (from !== undefined) return `since ${formatDate(from)}`;
  return to === undefined ? 'All dates' : `up to ${formatDate(addDays(to, -1))}`;
}

function financialYearPreset(year: number): PeriodPreset {
  return {
    label: `Financial year ${year}/${String(year + 1).slice(-2)}`,
    period: {
      from: firstOfMonth(year, FINANCIAL_YEAR_MONTH),
      to: firstOfMonth(year + 1, FINANCIAL_YEAR_MONTH),
    },
  };
}

/** Month 13 is January of the following year. */
function firstOfMonth(year: number, month: number): IsoDate {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
}
