import { getCaseMixModel } from '@lamina/shared/indicators/case-mix.ts';
import type { CaseMixTerm } from '@lamina/shared/indicators/case-mix-term.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Database } from '../database/database.ts';
import { distributeFacts } from '../database/distribute-facts.ts';
import { oneAtATime } from '../database/one-at-a-time.ts';
import {
  type CaseMixCases,
  DOES_NOT_COUNT,
  type FittedCaseMix,
  readCaseMixCases,
  replaceRiskModels,
} from '../repositories/case-mix.repository.ts';
import { getCaseMixBasis } from '../repositories/risk-model.repository.ts';
import { codeTerm, type TermColumn } from './case-mix-design.service.ts';
import { codeCovariates, effectsOf } from './covariate-effects.service.ts';
import { fitRiskModel, pick, rowsWhere } from './risk-model.service.ts';

const ADJUSTED = CATALOGUE.flatMap(({ id, caseMix }) => (caseMix === null ? [] : [{ id, model: caseMix }]));

/**
 * Fits every case-mix model anew to all cases that count in its indicator, and works out the expected risk of each, when the
 * facts or the formulae changed since that was done last. Returns whether it did. It reads, then calculates outside any
 * transaction, then writes in one of its own; until then the tally gives no expected numbers, so that stale ones are never shown.
 */
export async function refreshCaseMix(db: Database): Promise<boolean> {
  if ((await getCaseMixBasis(db)).current) return false;
  return oneAtATime(db, 'case-mix', () => fitUntilCurrent(db));
}

async function fitUntilCurrent(db: Database): Promise<boolean> {
  for (;;) {
    if ((await getCaseMixBasis(db)).current) return false;
    const cases = await readCaseMixCases(
      db,
      ADJUSTED.map(({ id }) => id),
    );
    if (await replaceRiskModels(db, cases, fitAll(cases))) {
      await distributeFacts(db);
      return true;
    }
  }
}

function fitAll(cases: CaseMixCases): FittedCaseMix {
  const coded = new Map<CaseMixTerm, TermColumn[]>();
  const columnsOf = (term: CaseMixTerm): TermColumn[] => {
    const columns = coded.get(term) ?? codeTerm(term, cases.covariates[term.covariate]);
    coded.set(term, columns);
    return columns;
  };
  const models = ADJUSTED.map(({ id, model }) => {
    const outcome = cases.outcomes.get(id) ?? new Int8Array();
    const counted = rowsWhere(outcome.length, (row) => outcome[row] !== DOES_NOT_COUNT);
    const fitted = fitRiskModel({
      indicatorId: id,
      model,
      columns: getCaseMixModel(model)
        .terms.flatMap(columnsOf)
        .map((column) => ({ ...column, values: pick(column.values, counted) })),
      outcome: pick(outcome, counted),
    });
    return { ...fitted, risks: fitted.risks === null ? null : spread(fitted.risks, counted, outcome.length) };
  });
  const covariates = codeCovariates(cases.covariates);
  const effects = models.flatMap(({ model }) =>
    model.state === 'fitted' ? effectsOf(model, covariates) : [],
  );
  return { models, covariates, effects };
}

/** The risks of the counted cases at the places of all cases, NaN elsewhere. */
function spread(risks: Float64Array, counted: Uint32Array, cases: number): Float64Array {
  const all = new Float64Array(cases).fill(Number.NaN);
  counted.forEach((row, index) => {
    all[row] = risks[index] ?? Number.NaN;
  });
  return all;
}
