/** What is known of a patient and of the plan before the operation. Outcomes, and who operates where, are not in it: a provider must not explain its own results. */
export const COVARIATES = [
  'age',
  'sex',
  'bodyMassIndex',
  'asaClass',
  'diabetes',
  'smoker',
  'revision',
  'urgency',
  'procedure',
  'region',
  'levels',
  'indication',
  'odiAtBaseline',
  'backPainAtBaseline',
  'legPainAtBaseline',
] as const;
export type Covariate = (typeof COVARIATES)[number];

/** As recorded; null is "not recorded". */
export type CovariateValue = number | string | boolean | null;

export type Covariates = Readonly<Record<Covariate, CovariateValue>>;

interface TermBasis {
  readonly covariate: Covariate;
  /** As a reader is told: "ASA class". */
  readonly label: string;
  /** Why it is in the model, with its source. */
  readonly rationale: string;
}

/**
 * A number whose effect on the log odds is a curve (restricted cubic spline) through declared knots, or with none a straight
 * line. A case that lacks it counts as one of the value `whenMissing`, with an effect of its own for lacking it.
 */
export interface NumberTerm extends TermBasis {
  readonly kind: 'number';
  readonly unit: string;
  /** None, or at least three, ascending. */
  readonly knots: readonly number[];
  readonly whenMissing: number;
}

/** `values` for a field that is one of a few; `from` and `below` (half-open) for a number in bands. */
export interface CategoryLevel {
  readonly name: string;
  readonly values?: readonly (string | number | boolean)[];
  readonly from?: number;
  readonly below?: number;
}

/** The first level is the one that the others are compared with. A case that lacks the value is in the level `whenMissing`, declared or of its own. */
export interface CategoryTerm extends TermBasis {
  readonly kind: 'category';
  readonly levels: readonly [CategoryLevel, ...CategoryLevel[]];
  readonly whenMissing: string;
}

export type CaseMixTerm = NumberTerm | CategoryTerm;

/** The declared formula of an indicator's expected risk: log odds = intercept + its terms. */
export interface CaseMixModel {
  readonly name: string;
  readonly terms: readonly [CaseMixTerm, ...CaseMixTerm[]];
  /** Why these terms and no others. */
  readonly rationale: string;
}

/** The level that a value is in. Throws when no level is declared for it. */
export function levelOf({ covariate, levels, whenMissing }: CategoryTerm, value: CovariateValue): string {
  if (value === null) return whenMissing;
  const level = levels.find(({ values, from, below }) =>
    values === undefined
      ? typeof value === 'number' && value >= (from ?? -Infinity) && value < (below ?? Infinity)
      : values.includes(value),
  );
  if (level === undefined) throw new Error(`${covariate} "${value}" is in no declared level.`);
  return level.name;
}

/** Every level of a term, the one that the others are compared with first. */
export function levelNames({ levels, whenMissing }: CategoryTerm): readonly [string, ...string[]] {
  const [first, ...others] = levels;
  return [...new Set([first.name, ...others.map(({ name }) => name), whenMissing])] as [string, ...string[]];
}

/** "intercept + age (curve) + ASA class + …" */
export function describeFormula({ terms }: CaseMixModel): string {
  const words = terms.map((term) =>
    term.kind === 'number' && term.knots.length > 0 ? `${term.label} (curve)` : term.label,
  );
  return ['intercept', ...words].join(' + ');
}
