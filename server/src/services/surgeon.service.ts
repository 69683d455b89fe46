import type {
  Detectable,
  OwnIndicator,
  OwnVladInput,
  OwnVladOutput,
  SurgeonInput,
  SurgeonOutput,
} from '@lamina/shared/contract/surgeon.ts';
import { quartersBetween } from '@lamina/shared/domain/period.ts';
import { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { DETECTION_POWER, detectableProportion } from '@lamina/shared/statistics/comparison.ts';
import { vlad } from '@lamina/shared/statistics/cusum.ts';
import { type Scope, scopeOf } from '../auth/scope.ts';
import { LaminaError } from '../lamina-error.ts';
import { listCaseSequence } from '../repositories/case-sequence.repository.ts';
import { getProviderNames } from '../repositories/provider.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { listCurrentRiskModels } from '../repositories/risk-model.repository.ts';
import type { IndicatorTally, TallyCell } from '../tally/tally.ts';
import { adjustedFiguresOf } from './adjusted-figures.service.ts';
import { colleagueBandOf } from './colleague-band.service.ts';
import { figuresOf, type PointFigures, valueOfTally } from './figures.service.ts';
import { getPublishedColleagues } from './published-colleagues.service.ts';
import type { ServiceContext } from './service-context.ts';

const INDICATORS = CATALOGUE.map(({ id }) => id);

/** One surgeon's own cases: every indicator beside the reference and beside colleagues who are not named. */
export async function getSurgeon(
  viewer: Viewer,
  services: ServiceContext,
  { filter, references: chosen }: SurgeonInput,
): Promise<SurgeonOutput> {
  const { db, tally, references } = services;
  const scope = scopeOf(viewer);
  assertOwnPage(scope, filter);
  const surgeon = filter.surgeons?.[0] ?? 0;
  const { surgeons: _own, ...ofAll } = filter;
  const question = { scope, filter, indicators: INDICATORS };
  const [state, [total], procedures, course, surgeons, published, models, names] = await Promise.all([
    getRecordState(db),
    tally.count({ ...question, groupBy: [] }),
    tally.count({ scope, filter, indicators: [], groupBy: ['procedure'] }),
    tally.count({ ...question, groupBy: ['quarter'] }),
    tally.count({ ...question, filter: ofAll, groupBy: ['surgeon'] }),
    viewer.role === 'surgeon' ? getPublishedColleagues(viewer, services, filter) : undefined,
    listCurrentRiskModels(db),
    getProviderNames(db, scope),
  ]);
  const name = names.surgeon.get(surgeon);
  if (name === undefined) throw new LaminaError('not-found', 'There is no such surgeon among these cases.');
  const procedure = filter.procedures?.length === 1 ? (filter.procedures[0] ?? null) : null;
  const dated = course.filter(({ key }) => key.quarter !== null);
  const byQuarter = new Map(dated.map((cell) => [String(cell.key.quarter), cell]));
  const quarters = quartersOf(dated);
  const others = surgeons.filter(({ key }) => key.surgeon !== null && key.surgeon !== surgeon);

  const indicators = CATALOGUE.flatMap((indicator): OwnIndicator[] => {
    const own = total?.indicators[indicator.id];
    if (own === undefined || own.notCounted['not-applicable'] === total?.cases) return [];
    const figures = figuresOf(indicator, own, procedure, references, chosen[`${indicator.id}/${procedure}`]);
    const ofOthers = others.flatMap((cell) => cell.indicators[indicator.id] ?? []);
    return [
      {
        figures: {
          ...figures,
          quarters: quarters.map((quarter) => quarterPoint(quarter, indicator, byQuarter.get(quarter))),
        },
        adjusted: adjustedFiguresOf(own, models.get(indicator.id)),
        colleagues: published?.bandOf(indicator, own) ?? colleagueBandOf(indicator, own, ofOthers),
        detectable: detectableOf(
          indicator,
          own,
          published === undefined ? pooledRate([own, ...ofOthers]) : published.rateOf(indicator),
          figures,
        ),
      },
    ];
  });
  return {
    ...state,
    surgeon: name,
    cases: total?.cases ?? 0,
    firstOperation: total?.periodStart ?? null,
    lastOperation: total?.periodEnd ?? null,
    procedure,
    procedures: procedures.flatMap(({ key, cases }) => {
      const parsed = Procedure.safeParse(key.procedure);
      return parsed.success ? [{ procedure: parsed.data, cases }] : [];
    }),
    indicators,
    adjustable: indicators
      .map(({ figures }) => figures.indicatorId)
      .filter((id) => models.get(id)?.state === 'fitted'),
  };
}

/** Expected less observed events of one surgeon, case by case. */
export async function getOwnVlad(
  viewer: Viewer,
  { db }: ServiceContext,
  { filter, indicator }: OwnVladInput,
): Promise<OwnVladOutput> {
  const scope = scopeOf(viewer);
  assertOwnPage(scope, filter);
  const sequence = await listCaseSequence(db, scope, filter, indicator);
  const followed = sequence.filter(({ expected }) => expected !== null);
  if (followed.length === 0) {
    return {
      state: 'not-drawn',
      reason:
        sequence.length === 0
          ? 'No case was judged that has a day.'
          : 'There is no case-mix model that says what was expected of these cases.',
    };
  }
  const course = vlad({
    risks: followed.map(({ expected }) => expected ?? 0),
    outcomes: followed.map(({ outcome }) => (outcome === 1 ? 1 : 0)),
  });
  if (course.kind === 'not-computable') return { state: 'not-drawn', reason: course.reason };
  return {
    state: 'drawn',
    cases: followed.length,
    events: course.cumulativeObserved.at(-1) ?? 0,
    expected: course.cumulativeExpected.at(-1) ?? 0,
    points: followed.map(({ date, outcome }, index) => ({
      case: index + 1,
      date,
      value: course.path[index] ?? 0,
      event: outcome === 1,
    })),
  };
}

/** A surgeon asks about nobody else. */
function assertOwnPage(scope: Scope, { surgeons }: SurgeonInput['filter']): void {
  if (scope.surgeon === null || surgeons?.every((surgeon) => surgeon === scope.surgeon) === true) return;
  throw new LaminaError(
    'not-allowed',
    'This page shows the cases of another surgeon. You may open your own.',
  );
}

function quartersOf(dated: readonly TallyCell[]): string[] {
  const first = dated.map(({ periodStart }) => periodStart).toSorted()[0];
  const last = dated
    .map(({ periodEnd }) => periodEnd)
    .toSorted()
    .at(-1);
  return first === undefined || last === undefined ? [] : quartersBetween(first, last);
}

function quarterPoint(quarter: string, { id }: Indicator, cell: TallyCell | undefined) {
  const counted = cell?.indicators[id];
  if (counted === undefined) {
    return { quarter, numerator: null, denominator: 0, value: null, immature: false };
  }
  return {
    quarter,
    numerator: counted.kind === 'proportion' ? counted.numerator : null,
    denominator: counted.denominator,
    value: valueOfTally(counted),
    immature: counted.notCounted['not-yet-eligible'] > 0,
  };
}

/** Of what ought to happen, its absence is what would be noticed. */
function detectableOf(
  { improvement }: Indicator,
  own: IndicatorTally,
  rateOfAll: number | null,
  figures: PointFigures,
): Detectable | null {
  if (own.kind !== 'proportion' || own.denominator === 0) return null;
  const reference = figures.references.find(
    ({ id, comparable, isDefault }) => comparable && (id === figures.comparison?.referenceId || isDefault),
  );
  const baseline = reference === undefined ? rateOfAll : (reference.low + reference.high) / 2;
  if (baseline === null || baseline <= 0 || baseline >= 1) return null;
  const wanted = improvement === 'increase';
  const found = detectableProportion(own.denominator, wanted ? 1 - baseline : baseline);
  const unwanted = found.kind === 'computed' ? found.proportion : null;
  return {
    cases: own.denominator,
    baseline,
    baselineIs: reference === undefined ? 'all-surgeons' : 'reference',
    power: DETECTION_POWER,
    rate: unwanted === null ? null : wanted ? 1 - unwanted : unwanted,
    method: 'exact binomial power',
  };
}

function pooledRate(tallies: readonly IndicatorTally[]): number | null {
  let events = 0;
  let cases = 0;
  for (const tally of tallies) {
    if (tally.kind !== 'proportion') continue;
    events += tally.numerator;
    cases += tally.denominator;
  }
  return cases === 0 ? null : events / cases;
}
