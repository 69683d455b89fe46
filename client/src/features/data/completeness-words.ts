import type {
  CompletenessCell,
  CompletenessColumns,
  CompletenessRow,
  DataQualityOutput,
} from '@lamina/shared/contract/data-quality.ts';
import { listInWords } from '@lamina/shared/indicators/describe-criterion.ts';
import { formatQuarter, formatShare } from '../../lib/format.ts';

/** Fields that are reported of fewer cases than this are named in the finding. A choice. */
const NEARLY_ALL = 0.95;
const NAMED_AT_MOST = 3;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Which fields are least complete, those judged where their follow-up is over. */
export function completenessFinding(rows: readonly CompletenessRow[], subject: string | null): string {
  const known = rows
    .map((row) => ({ label: row.label, share: shareOf(row) }))
    .filter((row): row is { label: string; share: number } => row.share !== null)
    .toSorted((one, other) => one.share - other.share);
  const incomplete = known.filter(({ share }) => share < NEARLY_ALL);
  const named = listInWords(
    incomplete
      .slice(0, NAMED_AT_MOST)
      .map(({ label, share }) => `${label} (${percentInWords(share)}\u00a0%)`),
    'and',
  );
  const [least] = incomplete;
  if (subject !== null) {
    return incomplete.length === 0
      ? `${subject} is reported of nearly every case in every hospital`
      : `${subject} is least complete at ${named}`;
  }
  if (least === undefined) return 'Every field is reported of nearly every case';
  return `${incomplete.length} of ${known.length} fields are reported of fewer than 95\u00a0% of cases; least often, of ${percentInWords(least.share)}\u00a0%: ${least.label}`;
}

/** The share reported where follow-up is over; of all cases where it is over nowhere yet; null without cases. */
export function shareOf({ cells, total }: CompletenessRow): number | null {
  const mature = cells.filter((cell) => cell !== null && !cell.immature);
  const cases = mature.reduce((sum, cell) => sum + (cell?.cases ?? 0), 0);
  if (cases > 0) return mature.reduce((sum, cell) => sum + (cell?.reported ?? 0), 0) / cases;
  return total.cases === 0 ? null : total.reported / total.cases;
}

/** '100', '99.7', '83.0', '0': one decimal but for all and none, so that a column can be read down; its sign stands in the caption. */
export function percentInWords(share: number): string {
  if (share === 0 || share === 1) return String(share * 100);
  const text = (share * 100).toFixed(1);
  if (text === '100.0') return '> 99.9';
  return text === '0.0' ? '< 0.1' : text;
}

/** '412 of 498, follow-up not over' */
export function cellInWords({ reported, cases, immature }: CompletenessCell): string {
  return `${formatShare(reported, cases)}${immature ? ', follow-up not over' : ''}`;
}

/** How a column is headed: a year over what it is within the year. */
export function columnInWords(
  { key, label }: DataQualityOutput['columns'][number],
  columns: CompletenessColumns,
): { readonly year: string; readonly short: string; readonly long: string } {
  if (columns === 'hospital') return { year: '', short: label, long: label };
  if (key === 'year-only') return { year: '', short: 'Day not known', long: 'Day not known' };
  const year = key.slice(0, 4);
  if (columns === 'quarter') return { year, short: key.slice(5), long: formatQuarter(key) };
  const month = MONTHS[Number(key.slice(5)) - 1] ?? key;
  return { year, short: month, long: `${month} ${year}` };
}
