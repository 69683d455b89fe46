import { type Coordinates, cellAt } from '@lamina/server/disclosure/cube-shape.ts';
import type { ExactCube } from '@lamina/server/disclosure/exact-cube.ts';
import type { PublishedCube } from '@lamina/server/disclosure/published-cube.ts';
import { getComparison } from '@lamina/server/services/compare.service.ts';
import { getFilterOptions } from '@lamina/server/services/filter-options.service.ts';
import { getOverview } from '@lamina/server/services/overview.service.ts';
import type { ServiceContext } from '@lamina/server/services/service-context.ts';
import { CompareInput, CompareOutput } from '@lamina/shared/contract/compare.ts';
import { OverviewInput, OverviewOutput } from '@lamina/shared/contract/overview.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';

/** What an answer says of one cell: of its cases where no indicator is named. Null counts are hidden. */
export interface Told {
  readonly cell: number;
  readonly indicator: string | null;
  readonly denominator: number | null;
  readonly numerator: number | null;
}

export interface Question {
  readonly filter: CaseFilter;
  readonly ask: 'overview' | 'compare';
  readonly indicator: string;
  readonly adjusted: boolean;
}

/** Who answers: the services, or a cube directly. */
export type Oracle = (question: Question) => Promise<readonly Told[]>;

/** The coordinates of a filter that a suppressed role may ask; undefined for any other. Written anew, so that it is no echo of what is attacked. */
export function coordinatesOfFilter(cube: ExactCube, filter: CaseFilter): Coordinates | undefined {
  const { from, to, procedures = [], hospitals = [], ...rest } = filter;
  if (Object.keys(rest).length > 0 || procedures.length > 1 || hospitals.length > 1) return undefined;
  const [allProcedures, allHospitals, allYears] = cube.shape;
  const year = from === undefined ? allYears : cube.years.indexOf(Number(from.slice(0, 4)));
  const whole =
    (from === undefined && to === undefined) ||
    (from !== undefined && to === `${Number(from.slice(0, 4)) + 1}-01-01` && from.endsWith('-01-01'));
  if (!whole) return undefined;
  const [procedure] = procedures;
  const [hospital] = hospitals;
  return [
    procedure === undefined ? allProcedures : PROCEDURES.indexOf(procedure),
    hospital === undefined ? allHospitals : cube.hospitals.indexOf(hospital),
    year,
  ];
}

/** Asks the services as this viewer. What is told about a filter that has no cell ends up in `leaks`. */
export function serviceOracle(
  viewer: Viewer,
  services: ServiceContext,
  cube: ExactCube,
  leaks: string[],
): Oracle {
  return async ({ filter, ask, indicator, adjusted }) => {
    const coordinates = coordinatesOfFilter(cube, filter);
    const told: Told[] = [];
    if (ask === 'overview' && viewer.role === 'viewer') {
      const overview = OverviewOutput.parse(
        await getOverview(viewer, services, OverviewInput.parse({ filter })),
      );
      if (coordinates === undefined) {
        leaks.push(...numbersIn([overview.cases, overview.procedures.map(withoutReferences)], filter));
        return [];
      }
      const [, hospital, year] = coordinates;
      told.push({
        cell: cellAt(cube.shape, coordinates),
        indicator: null,
        denominator: overview.cases,
        numerator: null,
      });
      for (const { procedure, cases, indicators } of overview.procedures) {
        const cell = cellAt(cube.shape, [PROCEDURES.indexOf(procedure), hospital, year]);
        told.push({ cell, indicator: null, denominator: cases, numerator: null });
        for (const figures of indicators) {
          const counts =
            figures.state === 'suppressed'
              ? { denominator: null, numerator: null }
              : figures.state === 'no-data'
                ? { denominator: 0, numerator: 0 }
                : { denominator: figures.denominator, numerator: figures.numerator };
          told.push({ cell, indicator: figures.indicatorId, ...counts });
        }
      }
      return told;
    }
    const input = CompareInput.parse({ filter, indicator, adjusted });
    const comparison = CompareOutput.parse(await getComparison(viewer, services, input));
    const { network, providers, suppressedProviders } = comparison;
    if (coordinates === undefined) {
      leaks.push(
        ...numbersIn(
          [comparison.cases, network.numerator, network.denominator || null, network.value, providers],
          filter,
        ),
      );
      return [];
    }
    const [procedure, , year] = coordinates;
    const cell = cellAt(cube.shape, coordinates);
    told.push({ cell, indicator: null, denominator: comparison.cases, numerator: null });
    told.push(
      network.suppressed === null
        ? { cell, indicator, denominator: network.denominator, numerator: network.numerator }
        : { cell, indicator, denominator: null, numerator: null },
    );
    const cellOf = (id: number) => cellAt(cube.shape, [procedure, cube.hospitals.indexOf(id), year]);
    for (const { id, denominator, numerator } of providers)
      told.push({ cell: cellOf(id), indicator, denominator, numerator });
    for (const { id } of suppressedProviders)
      told.push({ cell: cellOf(id), indicator, denominator: null, numerator: null });
    return told;
  };
}

/** What the filter bar tells a viewer. */
export async function toldByOptions(
  viewer: Viewer,
  services: ServiceContext,
  cube: ExactCube,
): Promise<Told[]> {
  const { hospitals } = await getFilterOptions(viewer, services);
  const [procedure, , year] = cube.shape;
  return hospitals.map(({ id, cases }) => ({
    cell: cellAt(cube.shape, [procedure, cube.hospitals.indexOf(id), year]),
    indicator: null,
    denominator: cases,
    numerator: null,
  }));
}

/** Answers from a cube made in the test, for one whose complementary suppression is off. */
export function cubeOracle(published: PublishedCube, cube: ExactCube): Oracle {
  return async ({ filter }) => {
    const coordinates = coordinatesOfFilter(cube, filter);
    if (coordinates === undefined) return [];
    const [procedure, hospital, year] = coordinates;
    const asked = published.cellOf({
      procedure: PROCEDURES[procedure] ?? 'all',
      hospital: cube.hospitals[hospital] ?? 'all',
      year: cube.years[year] ?? 'all',
    });
    const cell = cellAt(cube.shape, coordinates);
    return [
      { cell, indicator: null, denominator: asked.cases, numerator: null },
      ...CATALOGUE.map(({ id }): Told => {
        const measure = asked.measures.get(id);
        if (measure === undefined || measure.state === 'suppressed') {
          return { cell, indicator: id, denominator: null, numerator: null };
        }
        if (measure.state === 'no-data') return { cell, indicator: id, denominator: 0, numerator: 0 };
        return {
          cell,
          indicator: id,
          denominator: measure.denominator,
          numerator: measure.state === 'counted' ? measure.numerator : null,
        };
      }),
    ];
  };
}

/** References are published by others. */
function withoutReferences({ cases, indicators, stay }: OverviewOutput['procedures'][number]): unknown {
  return [cases, stay, indicators.map(({ references: _references, ...figures }) => figures)];
}

function numbersIn(value: unknown, filter: CaseFilter): string[] {
  if (typeof value === 'number') return [`${value} under ${JSON.stringify(filter)}`];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap((inner) => numbersIn(inner, filter));
}
