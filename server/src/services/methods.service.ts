import type { MethodsOutput } from '@lamina/shared/contract/methods.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { listCurrentRiskModels } from '../repositories/risk-model.repository.ts';
import type { ServiceContext } from './service-context.ts';

/** The references on file and the case-mix models as fitted now: nothing in them is about any one case, so every viewer may read them. */
export async function getMethods(
  _viewer: Viewer,
  { db, references }: ServiceContext,
): Promise<MethodsOutput> {
  const [state, models] = await Promise.all([getRecordState(db), listCurrentRiskModels(db)]);
  return {
    ...state,
    references: references.map((reference) => ({ ...reference })),
    models: CATALOGUE.flatMap(({ id }) => models.get(id) ?? []),
  };
}
