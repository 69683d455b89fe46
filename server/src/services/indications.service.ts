import {
  type CaudaEquina,
  type IndicationsInput,
  type IndicationsOutput,
  type LevelShare,
  type ProcedureIndications,
  WAITING_DAYS,
} from '@lamina/shared/contract/indications.ts';
import { PROCEDURES, type Procedure } from '@lamina/shared/domain/procedure.ts';
import { INDICATIONS, URGENCIES } from '@lamina/shared/domain/surgical-case.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { scopeOf } from '../auth/scope.ts';
import {
  type CaudaEquinaCount,
  countBeforeSurgery,
  countCaudaEquina,
  type LevelCount,
  sumOutcomesByCriterion,
} from '../repositories/before-surgery.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { comparedOutcome, outcomeIndicators } from './criterion-outcome.service.ts';
import { proportionOf } from './interval.service.ts';
import type { ServiceContext } from './service-context.ts';

/** What was tried before surgery, why it was done, cauda equina on its own, and what became of those who met the criterion and of those who did not. */
export async function getIndications(
  viewer: Viewer,
  { db, tally }: ServiceContext,
  { filter }: IndicationsInput,
): Promise<IndicationsOutput> {
  const scope = scopeOf(viewer);
  const indicators = outcomeIndicators();
  const [state, cells, mix, before, cauda, outcomes] = await Promise.all([
    getRecordState(db),
    tally.count({ scope, filter, groupBy: ['procedure'], indicators: [indicators.criterion] }),
    tally.count({ scope, filter, groupBy: ['procedure', 'indication'], indicators: [] }),
    countBeforeSurgery(db, scope, filter, indicators.criterion),
    countCaudaEquina(db, scope, filter),
    sumOutcomesByCriterion(db, scope, filter, indicators),
  ]);
  const indicationsOf = (procedure: Procedure): ProcedureIndications[] => {
    const cell = cells.find(({ key }) => key.procedure === procedure);
    const own = before.find((entry) => entry.procedure === procedure);
    const criterion = cell?.indicators[indicators.criterion];
    if (cell === undefined || own === undefined || criterion?.kind !== 'proportion') return [];
    const ofIndication = (indication: string) =>
      mix.find(({ key }) => key.procedure === procedure && key.indication === indication)?.cases ?? 0;
    const notReported = criterion.notCounted['not-reported'];
    return [
      {
        procedure,
        cases: cell.cases,
        criterion: { met: criterion.numerator, judged: criterion.denominator, notReported },
        months: sharesOf(own.months, criterion.denominator + notReported),
        kinds: own.kinds.map(({ level, cases, reported }) => shareOf(level, cases, reported, own.elective)),
        walking: sharesOf(own.walking, own.elective),
        indications: sharesOf(
          INDICATIONS.map((level) => ({ level, cases: ofIndication(level) })),
          cell.cases,
        ),
        outcome: comparedOutcome(outcomes.filter((entry) => entry.procedure === procedure)),
      },
    ];
  };

  return {
    ...state,
    cases: cells.reduce((total, { cases }) => total + cases, 0),
    firstOperation: cells.map(({ periodStart }) => periodStart).toSorted()[0] ?? null,
    lastOperation:
      cells
        .map(({ periodEnd }) => periodEnd)
        .toSorted()
        .at(-1) ?? null,
    criterion: indicators.criterion,
    procedures: PROCEDURES.flatMap(indicationsOf),
    caudaEquina: caudaEquinaOf(cauda),
  };
}

function caudaEquinaOf(counts: readonly CaudaEquinaCount[]): CaudaEquina {
  const count = (chosen: (entry: CaudaEquinaCount) => boolean) =>
    counts.filter(chosen).reduce((total, { cases }) => total + cases, 0);
  const cases = count(() => true);
  return {
    cases,
    urgency: sharesOf(
      URGENCIES.toReversed().map((level) => ({ level, cases: count(({ urgency }) => urgency === level) })),
      cases,
    ),
    waiting: sharesOf(
      WAITING_DAYS.map((level) => ({ level, cases: count(({ waiting }) => waiting === level) })),
      cases,
    ),
  };
}

/** Shares of levels of which every case has one at most; of the others it is not reported. */
function sharesOf(levels: readonly LevelCount[], all: number): LevelShare[] {
  const reported = levels.reduce((total, { cases }) => total + cases, 0);
  return levels.map(({ level, cases }) => shareOf(level, cases, reported, all));
}

function shareOf(level: string, cases: number, reported: number, all: number): LevelShare {
  return {
    level,
    cases,
    reported,
    notReported: all - reported,
    interval: proportionOf(cases, reported)?.interval ?? null,
  };
}
