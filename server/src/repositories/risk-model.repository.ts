import { createHash } from 'node:crypto';
import type { RiskModel } from '@lamina/shared/contract/risk-model.ts';
import { CASE_MIX_MODELS } from '@lamina/shared/indicators/case-mix.ts';
import type { Database } from '../database/database.ts';
import type { CovariateEffectTable } from '../database/tables/case-mix.ts';

/** Raised when the way in which models are fitted changes, so that existing databases fit them anew. */
const FITTING_VERSION = 2;

/** What expected risks are derived from: they are current while both agree with the record's state. */
export interface CaseMixBasis {
  readonly dataVersion: number;
  readonly hash: string;
}

/** The basis that risks must have now, and whether those that are stored have it. */
export async function getCaseMixBasis(
  db: Database,
): Promise<{ readonly needed: CaseMixBasis; readonly current: boolean }> {
  const state = await db
    .selectFrom('record_state')
    .select(['facts_data_version', 'facts_catalogue_hash', 'case_mix_data_version', 'case_mix_hash'])
    .executeTakeFirstOrThrow();
  const needed = {
    dataVersion: state.facts_data_version ?? 0,
    hash: createHash('sha256')
      .update(JSON.stringify([FITTING_VERSION, state.facts_catalogue_hash, [...CASE_MIX_MODELS.values()]]))
      .digest('hex'),
  };
  const current =
    state.facts_data_version !== null &&
    state.case_mix_data_version === needed.dataVersion &&
    state.case_mix_hash === needed.hash;
  return { needed, current };
}

/** The models by indicator, as fitted to the facts that are there; none when they are stale. */
export async function listCurrentRiskModels(db: Database): Promise<ReadonlyMap<string, RiskModel>> {
  if (!(await getCaseMixBasis(db)).current) return new Map();
  const rows = await db.selectFrom('risk_model').selectAll().execute();
  return new Map(
    rows.map(({ indicator_id, model, version, state, cases, events, details }) => [
      indicator_id,
      { indicatorId: indicator_id, model, version, state, cases, events, ...JSON.parse(details) },
    ]),
  );
}

/** The indicators that have expected risks which belong to the facts that are there. */
export async function listAdjustedIndicators(db: Database): Promise<ReadonlySet<string>> {
  if (!(await getCaseMixBasis(db)).current) return new Set();
  const rows = await db
    .selectFrom('risk_model')
    .select('indicator_id')
    .where('state', '=', 'fitted')
    .execute();
  return new Set(rows.map(({ indicator_id }) => indicator_id));
}

/** Of the indicators that listAdjustedIndicators names, what values add to the log odds. */
export async function listCovariateEffects(db: Database): Promise<CovariateEffectTable[]> {
  return db.selectFrom('covariate_effect').selectAll().execute();
}
