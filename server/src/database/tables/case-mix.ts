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

/** Expected risks: beside the case one column for each fitted indicator, `…_expected` (NULL = the case does not count). It exists once models were fitted. */
export interface CaseExpectedTable {
  case_id: number;
}
