import type {
  IndicatorFigures,
  OverviewInput,
  OverviewOutput,
  ProcedureOverview,
  PublishedComparator,
  QuarterPoint,
  StayFigures,
} from '@lamina/shared/contract/overview.ts';
import { quartersBetween } from '@lamina/shared/domain/period.ts';
import { PROCEDURES, Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE, findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { scopeOf } from '../auth/scope.ts';
import { listComparatorTotals } from '../repositories/comparator.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import type { TallyCell } from '../tally/tally.ts';
import { figuresOf, valueOfTally } from './figures.service.ts';
import { proportionOf } from './interval.service.ts';
import { getPublishedOverview } from './published-overview.service.ts';
import type { ServiceContext } from './service-context.ts';
import { stayFiguresOf } from './stay-figures.service.ts';
import { wholeCellOf } from './whole-tally.service.ts';

const ALL_INDICATORS = CATALOGUE.map(({ id }) => id);
/** Sums of fractions differ in their last digit with the order in which they are added. */
const SCORES = CATALOGUE.filter(({ kind }) => kind === 'mean-change').map(({ id }) => id);

/** The three procedures side by side: every indicator with its course by quarter, the stay, and the published comparators. */
export async function getOverview(
  viewer: Viewer,
  services: ServiceContext,
  input: OverviewInput,
): Promise<OverviewOutput> {
  if (viewer.role === 'viewer') {
    const [published, comparators] = await Promise.all([
      getPublishedOverview(viewer, services, input),
      listComparators(services.db),
    ]);
    return { ...published, comparators };
  }
  const { db, tally, references } = services;
  const { filter, references: chosen } = input;
  const scope = scopeOf(viewer);
  const question = { scope, filter, countsOnly: true };
  const [state, courses, scores, comparators] = await Promise.all([
    getRecordState(db),
    tally.count({ ...question, indicators: ALL_INDICATORS, groupBy: ['procedure', 'quarter'] }),
    tally.count({ ...question, indicators: SCORES, groupBy: ['procedure'] }),
    listComparators(db),
  ]);
  const dated = courses.filter((cell) => cell.key.quarter !== null);
  const firstOperation = dated.map((cell) => cell.periodStart).toSorted()[0] ?? null;
  const lastOperation =
    dated
      .map((cell) => cell.periodEnd)
      .toSorted()
      .at(-1) ?? null;
  const quarters =
    firstOperation === null || lastOperation === null ? [] : quartersBetween(firstOperation, lastOperation);

  const overviewOf = (procedure: Procedure): ProcedureOverview => {
    const total = totalOf(procedure, courses, scores);
    const course = new Map(
      dated
        .filter((cell) => cell.key.procedure === procedure)
        .map((cell) => [String(cell.key.quarter), cell]),
    );
    return {
      procedure,
      cases: total?.cases ?? 0,
      indicators: total === undefined ? [] : indicatorsOf(procedure, total, quarters, course),
      stay: total === undefined ? null : stayOf(total),
    };
  };

  const indicatorsOf = (
    procedure: Procedure,
    total: Total,
    quarterNames: readonly string[],
    course: ReadonlyMap<string, TallyCell>,
  ): IndicatorFigures[] =>
    CATALOGUE.flatMap((indicator): IndicatorFigures[] => {
      const counted = total.indicators[indicator.id];
      if (counted === undefined || counted.notCounted['not-applicable'] === total.cases) return [];
      const figures = figuresOf(
        indicator,
        counted,
        procedure,
        references,
        chosen[`${indicator.id}/${procedure}`],
      );
      return [
        {
          ...figures,
          quarters: quarterNames.map((name) => quarterPoint(name, indicator.id, course.get(name))),
        },
      ];
    });

  return {
    ...state,
    cases: courses.reduce((sum, cell) => sum + cell.cases, 0),
    firstOperation,
    lastOperation,
    procedures: PROCEDURES.filter((procedure) => filter.procedures?.includes(procedure) ?? true).map(
      overviewOf,
    ),
    comparators,
  };
}

type Total = Omit<TallyCell, 'key'>;

/** All cases of a procedure from its quarters, so that none is counted twice; its scores as they were counted. */
function totalOf(
  procedure: Procedure,
  courses: readonly TallyCell[],
  scores: readonly TallyCell[],
): Total | undefined {
  const whole = wholeCellOf(courses.filter(({ key }) => key.procedure === procedure));
  if (whole === undefined) return undefined;
  const ofScores = scores.find(({ key }) => key.procedure === procedure)?.indicators;
  return { ...whole, indicators: { ...whole.indicators, ...ofScores } };
}

function quarterPoint(quarter: string, indicatorId: string, cell: TallyCell | undefined): QuarterPoint {
  const tally = cell?.indicators[indicatorId];
  if (tally === undefined) return { quarter, numerator: null, denominator: 0, value: null, immature: false };
  return {
    quarter,
    numerator: tally.kind === 'proportion' ? tally.numerator : null,
    denominator: tally.denominator,
    value: valueOfTally(tally),
    immature: tally.notCounted['not-yet-eligible'] > 0,
  };
}

function stayOf(cell: Total): StayFigures | null {
  const stay = Object.values(cell.indicators).find((tally) => tally.kind === 'duration');
  return stay === undefined ? null : stayFiguresOf(stay);
}

async function listComparators(db: ServiceContext['db']): Promise<PublishedComparator[]> {
  const totals = await listComparatorTotals(db);
  return totals.flatMap((total): PublishedComparator[] => {
    const procedure = Procedure.safeParse(total.procedure);
    const rate = proportionOf(total.observed, total.operations);
    if (!procedure.success || rate === undefined) return [];
    return [
      {
        ...total,
        procedure: procedure.data,
        name: `${total.facilities} hospitals`,
        pooled: true,
        rate: rate.value,
        interval: rate.interval,
        definition: findIndicator(total.indicatorId)?.name ?? total.indicatorId,
      },
    ];
  });
}
