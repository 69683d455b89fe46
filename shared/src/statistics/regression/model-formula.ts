import { type Computed, computed, notComputable } from '../computed.ts';
import { type DesignMatrix, designFromPredictors, type PredictorColumn } from './design-matrix.ts';
import { restrictedCubicSpline } from './restricted-cubic-spline.ts';

/** What is done with a case that lacks the value: nothing is ever filled in without being declared here. */
export type MissingNumber = 'refuse' | 'leave-out' | { readonly replaceBy: number; readonly flag: boolean };
export type MissingCategory = 'refuse' | 'leave-out' | { readonly ownLevel: string };

export interface NumericTerm {
  readonly kind: 'numeric';
  readonly column: string;
  readonly missing: MissingNumber;
}

/** The first level is the reference: it has no column. */
export interface CategoricalTerm {
  readonly kind: 'categorical';
  readonly column: string;
  readonly levels: readonly [string, ...string[]];
  readonly missing: MissingCategory;
}

export interface SplineTerm {
  readonly kind: 'spline';
  readonly column: string;
  /** At least three, strictly ascending. */
  readonly knots: readonly number[];
  readonly missing: MissingNumber;
}

export type ModelTerm = NumericTerm | CategoricalTerm | SplineTerm;

/** One column of case data; null and undefined mean missing. */
export type CaseColumn = readonly (number | string | boolean | null | undefined)[];

export interface FormulaDesign {
  readonly matrix: DesignMatrix;
  /** Place in the case data of each row of the matrix. */
  readonly rowsUsed: readonly number[];
  /** Cases that lack a value, by column, whatever was done with them. */
  readonly missingCounts: Readonly<Record<string, number>>;
}

interface CodedTerm {
  readonly column: string;
  readonly columns: readonly PredictorColumn[];
  readonly leftOut: ReadonlySet<number>;
  readonly missingCount: number;
}

/**
 * Design matrix from a declared formula.
 *
 * Formula: numeric: the value; categorical: one 0/1 column for each level but the reference, named `column=level`; spline:
 * the columns of restrictedCubicSpline, named `column`, `column'`, `column''`; a flag, where declared: `column missing`.
 * Use: the same formula codes the cases a model is fitted to and those it is applied to.
 * Assumptions: levels and knots are fixed beforehand, so that the columns do not depend on the cases at hand.
 * Edge cases: an absent column, a level not declared, text where a number is wanted and a missing value under 'refuse' are
 * not computable, with the column named; 'leave-out' drops the case from all columns.
 * Source: Harrell, Regression Modeling Strategies, 2nd ed. 2015, chapters 2 and 3.
 * Worked example: grade [a, b, null], levels [a, b], ownLevel 'not recorded': columns grade=b [0, 1, 0] and
 * grade=not recorded [0, 0, 1].
 */
export function designFromFormula(
  terms: readonly ModelTerm[],
  cases: Readonly<Record<string, CaseColumn>>,
  caseCount: number,
): Computed<FormulaDesign> {
  const coded: CodedTerm[] = [];
  for (const term of terms) {
    const values = cases[term.column];
    if (values?.length !== caseCount) {
      return notComputable(`${term.column} has ${values?.length ?? 0} values for ${caseCount} cases.`);
    }
    const result = term.kind === 'categorical' ? codeCategory(term, values) : codeNumber(term, values);
    if (result.kind === 'not-computable') return result;
    coded.push(result);
  }
  const leftOut = new Set(coded.flatMap((term) => [...term.leftOut]));
  const rowsUsed = Array.from({ length: caseCount }, (_, row) => row).filter((row) => !leftOut.has(row));
  const predictors = coded
    .flatMap(({ columns }) => columns)
    .map(({ name, values }) => ({ name, values: rowsUsed.map((row) => values[row] as number) }));
  const design = designFromPredictors(rowsUsed.length, predictors);
  if (design.kind === 'not-computable') return design;
  const missingCounts = Object.fromEntries(coded.map(({ column, missingCount }) => [column, missingCount]));
  return computed({ matrix: design.matrix, rowsUsed, missingCounts });
}

function codeNumber(term: NumericTerm | SplineTerm, values: CaseColumn): Computed<CodedTerm> {
  const { column, missing } = term;
  if (values.some((value) => typeof value === 'string'))
    return notComputable(`${column} holds text, not numbers.`);
  const missingRows = missingRowsOf(values);
  if (missingRows.length > 0 && missing === 'refuse')
    return notComputable(`${column} is missing in some cases.`);
  const substitute = typeof missing === 'object' ? missing.replaceBy : 0;
  const filled = values.map((value) => Number(value ?? substitute));
  const columns: PredictorColumn[] = [];
  if (term.kind === 'numeric') columns.push({ name: column, values: filled });
  else {
    const { knots } = term;
    const ascending = knots.every((knot, index) => index === 0 || knot > (knots[index - 1] as number));
    if (knots.length < 3 || !ascending)
      return notComputable(`${column} needs three ascending knots or more.`);
    const rows = filled.map((value) => restrictedCubicSpline(value, knots));
    for (let part = 0; part < knots.length - 1; part += 1) {
      columns.push({ name: `${column}${"'".repeat(part)}`, values: rows.map((row) => row[part] as number) });
    }
  }
  if (typeof missing === 'object' && missing.flag) {
    columns.push({
      name: `${column} missing`,
      values: values.map((value) => Number((value ?? null) === null)),
    });
  }
  return computed({
    column,
    columns,
    leftOut: new Set(missing === 'leave-out' ? missingRows : []),
    missingCount: missingRows.length,
  });
}

function codeCategory({ column, levels, missing }: CategoricalTerm, values: CaseColumn): Computed<CodedTerm> {
  const missingRows = missingRowsOf(values);
  if (missingRows.length > 0 && missing === 'refuse')
    return notComputable(`${column} is missing in some cases.`);
  const ownLevel = typeof missing === 'object' ? missing.ownLevel : levels[0];
  const labels = values.map((value) => ((value ?? null) === null ? ownLevel : String(value)));
  const known = typeof missing === 'object' ? [...levels, ownLevel] : levels;
  const unknown = labels.find((label) => !known.includes(label));
  if (unknown !== undefined)
    return notComputable(`${column} has the level ${unknown}, which the formula does not declare.`);
  return computed({
    column,
    columns: known.slice(1).map((level) => ({
      name: `${column}=${level}`,
      values: labels.map((label) => Number(label === level)),
    })),
    leftOut: new Set(missing === 'leave-out' ? missingRows : []),
    missingCount: missingRows.length,
  });
}

function missingRowsOf(values: CaseColumn): number[] {
  return values.flatMap((value, row) => ((value ?? null) === null ? [row] : []));
}
