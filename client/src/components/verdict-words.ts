import type { IndicatorFigures, Reference } from '@lamina/shared/contract/overview.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { hasValue } from '../lib/count-words.ts';
import { formatAbout, formatCount, formatRange } from '../lib/format.ts';
import type { VerdictTone } from './verdict-tone.ts';

export interface VerdictInWords {
  readonly tone: VerdictTone;
  readonly words: string;
}

/** The reference that the figures were compared with; undefined without a comparison. */
export function comparedReference({ references, comparison }: IndicatorFigures): Reference | undefined {
  return references.find(({ id }) => id === comparison?.referenceId);
}

/** The verdict as the reader sees it; null where there is no reference to compare with. */
export function verdictInWords(indicator: Indicator, figures: IndicatorFigures): VerdictInWords | null {
  if (!hasValue(figures)) return null;
  if (figures.state === 'too-few') {
    return {
      tone: 'untold',
      words: `Too few cases to tell: ${formatCount(figures.denominator)} judged, ${formatCount(indicator.minimumDenominator)} needed`,
    };
  }
  const reference = comparedReference(figures);
  if (reference === undefined || figures.comparison === null) return null;
  const range = formatRange(reference.low, reference.high, reference.unit);
  const { verdict, casesNeeded } = figures.comparison;
  if (verdict === 'too-few-to-tell') {
    const needed = casesNeeded === null ? '' : `: about ${formatAbout(casesNeeded)} cases would`;
    return { tone: 'untold', words: `Too few cases to tell from ${range}${needed}` };
  }
  if (verdict === 'within') return { tone: 'within', words: `Within the reference ${range}` };
  return {
    tone: toneOutside(indicator, verdict),
    words: `${verdict === 'above' ? 'Above' : 'Below'} the reference ${range}`,
  };
}

/** Why a figure is compared with no reference: none is on file, none shares its definition, or none is chosen. */
export function uncomparedInWords({ references }: IndicatorFigures): string {
  if (references.some(({ comparable }) => comparable)) return 'No reference chosen';
  return references.length > 0 ? 'No comparable reference' : 'No published reference';
}

function toneOutside({ improvement }: Indicator, verdict: 'above' | 'below'): VerdictTone {
  if (improvement === 'neutral') return 'outside';
  return (improvement === 'increase') === (verdict === 'above') ? 'outside-better' : 'outside-worse';
}
