import type { ExpectedRisk, RiskContribution } from '@lamina/shared/contract/expected-risk.ts';
import type { FittedRiskModel } from '@lamina/shared/contract/risk-model.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { getCaseMixModel } from '@lamina/shared/indicators/case-mix.ts';
import {
  type CaseMixTerm,
  type Covariates,
  type CovariateValue,
  levelOf,
} from '@lamina/shared/indicators/case-mix-term.ts';
import { scopeOf } from '../auth/scope.ts';
import { findCaseCovariates } from '../repositories/case-covariates.repository.ts';
import { listCurrentRiskModels } from '../repositories/risk-model.repository.ts';
import { codeTerm } from './case-mix-design.service.ts';
import type { ServiceContext } from './service-context.ts';

/** The expected risk of one case in an indicator and what drives it, whether or not the case counts there (yet). Undefined when the viewer has no such case. */
export async function getExpectedRisk(
  viewer: Viewer,
  { db }: Pick<ServiceContext, 'db'>,
  caseId: number,
  indicatorId: string,
): Promise<ExpectedRisk | undefined> {
  const covariates = await findCaseCovariates(db, scopeOf(viewer), caseId);
  if (covariates === undefined) return undefined;
  const model = (await listCurrentRiskModels(db)).get(indicatorId);
  if (model === undefined)
    return { state: 'none', reason: 'The indicator has no case-mix model for these data.' };
  if (model.state === 'not-fitted') return { state: 'none', reason: model.reason };
  return explainRisk(model, covariates);
}

/** Splits the log odds that a model gives a case into those of the average case and what each covariate adds to them. */
export function explainRisk(
  model: FittedRiskModel,
  covariates: Covariates,
): Extract<ExpectedRisk, { state: 'expected' }> {
  const averageLogOdds = model.coefficients.reduce((sum, { estimate, mean }) => sum + estimate * mean, 0);
  const contributions = getCaseMixModel(model.model)
    .terms.map((term) => contributionOf(term, covariates[term.covariate], model))
    .toSorted((left, right) => Math.abs(right.logOdds) - Math.abs(left.logOdds));
  const logOdds = contributions.reduce((sum, contribution) => sum + contribution.logOdds, averageLogOdds);
  return {
    state: 'expected',
    indicatorId: model.indicatorId,
    modelVersion: model.version,
    risk: riskOf(logOdds),
    logOdds,
    overallRate: model.events / model.cases,
    averageLogOdds,
    averageRisk: riskOf(averageLogOdds),
    contributions,
  };
}

function contributionOf(
  term: CaseMixTerm,
  value: CovariateValue,
  { coefficients, notEstimated }: FittedRiskModel,
): RiskContribution {
  const columns = codeTerm(term, [value]);
  const own = new Map(columns.map(({ name, values }) => [name, values[0] ?? 0]));
  const logOdds = coefficients
    .filter(({ covariate }) => covariate === term.covariate)
    .reduce((sum, { column, estimate, mean }) => sum + estimate * ((own.get(column) ?? 0) - mean), 0);
  return {
    covariate: term.covariate,
    label: term.label,
    value: inWords(term, value),
    logOdds,
    oddsRatio: Math.exp(logOdds),
    estimated: !notEstimated.some(({ column }) => (own.get(column) ?? 0) !== 0),
  };
}

function inWords(term: CaseMixTerm, value: CovariateValue): string {
  if (term.kind === 'category') return levelOf(term, value);
  return value === null ? 'not recorded' : `${String(value)} ${term.unit}`;
}

function riskOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
