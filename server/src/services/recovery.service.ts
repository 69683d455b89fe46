import type {
  ImportantChange,
  ProcedureRecovery,
  ReachedBy,
  RecoveryInput,
  RecoveryInstrument,
  RecoveryOutput,
  TrajectoryPoint,
} from '@lamina/shared/contract/recovery.ts';
import { PROCEDURES, type Procedure } from '@lamina/shared/domain/procedure.ts';
import { PROM_INSTRUMENTS, PROM_TIMEPOINTS } from '@lamina/shared/domain/prom.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { meanIntervalOfSums, responseBounds, tippingPoint } from '@lamina/shared/statistics/stay.ts';
import { scopeOf } from '../auth/scope.ts';
import {
  listPromAsked,
  listPromSums,
  type PromAsked,
  type PromSums,
} from '../repositories/prom-change.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { listRecoveryTimes, type RecoveryTime } from '../repositories/recovery-time.repository.ts';
import { CONFIDENCE, intervalOf, proportionOf } from './interval.service.ts';
import type { ServiceContext } from './service-context.ts';

const WALKED = 'walked-within-a-day';
const ACTIVE = 'strenuous-activity-6-weeks';
const LAST_DAY = 4;
const LAST_WEEK = 16;
/** "Do most patients improve?": a choice. */
const MOST = 0.5;
const CHANGE_AT = 'month-12';

/** Scores from before the operation to two years after, what non-response could hide, and how soon patients are on their feet. */
export async function getRecovery(
  viewer: Viewer,
  { db, tally }: ServiceContext,
  { filter }: RecoveryInput,
): Promise<RecoveryOutput> {
  const scope = scopeOf(viewer);
  const [state, cells, sums, asked, walked, active] = await Promise.all([
    getRecordState(db),
    tally.count({ scope, filter, groupBy: ['procedure'], indicators: [WALKED, ACTIVE], countsOnly: true }),
    listPromSums(db, scope, filter),
    listPromAsked(db, scope, filter),
    listRecoveryTimes(db, scope, filter, WALKED),
    listRecoveryTimes(db, scope, filter, ACTIVE),
  ]);
  const recoveryOf = (procedure: Procedure): ProcedureRecovery[] => {
    const cell = cells.find(({ key }) => key.procedure === procedure);
    if (cell === undefined) return [];
    const judged = (id: string) => cell.indicators[id]?.denominator ?? 0;
    const notReported = (id: string) => cell.indicators[id]?.notCounted['not-reported'] ?? 0;
    const own = <Entry extends { readonly procedure: Procedure }>(entries: readonly Entry[]) =>
      entries.filter((entry) => entry.procedure === procedure);
    return [
      {
        procedure,
        cases: cell.cases,
        instruments: PROM_INSTRUMENTS.map((instrument) => instrumentOf(instrument, own(sums), own(asked))),
        walkedByDay: reachedBy(own(walked), judged(WALKED), 0, LAST_DAY),
        activeByWeek: reachedBy(own(active), judged(ACTIVE), 1, LAST_WEEK),
        notReported: { walked: notReported(WALKED), active: notReported(ACTIVE) },
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
    procedures: PROCEDURES.flatMap(recoveryOf),
  };
}

function instrumentOf(
  instrument: RecoveryInstrument['instrument'],
  sums: readonly PromSums[],
  asked: readonly PromAsked[],
): RecoveryInstrument {
  const own = sums.filter((entry) => entry.instrument === instrument);
  return {
    instrument,
    points: PROM_TIMEPOINTS.map((timepoint): TrajectoryPoint => {
      const answers = own.find((entry) => entry.timepoint === timepoint);
      const due = asked.find((entry) => entry.timepoint === timepoint);
      const answered = answers?.answered ?? 0;
      const mean = meanIntervalOfSums(answered, answers?.sum ?? 0, answers?.sumOfSquares ?? 0, CONFIDENCE);
      return {
        timepoint,
        asked: due?.asked ?? 0,
        notYetDue: due?.notYetDue ?? 0,
        answered,
        ...(mean.kind === 'not-computable'
          ? { mean: null, interval: null }
          : { mean: mean.mean, interval: intervalOf(mean.lowerLimit, mean.upperLimit, 'Student’s t') }),
      };
    }),
    change: changeOf(
      own.find(({ timepoint }) => timepoint === CHANGE_AT),
      asked.find(({ timepoint }) => timepoint === CHANGE_AT)?.asked ?? 0,
    ),
  };
}

function changeOf(answers: PromSums | undefined, asked: number): ImportantChange {
  const { pairs = 0, improved = 0, detectablyImproved = 0, worsened = 0 } = answers ?? {};
  const counts = { eligible: asked, responders: pairs, successes: improved };
  const bounds = responseBounds(counts);
  const tipping = tippingPoint(counts, MOST);
  return {
    pairs,
    improved,
    improvedInterval: proportionOf(improved, pairs)?.interval ?? null,
    detectablyImproved,
    worsened,
    asked,
    bounds: bounds.kind === 'computed' ? { worst: bounds.worstShare, best: bounds.bestShare } : null,
    tippingPoint:
      tipping.kind === 'computed'
        ? { reached: tipping.reached, nonResponderShare: tipping.nonResponderShare }
        : null,
  };
}

function reachedBy(times: readonly RecoveryTime[], judged: number, from: number, to: number): ReachedBy[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const by = from + index;
    const reached = times.filter(({ time }) => time <= by).reduce((total, { cases }) => total + cases, 0);
    return { by, reached, judged, interval: proportionOf(reached, judged)?.interval ?? null };
  });
}
