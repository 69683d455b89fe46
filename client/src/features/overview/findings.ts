import type { OverviewOutput, Verdict } from '@lamina/shared/contract/overview.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { VerdictTone } from '../../components/verdict-tone.ts';
import { comparedReference, verdictInWords } from '../../components/verdict-words.ts';
import { hasValue, type ValuedFigures } from '../../lib/count-words.ts';
import { formatFigure, formatRange, formatShare } from '../../lib/format.ts';
import { subjectInWords } from '../../lib/subject.ts';
import { capitalised } from '../../lib/words.ts';

export interface Finding {
  readonly indicatorId: string;
  readonly procedure: Procedure;
  readonly verdict: Verdict;
  readonly tone: VerdictTone;
  /** 'Infection after fusion' */
  readonly subject: string;
  /** '3.4 % (31 of 912), above the reference' */
  readonly statement: string;
  /** '2–3 %'; empty where too few cases were judged to compare at all. */
  readonly range: string;
}

const TONE_ORDER: readonly VerdictTone[] = ['outside-worse', 'outside', 'outside-better', 'untold', 'within'];

/** Every comparison with a reference as a sentence that follows from the verdict by rule; what differs unfavourably comes first. */
export function findingsOf({ procedures }: Pick<OverviewOutput, 'procedures'>): Finding[] {
  return procedures
    .flatMap(({ procedure, indicators }) =>
      indicators.flatMap((figures): Finding[] => {
        const indicator = findIndicator(figures.indicatorId);
        if (indicator === undefined || !hasValue(figures)) return [];
        const verdict = verdictInWords(indicator, figures);
        const hasDefault = figures.references.some(({ comparable, isDefault }) => comparable && isDefault);
        if (verdict === null || (figures.comparison === null && !hasDefault)) return [];
        return [
          {
            indicatorId: indicator.id,
            procedure,
            verdict: figures.comparison?.verdict ?? 'too-few-to-tell',
            tone: verdict.tone,
            subject: subjectInWords(indicator, procedure),
            ...statementOf(indicator, figures),
          },
        ];
      }),
    )
    .toSorted((one, other) => TONE_ORDER.indexOf(one.tone) - TONE_ORDER.indexOf(other.tone));
}

function statementOf(indicator: Indicator, figures: ValuedFigures): Pick<Finding, 'statement' | 'range'> {
  const share = figures.numerator === null ? '' : ` (${formatShare(figures.numerator, figures.denominator)})`;
  const value = `${formatFigure(figures.value, indicator.unit)}${share}`;
  const reference = comparedReference(figures);
  if (reference === undefined) return { statement: `${value}, too few cases to tell`, range: '' };
  const range = formatRange(reference.low, reference.high, reference.unit);
  const verdict = figures.comparison?.verdict;
  const words = verdict === 'too-few-to-tell' ? 'too few cases to tell from' : `${verdict} the reference`;
  return { statement: `${value}, ${words}`, range };
}

/** The first sentence of the screen. */
export function headlineOf(findings: readonly Finding[]): string {
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  const total = findings.length;
  if (total === 0) return 'No figure here has a published reference to compare with.';
  const outside = count('above') + count('below');
  const parts = [
    outside === 0
      ? 'No figure differs from its published reference beyond chance'
      : `${outside} of ${total} figures with a published reference ${outside === 1 ? 'differs' : 'differ'} from it beyond chance`,
  ];
  if (outside > 0) {
    const sides = (['above', 'below'] as const).filter((side) => count(side) > 0);
    parts.push(sides.map((side) => `${count(side)} ${side}`).join(', '));
  }
  const sentence = parts.join(': ');
  const within = count('within');
  const tooFew = count('too-few-to-tell');
  const rest = [
    ...(within > 0 ? [`${within} ${within === 1 ? 'lies' : 'lie'} within`] : []),
    ...(tooFew > 0 ? [`${tooFew} ${tooFew === 1 ? 'has' : 'have'} too few cases to tell`] : []),
  ];
  return rest.length === 0 ? `${sentence}.` : `${sentence}. ${capitalised(rest.join('; '))}.`;
}
