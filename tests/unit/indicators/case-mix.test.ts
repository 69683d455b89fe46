import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import { INDICATIONS, REGIONS, SEXES, URGENCIES } from '@lamina/shared/domain/surgical-case.ts';
import { CASE_MIX_MODELS, getCaseMixModel } from '@lamina/shared/indicators/case-mix.ts';
import {
  COVARIATES,
  type Covariate,
  describeFormula,
  levelNames,
  levelOf,
} from '@lamina/shared/indicators/case-mix-term.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Criterion } from '@lamina/shared/indicators/criterion.ts';
import { describe, expect, it } from 'vitest';

/** Written out here once more, so that a new covariate is looked at twice. */
const KNOWN_BEFORE_THE_OPERATION = [
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
];

const VALUES: Partial<Record<Covariate, readonly (string | number | boolean)[]>> = {
  sex: SEXES,
  bodyMassIndex: [8, 24.99, 25, 29.9, 30, 34.99, 35, 40, 120],
  asaClass: [1, 2, 3, 4, 5],
  diabetes: [true, false],
  smoker: [true, false],
  revision: [true, false],
  urgency: URGENCIES,
  procedure: PROCEDURES,
  region: REGIONS,
  levels: [1, 2, 3, 20],
  indication: INDICATIONS,
};

const terms = [...CASE_MIX_MODELS.values()].flatMap((model) => model.terms);

describe('the case-mix models', () => {
  it('use only what is known before the operation, never outcomes or the provider', () => {
    expect([...COVARIATES].toSorted()).toEqual(KNOWN_BEFORE_THE_OPERATION.toSorted());
    expect(terms.map(({ covariate }) => covariate).filter((each) => !COVARIATES.includes(each))).toEqual([]);
  });

  it('say why for every term and every model', () => {
    for (const { rationale } of [...terms, ...CASE_MIX_MODELS.values()]) {
      expect(rationale.length).toBeGreaterThan(40);
    }
  });

  it('have each covariate once in a formula', () => {
    for (const { terms } of CASE_MIX_MODELS.values()) {
      const covariates = terms.map(({ covariate }) => covariate);
      expect(new Set(covariates).size).toBe(covariates.length);
    }
  });

  it('have a level for every value that the domain allows, and for none', () => {
    for (const term of terms) {
      if (term.kind === 'number') continue;
      const names = levelNames(term);
      for (const value of [null, ...(VALUES[term.covariate] ?? [])]) {
        expect(names).toContain(levelOf(term, value));
      }
      expect(VALUES[term.covariate]?.length).toBeGreaterThan(1);
    }
  });

  it('refuse a value that no level was declared for', () => {
    const [term] = terms.filter((each) => each.kind === 'category');
    expect(() => term !== undefined && levelOf(term, 'unheard of')).toThrow('is in no declared level');
  });

  it('adjust proportions only, each by a model that exists and is used', () => {
    const named = CATALOGUE.filter(({ caseMix }) => caseMix !== null);
    expect(named.filter(({ kind }) => kind !== 'proportion')).toEqual([]);
    expect(new Set(named.map(({ caseMix }) => caseMix))).toEqual(new Set(CASE_MIX_MODELS.keys()));
    expect(() => getCaseMixModel('none')).toThrow('No case-mix model');
  });

  it('do not hold what their indicator counts', () => {
    for (const indicator of CATALOGUE) {
      if (indicator.kind !== 'proportion' || indicator.caseMix === null) continue;
      const counted = fieldsOf(indicator.numerator);
      const used = getCaseMixModel(indicator.caseMix).terms.map(({ covariate }) => covariate as string);
      expect(used.filter((covariate) => counted.includes(covariate))).toEqual([]);
    }
  });

  it('are written out as a formula', () => {
    expect(describeFormula(getCaseMixModel('death'))).toBe(
      'intercept + age + ASA class + urgency + procedure',
    );
    expect(describeFormula(getCaseMixModel('infection'))).toContain('age (curve)');
  });
});

function fieldsOf(criterion: Criterion): string[] {
  switch (criterion.kind) {
    case 'all':
    case 'any':
      return criterion.criteria.flatMap(fieldsOf);
    case 'not':
      return fieldsOf(criterion.criterion);
    case 'is':
    case 'oneOf':
    case 'between':
    case 'present':
      return [criterion.field];
    default:
      return [];
  }
}
