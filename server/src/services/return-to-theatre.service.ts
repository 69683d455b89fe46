import type { IncidenceCurve, ProceduresOutput } from '@lamina/shared/contract/procedures.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import {
  CENSORED,
  COMPETING_EVENT,
  cumulativeIncidence,
  EVENT,
  kaplanMeier,
  logRank,
  numberAtRisk,
} from '@lamina/shared/statistics/survival.ts';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { listTheatreFollowUp, type TheatreFollowUp } from '../repositories/theatre-follow-up.repository.ts';
import { CONFIDENCE, intervalOf } from './interval.service.ts';

/** Five years: as far as the published reoperation rates that are cited go without loss of most cases. */
const HORIZON_DAYS = 1826;
/** 30 days, one to five years. */
const MOMENTS = [0, 30, 365, 731, 1096, 1461, HORIZON_DAYS];
const STATUSES = { followed: CENSORED, returned: EVENT, died: COMPETING_EVENT } as const;

/** How many went back to theatre by when, with death competing; and the log-rank test, in which a death ends the follow-up. */
export async function comparedReturns(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
): Promise<ProceduresOutput['returnToTheatre']> {
  const { followed, notFollowed } = await listTheatreFollowUp(db, scope, filter, HORIZON_DAYS);
  const groupOf = (fusion: boolean) => {
    const inGroup = (procedure: string) => (procedure === 'fusion') === fusion;
    const cases = spread(followed.filter(({ procedure }) => inGroup(procedure)));
    const without = [...notFollowed].filter(([procedure]) => inGroup(procedure));
    return { ...cases, notFollowed: without.reduce((sum, [, count]) => sum + count, 0) };
  };
  const [decompression, fusion] = [groupOf(false), groupOf(true)];
  const test = logRank(
    [...decompression.times, ...fusion.times],
    [...decompression.statuses, ...fusion.statuses].map((status) => (status === EVENT ? 1 : 0)),
    [...decompression.times.map(() => 'decompression'), ...fusion.times.map(() => 'fusion')],
  );
  return {
    decompression: curveOf(decompression),
    fusion: curveOf(fusion),
    logRank: test.kind === 'computed' ? { chiSquare: test.chiSquare, pValue: test.pValue } : null,
  };
}

interface FollowedCases {
  readonly times: readonly number[];
  readonly statuses: readonly number[];
  readonly notFollowed: number;
}

/** One entry a case. */
function spread(counts: readonly TheatreFollowUp[]): Pick<FollowedCases, 'times' | 'statuses'> {
  const times: number[] = [];
  const statuses: number[] = [];
  for (const { day, ending, cases } of counts) {
    for (let number = 0; number < cases; number += 1) {
      times.push(day);
      statuses.push(STATUSES[ending]);
    }
  }
  return { times, statuses };
}

function curveOf({ times, statuses, notFollowed }: FollowedCases): IncidenceCurve {
  const incidence = cumulativeIncidence(times, statuses, CONFIDENCE);
  const survival = kaplanMeier(
    times,
    statuses.map((status) => (status === EVENT ? 1 : 0)),
  );
  const atRisk = numberAtRisk(times, MOMENTS);
  if (
    incidence.kind === 'not-computable' ||
    survival.kind === 'not-computable' ||
    atRisk.kind === 'not-computable'
  ) {
    return { cases: 0, events: 0, deaths: 0, notFollowed, points: [], atMoments: [] };
  }
  return {
    cases: incidence.caseCount,
    events: incidence.eventCount,
    deaths: incidence.competingEventCount,
    notFollowed,
    points: incidence.steps
      .filter(({ events }) => events > 0)
      .map(({ time, incidence: share, lowerLimit, upperLimit }) => ({
        day: time,
        incidence: share,
        lower: lowerLimit,
        upper: upperLimit,
      })),
    atMoments: MOMENTS.map((day, index) => {
      const step = incidence.steps.findLast(({ time }) => time <= day);
      const remaining = atRisk.counts[index] ?? 0;
      // Where nobody is left the curve says nothing.
      if (remaining === 0) return { day, atRisk: 0, incidence: null, interval: null, kaplanMeier: null };
      return {
        day,
        atRisk: remaining,
        incidence: step?.incidence ?? 0,
        interval:
          step === undefined
            ? null
            : intervalOf(step.lowerLimit, step.upperLimit, 'log-log (Aalen–Johansen)'),
        kaplanMeier: 1 - (survival.steps.findLast(({ time }) => time <= day)?.survival ?? 1),
      };
    }),
  };
}
