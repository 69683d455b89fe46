import type { MethodsOutput } from '@lamina/shared/contract/methods.ts';
import type { RiskModel } from '@lamina/shared/contract/risk-model.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { listCurrentRiskModels } from '../repositories/risk-model.repository.ts';
import type { ServiceContext } from './service-context.ts';

/** What models say of small groups of cases is for those who count cases. */
const MODELS_SUPPRESSED = 'Hidden: the models count cases, and your role does not see unsuppressed counts';

/**
 * The references on file, which every viewer may read, and the case-mix models as fitted now for quality leads. Models are
 * of the whole record: only who counts all of it is told their counts to the last case.
 */
export async function getMethods(
  { role, hospitals }: Viewer,
  { db, references }: ServiceContext,
): Promise<MethodsOutput> {
  const isLead = role === 'quality-lead';
  const modelCountsRounded = isLead && hospitals !== 'all';
  const [state, models] = await Promise.all([getRecordState(db), listCurrentRiskModels(db)]);
  const fitted = isLead ? CATALOGUE.flatMap(({ id }) => models.get(id) ?? []) : [];
  return {
    ...state,
    references: references.map((reference) => ({ ...reference })),
    modelsSuppressed: isLead ? null : MODELS_SUPPRESSED,
    modelCountsRounded,
    models: modelCountsRounded ? fitted.map(withoutExactCounts) : fitted,
  };
}

/** Coefficients and performance as they are; counts to two digits, no groups of few cases, and shares of cases to a whole percent. */
function withoutExactCounts(model: RiskModel): RiskModel {
  const counts = { cases: toTwoDigits(model.cases), events: toTwoDigits(model.events) };
  if (model.state === 'not-fitted') return { ...model, ...counts };
  return {
    ...model,
    ...counts,
    coefficients: model.coefficients.map((coefficient) => ({
      ...coefficient,
      mean: Number(coefficient.mean.toFixed(2)),
    })),
    notEstimated: model.notEstimated.map((term) => ({ ...term, cases: 0 })),
    calibration: { ...model.calibration, groups: [] },
  };
}

function toTwoDigits(count: number): number {
  return Number(count.toPrecision(2));
}
