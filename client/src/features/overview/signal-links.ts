import { intersectPeriods } from '@lamina/shared/domain/period.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { SharedSearch } from '../../lib/address.ts';
import { casesBehind, comparisonBehind, hrefOf, trendBehind } from '../../lib/links.ts';
import type { Signal } from './signal-words.ts';

export interface SignalLinks {
  readonly trend: string;
  readonly funnel: string;
  readonly cases: string;
}

/** Where a signal is drawn over time, drawn among the others, and listed case by case: the filter goes along. */
export function linksOf(signal: Signal, shared: SharedSearch): SignalLinks {
  const { indicatorId, procedure, of, adjusted } = signal;
  const narrowed = {
    shared,
    indicator: indicatorId,
    ...(procedure === null ? {} : { procedure }),
  };
  const provider =
    of.id === null
      ? {}
      : of.by === 'hospital'
        ? { hospital: of.id }
        : of.by === 'surgeon'
          ? { surgeon: of.id }
          : {};
  const proportion = getIndicator(indicatorId).kind === 'proportion';
  const since = {
    ...shared,
    ...(signal.since === null ? {} : intersectPeriods(shared, { from: signal.since })),
  };
  // What has departed from the expectation since a moment is a CUSUM's to draw.
  const step = signal.kind === 'outside' && signal.since !== null ? { step: 'case' as const } : {};
  return {
    trend: hrefOf(trendBehind({ ...narrowed, ...provider, ...step })),
    funnel: hrefOf(
      comparisonBehind({
        ...narrowed,
        ...(signal.kind === 'outside' ? { shared: since } : {}),
        by: of.by === 'surgeon' ? 'surgeon' : 'hospital',
        ...(of.id === null ? {} : { selected: of.id }),
        adjusted: adjusted && proportion,
        overdispersion: signal.kind === 'outside' && signal.spreadAllowed && proportion,
      }),
    ),
    cases: hrefOf(
      casesBehind({
        ...narrowed,
        ...provider,
        shared: since,
        counted: proportion ? 'numerator' : 'denominator',
      }),
    ),
  };
}
