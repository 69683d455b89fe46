import {
  type CaseMixTerm,
  type Covariate,
  type CovariateValue,
  levelNames,
  levelOf,
} from '@lamina/shared/indicators/case-mix-term.ts';
import { designFromFormula, type ModelTerm } from '@lamina/shared/statistics/regression.ts';

/** One column of a design, of the cases in the order in which they were given. */
export interface TermColumn {
  readonly covariate: Covariate;
  readonly name: string;
  readonly values: Float64Array;
}

/** The columns that a term of a formula makes of cases: the same for fitting and for explaining. */
export function codeTerm(term: CaseMixTerm, values: readonly CovariateValue[]): TermColumn[] {
  const { covariate } = term;
  const column =
    term.kind === 'category'
      ? values.map((value) => levelOf(term, value))
      : (values as readonly (number | null)[]);
  const design = designFromFormula([modelTerm(term)], { [covariate]: column }, values.length);
  if (design.kind === 'not-computable') throw new Error(design.reason);
  const { names, columns } = design.matrix;
  return columns.map((numbers, index) => ({ covariate, name: names[index] ?? '', values: numbers })).slice(1);
}

/** A missing category is a level among the others by now; a missing number is declared to count as another, with a flag. */
function modelTerm(term: CaseMixTerm): ModelTerm {
  const { covariate: column } = term;
  if (term.kind === 'category') {
    return { kind: 'categorical', column, levels: levelNames(term), missing: 'refuse' };
  }
  const missing = { replaceBy: term.whenMissing, flag: true };
  return term.knots.length === 0
    ? { kind: 'numeric', column, missing }
    : { kind: 'spline', column, knots: term.knots, missing };
}
