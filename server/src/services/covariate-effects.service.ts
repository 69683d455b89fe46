import type { FittedRiskModel } from '@lamina/shared/contract/risk-model.ts';
import { CASE_MIX_MODELS, getCaseMixModel } from '@lamina/shared/indicators/case-mix.ts';
import {
  COVARIATES,
  type Covariate,
  type CovariateValue,
  levelOf,
} from '@lamina/shared/indicators/case-mix-term.ts';
import {
  CODED_COVARIATES,
  type CodedCovariate,
  type CovariateEffect,
} from '../repositories/case-mix.repository.ts';
import { codeTerm } from './case-mix-design.service.ts';

type ByCovariate<Kept> = Readonly<Record<Covariate, Kept>>;

/** Codes each covariate of all cases, so that what a model makes of a case can be looked up. */
export function codeCovariates(
  covariates: ByCovariate<readonly CovariateValue[]>,
): ByCovariate<CodedCovariate> {
  return Object.fromEntries(
    COVARIATES.map((covariate) => [covariate, codeValues(covariate, covariates[covariate])]),
  ) as ByCovariate<CodedCovariate>;
}

function codeValues(covariate: Covariate, given: readonly CovariateValue[]): CodedCovariate {
  const terms = [...CASE_MIX_MODELS.values()].flatMap((model) =>
    model.terms.filter((term) => term.covariate === covariate),
  );
  const codeOfValue = new Map<CovariateValue, number>();
  const codeOfClass = new Map<string, number>();
  const values: CovariateValue[] = [];
  const isCoded = (CODED_COVARIATES as readonly Covariate[]).includes(covariate);
  const codeOf = (value: CovariateValue) => {
    // What the facts have is found by its value; and a number by its own where a model has a curve or a line of it.
    const inModels = terms.map((term) =>
      isCoded && term.kind === 'category' ? levelOf(term, value) : value,
    );
    const name = JSON.stringify(inModels);
    const code = codeOfClass.get(name) ?? values.push(value) - 1;
    codeOfClass.set(name, code);
    codeOfValue.set(value, code);
    return code;
  };
  const codes = Uint32Array.from(given, (value) => codeOfValue.get(value) ?? codeOf(value));
  return { values, codes };
}

/** What the values of each covariate add to the log odds of a model, its intercept among them. */
export function effectsOf(model: FittedRiskModel, coded: ByCovariate<CodedCovariate>): CovariateEffect[] {
  const { indicatorId, coefficients } = model;
  const estimateOf = (covariate: Covariate | null, name?: string) =>
    coefficients.find((each) => each.covariate === covariate && (name === undefined || each.column === name))
      ?.estimate ?? 0;
  const intercept = {
    indicatorId,
    covariate: 'intercept',
    code: 0,
    value: null,
    logOdds: estimateOf(null),
  } as const;
  return [
    intercept,
    ...getCaseMixModel(model.model).terms.flatMap((term) => {
      const { covariate } = term;
      const { values } = coded[covariate];
      const columns = codeTerm(term, values).map(({ name, values: numbers }) => ({
        numbers,
        estimate: estimateOf(covariate, name),
      }));
      return values.map((value, code) => ({
        indicatorId,
        covariate,
        code,
        value,
        logOdds: columns.reduce((sum, { numbers, estimate }) => sum + estimate * (numbers[code] ?? 0), 0),
      }));
    }),
  ];
}
