import type { AdjustedContrast, Contrast } from '@lamina/shared/contract/procedures.ts';
import type { RiskModel } from '@lamina/shared/contract/risk-model.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { ExpectedCount } from '../repositories/procedure-case-mix.repository.ts';

/** By indicator: the rates that case mix alone would give each group. */
export type CaseMixRates = ReadonlyMap<string, { readonly decompression: number; readonly fusion: number }>;

export function caseMixRatesOf(counts: readonly ExpectedCount[]): CaseMixRates {
  const rates = new Map<string, { decompression: number; fusion: number }>();
  for (const indicatorId of new Set(counts.map((count) => count.indicatorId))) {
    const rateOf = (holds: (count: ExpectedCount) => boolean) => {
      const group = counts.filter((count) => count.indicatorId === indicatorId && holds(count));
      const cases = group.reduce((sum, count) => sum + count.cases, 0);
      return cases === 0 ? 0 : group.reduce((sum, { expected }) => sum + expected, 0) / cases;
    };
    rates.set(indicatorId, {
      decompression: rateOf(({ procedure }) => procedure !== 'fusion'),
      fusion: rateOf(({ procedure }) => procedure === 'fusion'),
    });
  }
  return rates;
}

/**
 * Indirect standardisation of both groups on one model: (observed / expected) after fusion over the same after decompression, which is
 * the crude ratio over that of the expected rates. What the model gives to the procedure itself is taken out of the expected
 * numbers, or it would explain away what is compared. The expected rates are taken as known, so the crude limits are scaled alike.
 */
export function adjustedContrastOf(
  indicatorId: string,
  crude: Contrast | null,
  rates: CaseMixRates,
  models: ReadonlyMap<string, RiskModel>,
): AdjustedContrast {
  if (getIndicator(indicatorId).caseMix === null) {
    return { state: 'not-adjusted', reason: 'This indicator has no case-mix model.' };
  }
  const model = models.get(indicatorId);
  if (model?.state === 'not-fitted') return { state: 'not-adjusted', reason: model.reason };
  const rate = rates.get(indicatorId);
  if (model === undefined || rate === undefined || rate.decompression === 0 || rate.fusion === 0) {
    return { state: 'not-adjusted', reason: 'No current case-mix model belongs to these cases.' };
  }
  if (crude === null) return { state: 'not-adjusted', reason: 'There is no crude ratio to adjust.' };
  const ratioOfCaseMix = rate.fusion / rate.decompression;
  return {
    state: 'adjusted',
    ratio: crude.value / ratioOfCaseMix,
    interval: {
      lower: crude.interval.lower / ratioOfCaseMix,
      upper: crude.interval.upper / ratioOfCaseMix,
      confidence: crude.interval.confidence,
      method: 'Miettinen–Nurminen score, over the ratio of expected rates',
    },
    ratioOfCaseMix,
    modelVersion: model.version,
  };
}
