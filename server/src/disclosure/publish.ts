import { DISCLOSURE_RULES, type DisclosureProfile } from '@lamina/shared/domain/disclosure.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { IndicatorTally } from '../tally/tally.ts';
import { measuresOf } from './cube-measures.ts';
import { cellAt } from './cube-shape.ts';
import type { ExactCube } from './exact-cube.ts';
import type { PublishedCell, PublishedCube, PublishedMeasure, Selection, Summary } from './published-cube.ts';
import { type Suppression, suppress } from './suppress.ts';

export interface PublishOptions {
  readonly profile: DisclosureProfile;
  /** A stay or a mean change as it is told: not a count, and rounded so that it gives none away. */
  readonly summarise: (tally: IndicatorTally) => Summary | undefined;
  /** Only the attack on this switches it off. */
  readonly complementary?: boolean;
}

/** Expected events are told with so many digits after the point. */
const EXPECTED_DIGITS = 1;

/** Makes a cube safe to be told from, under a profile. */
export function publish(
  cube: ExactCube,
  indicators: readonly Indicator[],
  { profile, summarise, complementary = true }: PublishOptions,
): PublishedCube {
  const { hiddenUpTo, roundedTo } = DISCLOSURE_RULES[profile];
  const hidden = suppress(cube.shape, cube.cases, measuresOf(cube, indicators), {
    hiddenUpTo,
    complementary,
  });
  const round = (count: number) => Math.round(count / roundedTo) * roundedTo;
  const cells = cube.cases.map((_, cell) => ({
    cases: hidden.cases[cell] === true ? null : round(cube.cases[cell] ?? 0),
    measures: new Map(
      indicators.map(({ id }) => [id, publishedMeasure(cube, hidden, id, cell, round, summarise)]),
    ),
  })) as unknown as readonly PublishedCell[];
  return {
    profile,
    hospitals: cube.hospitals,
    years: cube.years,
    cellOf: (selection) => {
      const found = cells[cellAt(cube.shape, coordinatesOf(cube, selection))];
      if (found === undefined) throw new Error('The cube has no such cell.');
      return found;
    },
  } as PublishedCube;
}

function publishedMeasure(
  { tallies }: ExactCube,
  hidden: Suppression,
  id: string,
  cell: number,
  round: (count: number) => number,
  summarise: PublishOptions['summarise'],
): PublishedMeasure {
  const tally = tallies.get(id)?.[cell];
  if (tally === undefined || tally.denominator === 0) return { state: 'no-data' };
  if (hidden.measures.get(id)?.[cell] !== false) return { state: 'suppressed' };
  const denominator = round(tally.denominator);
  if (tally.kind === 'proportion') {
    const expected = tally.expected == null ? null : Number(tally.expected.toFixed(EXPECTED_DIGITS));
    return { state: 'counted', numerator: round(tally.numerator), denominator, expected };
  }
  const summary = summarise(tally);
  return summary === undefined ? { state: 'suppressed' } : { state: 'summarised', denominator, summary };
}

function coordinatesOf({ shape, hospitals, years }: ExactCube, { procedure, hospital, year }: Selection) {
  const [allProcedures, allHospitals, allYears] = shape;
  const coordinates = [
    procedure === 'all' ? allProcedures : PROCEDURES.indexOf(procedure),
    hospital === 'all' ? allHospitals : hospitals.indexOf(hospital),
    year === 'all' ? allYears : years.indexOf(year),
  ] as const;
  if (coordinates.some((coordinate) => coordinate < 0)) throw new Error('The cube has no such cell.');
  return coordinates;
}
