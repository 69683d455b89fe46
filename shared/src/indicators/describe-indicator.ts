import type { Criterion } from './criterion.ts';
import {
  describeCriterion,
  describeEventKind,
  describeMeasure,
  describeScore,
  describeTimepoint,
  describeWindow,
  listInWords,
} from './describe-criterion.ts';
import type { FollowUp, Indicator } from './indicator.ts';

/** An indicator's definition in sentences, each null where the definition has no such part. */
export interface IndicatorDescription {
  /** What the figure is. */
  readonly figure: string;
  readonly among: string;
  readonly leftOut: string | null;
  readonly followUp: string | null;
}

export function describeIndicator(indicator: Indicator): IndicatorDescription {
  return {
    figure: describeFigure(indicator),
    among: describeDenominator(indicator.denominator),
    leftOut:
      indicator.exclusions.length === 0
        ? null
        : `Cases in which ${listInWords(indicator.exclusions.map(describeCriterion), 'or')}.`,
    followUp: indicator.followUp === null ? null : describeFollowUp(indicator.followUp),
  };
}

function describeFigure(indicator: Indicator): string {
  switch (indicator.kind) {
    case 'proportion':
      return `Share of cases in which ${describeCriterion(indicator.numerator)}.`;
    case 'duration':
      return `Median ${describeMeasure(indicator.measure)}, in ${indicator.unit}.`;
    case 'mean-change':
      return `Mean change of the ${describeScore(indicator.change.instrument)} from baseline to ${describeTimepoint(indicator.change.at)}; a positive change is for the better.`;
  }
}

function describeDenominator(denominator: Criterion): string {
  const words = describeCriterion(denominator);
  return words === 'every case' ? 'Every case.' : `Cases in which ${words}.`;
}

function describeFollowUp({ days, from, observed }: FollowUp): string {
  const kinds = observed.map((kind) =>
    kind === 'proms' ? 'patient-reported scores' : describeEventKind(kind),
  );
  const lookedFor = kinds.length === 0 ? '' : `the source looked for ${listInWords(kinds, 'and')}`;
  if (days === undefined || from === undefined) {
    return lookedFor === '' ? 'Needs no follow-up.' : `Counts only where ${lookedFor}.`;
  }
  const elapsed = `${days} days since the ${from} had passed at the data cut-off`;
  return lookedFor === ''
    ? `Counts only once ${elapsed}.`
    : `Counts only once ${elapsed}, and where ${lookedFor} ${describeWindow({ days, from })}.`;
}
