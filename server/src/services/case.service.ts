import type { CaseInput, CaseOutput, RecordedCase, ScoreChange } from '@lamina/shared/contract/case.ts';
import { PROM_INSTRUMENTS, PROM_TIMEPOINTS } from '@lamina/shared/domain/prom.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { scopeOf } from '../auth/scope.ts';
import { LaminaError } from '../lamina-error.ts';
import { findCaseCovariates } from '../repositories/case-covariates.repository.ts';
import { findCaseRecord } from '../repositories/case-record.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { listCurrentRiskModels } from '../repositories/risk-model.repository.ts';
import { recordAudit } from './audit.service.ts';
import { changeOf } from './criterion-evidence.service.ts';
import { explainRisk } from './expected-risk.service.ts';
import { explainJudgement } from './explain-judgement.service.ts';
import type { ServiceContext } from './service-context.ts';
import { shortKey } from './short-key.service.ts';

/** Everything about one case: what the record says and what every indicator makes of it. */
export async function getCase(
  viewer: Viewer,
  { db }: ServiceContext,
  { caseId }: CaseInput,
): Promise<CaseOutput> {
  const scope = scopeOf(viewer);
  const [state, found, covariates, models] = await Promise.all([
    getRecordState(db),
    findCaseRecord(db, scope, caseId),
    findCaseCovariates(db, scope, caseId),
    listCurrentRiskModels(db),
  ]);
  if (found === undefined) {
    await recordAudit({ db }, viewer, {
      action: 'access-refused',
      subject: `case:${caseId}`,
      detail: { reason: 'not a case that they may see' },
    });
    throw new LaminaError('not-found', 'There is no such case among those that you may see.');
  }
  await recordAudit({ db }, viewer, { action: 'case-opened', subject: `case:${caseId}` });
  const { hospital, surgeons, record, cutOff } = found;
  const judgements = CATALOGUE.map((indicator) => explainJudgement(indicator, record, cutOff));
  return {
    contents: state.contents,
    id: caseId,
    key: shortKey(found.key),
    hospital: { id: hospital.id, label: hospital.name ?? `Hospital ${hospital.code}` },
    surgeons: surgeons.map(({ id, code, role }) => ({ id, role, label: `Surgeon ${code}` })),
    source: found.source,
    cutOff,
    record,
    scores: scoresOf(record),
    judgements,
    risks: judgements.flatMap(({ indicatorId, judgement }) => {
      const model = models.get(indicatorId);
      if (covariates === undefined || model?.state !== 'fitted' || judgement === 'not-applicable') return [];
      return [explainRisk(model, covariates)];
    }),
  };
}

/** By instrument and then by time. */
function scoresOf(record: RecordedCase): ScoreChange[] {
  return PROM_INSTRUMENTS.flatMap((instrument) =>
    PROM_TIMEPOINTS.flatMap((timepoint) => {
      const answer = record.proms.find(
        (prom) => prom.instrument === instrument && prom.timepoint === timepoint,
      );
      if (answer === undefined) return [];
      const change = timepoint === 'baseline' ? undefined : changeOf(record, instrument, timepoint);
      const improvement = change === undefined || 'missing' in change ? null : change.improvement;
      return [{ ...answer, improvement }];
    }),
  );
}
