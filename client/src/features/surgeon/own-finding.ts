import type { SurgeonOutput } from '@lamina/shared/contract/surgeon.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { listInWords } from '@lamina/shared/indicators/describe-criterion.ts';
import { formatCases, formatCount } from '../../lib/format.ts';

const NAMED_AT_MOST = 3;

/** What the reference comparisons come to, in a sentence: outside named, the rest counted. */
export function ownFinding({ cases, indicators }: SurgeonOutput): string {
  const verdicts = indicators.map(({ figures }) => ({
    name: getIndicator(figures.indicatorId).shortName,
    verdict: figures.comparison?.verdict,
  }));
  const outside = verdicts.filter(({ verdict }) => verdict === 'above' || verdict === 'below');
  const within = verdicts.filter(({ verdict }) => verdict === 'within').length;
  const untold = verdicts.filter(({ verdict }) => verdict === 'too-few-to-tell').length;
  if (outside.length + within + untold === 0)
    return `${formatCases(cases)}, none of whose figures has a reference to compare with`;
  const named = listInWords(
    outside.slice(0, NAMED_AT_MOST).map(({ name, verdict }) => `${name} ${verdict}`),
    'and',
  );
  const parts = [
    outside.length === 0
      ? 'nothing outside its reference'
      : `${named}${outside.length > NAMED_AT_MOST ? ` and ${formatCount(outside.length - NAMED_AT_MOST)} more` : ''} the reference`,
    ...(within === 0 ? [] : [`${formatCount(within)} within theirs`]),
    ...(untold === 0 ? [] : [`${formatCount(untold)} with too few cases to tell`]),
  ];
  return `${formatCases(cases)}: ${listInWords(parts, 'and')}`;
}
