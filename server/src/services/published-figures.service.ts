import type { IndicatorFigures } from '@lamina/shared/contract/overview.ts';
import { DISCLOSURE_RULES } from '@lamina/shared/domain/disclosure.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { PublishedCube, PublishedMeasure } from '../disclosure/published-cube.ts';
import type { PublishedReference } from '../repositories/reference.repository.ts';
import { figuresOfEstimate, referencesFor } from './figures.service.ts';
import { proportionOf } from './interval.service.ts';

/** Why a cell of the cube is not told, in words. */
export function ruleOf({ profile }: PublishedCube): string {
  return DISCLOSURE_RULES[profile].words;
}

/** One indicator as published: no course over time, nothing about cases that were not judged. A `rule` instead of a measure says why it is not told. */
export function publishedFiguresOf(
  indicator: Indicator,
  measure: PublishedMeasure | undefined,
  rule: string,
  procedure: Procedure | null,
  references: readonly PublishedReference[],
  chosenReferenceId?: string,
): IndicatorFigures {
  const applicable = referencesFor(indicator, procedure, references);
  if (measure === undefined || measure.state === 'suppressed') {
    return {
      state: 'suppressed',
      rule,
      indicatorId: indicator.id,
      completeness: null,
      references: applicable,
      comparison: null,
      quarters: [],
    };
  }
  const figures = figuresOfEstimate(indicator, estimateOf(measure), null, applicable, chosenReferenceId);
  return { ...figures, quarters: [] };
}

function estimateOf(measure: Exclude<PublishedMeasure, { state: 'suppressed' }>) {
  if (measure.state === 'no-data') return undefined;
  const { denominator } = measure;
  if (measure.state === 'summarised') return { ...measure.summary, numerator: null, denominator };
  const rate = proportionOf(measure.numerator, denominator);
  return rate === undefined ? undefined : { ...rate, numerator: measure.numerator, denominator };
}
