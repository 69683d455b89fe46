import type { ExactCube } from '@lamina/server/disclosure/exact-cube.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Question } from './told.ts';

/** From 0 to 1, without 1. */
export type Random = () => number;

/** A filter and its neighbour: the same minus one provider, one year, one month, or one more condition. Many are not allowed. */
export function randomPair(cube: ExactCube, random: Random): readonly [Question, Question] {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const { hospitals, years } = cube;
  const year = pick(years);
  const one = pick(hospitals);
  const procedure = pick(PROCEDURES);
  const filter: CaseFilter = {
    ...(random() < 0.6 ? { procedures: [pick(PROCEDURES)] } : {}),
    ...(random() < 0.5 ? { hospitals: [pick(hospitals)] } : {}),
    ...(random() < 0.6 ? { from: `${year}-01-01`, to: `${year + 1}-01-01` } : {}),
  };
  const neighbours: readonly (() => CaseFilter)[] = [
    () => ({ ...filter, hospitals: hospitals.filter((id) => id !== one) }),
    () => ({ ...filter, hospitals: [pick(hospitals)] }),
    () => without(filter, 'hospitals'),
    () => ({ ...filter, from: `${year}-02-01`, to: `${year + 1}-01-01` }),
    () => ({ ...filter, from: `${year}-01-01`, to: `${year}-12-01` }),
    () => ({ ...filter, from: `${year}-01-01`, to: `${year + 2}-01-01` }),
    () => ({ ...without(filter, 'to'), from: `${pick(years)}-01-01` }),
    () => ({ ...filter, ...wholeYear(pick(years)) }),
    () => without(without(filter, 'from'), 'to'),
    () => ({ ...filter, procedures: PROCEDURES.filter((other) => other !== procedure) }),
    () => ({ ...filter, procedures: [pick(PROCEDURES)] }),
    () => without(filter, 'procedures'),
    () => ({ ...filter, surgeons: [1 + Math.floor(random() * 48)] }),
    () => ({ ...filter, ageBands: ['70+'] }),
    () => ({ ...filter, asaClasses: [4] }),
    () => ({ ...filter, sexes: ['female'] }),
    () => ({ ...filter, revision: true }),
    () => ({ ...filter, sources: ['demo'] }),
  ];
  const question = (asked: CaseFilter): Question => ({
    filter: asked.procedures?.length === 0 || asked.hospitals?.length === 0 ? filter : asked,
    ask: random() < 0.5 ? 'overview' : 'compare',
    indicator: pick(CATALOGUE).id,
    adjusted: random() < 0.3,
  });
  return [question(filter), question(pick(neighbours)())];
}

/** Every question that has an answer, of the overview. */
export function everyQuestion(cube: ExactCube): Question[] {
  const periods = [{}, ...cube.years.map(wholeYear)];
  const places = [{}, ...cube.hospitals.map((id) => ({ hospitals: [id] }))];
  const procedures = [{}, ...PROCEDURES.map((procedure) => ({ procedures: [procedure] }))];
  const filters = periods.flatMap((period) =>
    places.flatMap((place) => procedures.map((procedure) => ({ ...period, ...place, ...procedure }))),
  );
  return filters.map((filter) => ({ filter, ask: 'overview', indicator: 'length-of-stay', adjusted: false }));
}

/** Every comparison of hospitals that has an answer. */
export function everyComparison(cube: ExactCube): Question[] {
  return everyQuestion(cube)
    .filter(({ filter }) => filter.hospitals === undefined)
    .flatMap((question) =>
      CATALOGUE.map(({ id }): Question => ({ ...question, ask: 'compare', indicator: id })),
    );
}

function wholeYear(year: number) {
  return { from: `${year}-01-01`, to: `${year + 1}-01-01` };
}

function without(filter: CaseFilter, field: keyof CaseFilter): CaseFilter {
  const { [field]: _left, ...rest } = filter;
  return rest;
}
