import type { Classification, ComparedProvider, CompareOutput } from '@lamina/shared/contract/compare.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { FunnelMark } from '../../charts/funnel-point.ts';
import { formatCount, formatPValue, formatShare } from '../../lib/format.ts';
import { intervalInWords, valueInWords } from './measure-words.ts';

/** A provider as picture and table show it. */
export interface ComparedRow extends ComparedProvider {
  /** By chance alone, or with the spread allowed for: as the reader chose. */
  readonly classification: Classification | null;
  readonly mark: FunnelMark;
  /** 'Alarm, above', 'Within chance', 'Too few to tell', 'No data'. */
  readonly verdict: string;
}

export function comparedRows(
  comparison: CompareOutput,
  indicator: Indicator,
  overdispersion: boolean,
): ComparedRow[] {
  return comparison.providers.map((provider) => {
    const classification = overdispersion ? provider.allowingForSpread : provider.byChance;
    return {
      ...provider,
      classification,
      mark: markOf(classification, indicator),
      verdict:
        provider.denominator === 0
          ? 'No data'
          : classification === null && comparison.network.suppressed !== null
            ? 'Not placed'
            : verdictOf(classification),
    };
  });
}

export function isBeyond(classification: Classification | null): boolean {
  return classification !== null && classification.position !== 'inside';
}

/** Every line of the tooltip, the name first. */
export function rowInWords(row: ComparedRow, comparison: CompareOutput): string[] {
  const { measure, fewestCases } = comparison;
  if (row.denominator === 0) return [row.name, 'No data'];
  const count =
    row.numerator === null
      ? `${formatCount(row.denominator)} judged`
      : formatShare(row.numerator, row.denominator);
  const expected = row.expected === null ? '' : `, ${row.expected.toFixed(1)} expected`;
  const interval = row.interval === null ? [] : [`95 % interval ${intervalInWords(row.interval, measure)}`];
  return [
    row.name,
    row.value === null ? `${count}${expected}` : `${valueInWords(row.value, measure)} (${count}${expected})`,
    ...interval,
    comparison.network.suppressed === null
      ? longVerdict(row, measure, fewestCases.judged)
      : 'Not placed: the figure of all together is hidden',
  ];
}

function longVerdict(
  { classification }: ComparedRow,
  measure: CompareOutput['measure'],
  needed: number | null,
): string {
  if (classification === null) {
    return needed === null ? 'Too few cases to tell' : `Too few cases to tell, ${formatCount(needed)} needed`;
  }
  const { position, pValue } = classification;
  const p = pValue === null ? '' : `, ${formatPValue(pValue)}`;
  if (position === 'inside') return `Within chance${p}`;
  const side = position.startsWith('above') ? 'above' : 'below';
  const [word, level] = position.endsWith('alarm') ? ['Alarm', '99.8 %'] : ['Alert', '95 %'];
  const line =
    measure === 'median' || measure === 'mean'
      ? `${level} interval lies ${side} all together`
      : `${side} the ${level} limit`;
  return `${word}: ${line}${p}`;
}

function verdictOf(classification: Classification | null): string {
  if (classification === null) return 'Too few to tell';
  const { position } = classification;
  if (position === 'inside') return 'Within chance';
  return `${position.endsWith('alarm') ? 'Alarm' : 'Alert'}, ${position.startsWith('above') ? 'above' : 'below'}`;
}

function markOf(classification: Classification | null, { improvement }: Indicator): FunnelMark {
  if (classification === null) return 'untold';
  const { position } = classification;
  if (position === 'inside') return 'inside';
  const level = position.endsWith('alarm') ? 'alarm' : 'alert';
  if (improvement === 'neutral') return level;
  return (improvement === 'increase') === position.startsWith('above') ? `${level}-better` : `${level}-worse`;
}
