import type { MonitoringBasis, MonitoringInput } from '@lamina/shared/contract/trend.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { Scope } from '../auth/scope.ts';
import { listCurrentRiskModels } from '../repositories/risk-model.repository.ts';
import type { ProportionTally } from '../tally/tally.ts';
import { figuresOf } from './figures.service.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * What "as expected" means: the case-mix model's risks; else the middle of the chosen (or default) comparable reference;
 * else the rate of all hospitals and surgeons under the same other filters. A sentence where no event could speak against it.
 */
export async function monitoringBasis(
  scope: Scope,
  { db, tally, references }: ServiceContext,
  { filter, references: chosen }: MonitoringInput,
  indicator: Indicator,
  counted: ProportionTally,
  adjusted: boolean,
): Promise<MonitoringBasis | string> {
  if (adjusted) {
    const model = (await listCurrentRiskModels(db)).get(indicator.id);
    return {
      kind: 'case-mix',
      risk: null,
      source: model?.version ?? null,
      words: `Each case has the risk of its case mix, by the model “${model?.model ?? indicator.caseMix}” fitted to all cases of this record.`,
    };
  }
  const procedure = filter.procedures?.length === 1 ? (filter.procedures[0] ?? null) : null;
  const figures = figuresOf(
    indicator,
    counted,
    procedure,
    references,
    chosen[`${indicator.id}/${procedure}`],
  );
  const reference = figures.references.find(({ id }) => id === figures.comparison?.referenceId);
  if (reference !== undefined) {
    const risk = (reference.low + reference.high) / 2;
    if (risk > 0 && risk < 1) {
      return {
        kind: 'reference',
        risk,
        source: reference.label,
        words: `Every case has the same risk: the middle of the reference range, ${reference.label}. Not adjusted for case mix.`,
      };
    }
  }
  const { hospitals, surgeons, ...ofAll } = filter;
  const [all] = await tally.count({ scope, filter: ofAll, indicators: [indicator.id], groupBy: [] });
  const network = all?.indicators[indicator.id];
  if (network?.kind !== 'proportion' || network.denominator === 0) return 'No case was judged.';
  const risk = network.numerator / network.denominator;
  if (!(risk > 0 && risk < 1)) {
    return 'All judged cases of the network have the same outcome, so there is no rate to monitor against.';
  }
  return {
    kind: 'network',
    risk,
    source: null,
    words: `Every case has the same risk: the rate of all hospitals and surgeons under the same other filters (${network.numerator} of ${network.denominator}). Not adjusted for case mix.`,
  };
}
