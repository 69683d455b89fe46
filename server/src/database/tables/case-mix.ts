/** A case-mix model as fitted last. `details`: JSON of what shared/src/contract/risk-model.ts has beyond these columns. */
export interface RiskModelTable {
  indicator_id: string;
  model: string;
  version: string;
  state: 'fitted' | 'not-fitted';
  cases: number;
  events: number;
  details: string;
}

/**
 * What a value of a covariate adds to the log odds of an indicator's model. `covariate`: as the model has it, or 'intercept'; `value`: JSON, one
 * that stands for all to which the models make no difference. The log odds of a case are the sum over its covariates.
 */
export interface CovariateEffectTable {
  indicator_id: string;
  covariate: string;
  code: number;
  value: string;
  log_odds: number;
}

/**
 * Expected risks: beside the case one column for each fitted indicator, `…_expected` (NULL = the case does not count), and `covariate_…`, the code
 * in covariate_effect of each covariate that the outcome facts do not have. It exists once models were fitted.
 */
export interface CaseExpectedTable {
  case_id: number;
}
