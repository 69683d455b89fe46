import type {
  Meaning,
  MonitoredDirection,
  MonitoringInput,
  MonitoringOutput,
} from '@lamina/shared/contract/trend.ts';
import { daysBetween } from '@lamina/shared/domain/period.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { riskAdjustedCusum, vlad } from '@lamina/shared/statistics/cusum.ts';
import { scopeOf } from '../auth/scope.ts';
import { listCaseSequence, type SequencedCase } from '../repositories/case-sequence.repository.ts';
import { decisionLimitOf } from './decision-limit.service.ts';
import { monitoringBasis } from './monitoring-basis.service.ts';
import { monitoringPath } from './monitoring-path.service.ts';
import { cusumFinding, monitoringMethod, vladFinding } from './monitoring-words.service.ts';
import type { ServiceContext } from './service-context.ts';

/** What the two directions are tuned to: the odds doubled, and halved. */
const ODDS_RATIO = 2;
/** A limit is set so that chance alone crosses it once in so many years at this volume … */
const YEARS_BETWEEN_FALSE_ALARMS = 5;
/** … but never more often than once in so many expected events: below that a limit would be reached by one event. */
const EVENTS_BETWEEN_FALSE_ALARMS = 10;
/** Beyond this a limit takes too long to simulate, and whoever has so many cases needs no chart case by case. */
const LONGEST_RUN = 20_000;
const MOST_CASES = 30_000;
const FEWEST_CASES = 20;
const DAYS_A_YEAR = 365.25;

/** Expected less observed events, and the CUSUM that says when chance no longer explains the difference, case by case. */
export async function getMonitoring(
  viewer: Viewer,
  context: ServiceContext,
  input: MonitoringInput,
): Promise<MonitoringOutput> {
  const indicator = getIndicator(input.indicator);
  if (indicator.kind !== 'proportion') {
    return notMonitored('VLAD and CUSUM follow events, case by case; this indicator is a measurement.');
  }
  const scope = scopeOf(viewer);
  const [total] = await context.tally.count({
    scope,
    filter: input.filter,
    indicators: [indicator.id],
    groupBy: [],
  });
  const judged = total?.indicators[indicator.id];
  if (judged?.kind !== 'proportion' || judged.denominator < FEWEST_CASES) {
    return notMonitored(
      `There are ${judged?.denominator ?? 0} judged cases; monitoring case by case needs ${FEWEST_CASES}.`,
    );
  }
  if (judged.denominator > MOST_CASES) {
    return notMonitored(
      `These are ${judged.denominator.toLocaleString('en-GB')} cases. Monitoring case by case is for one hospital or surgeon: choose one.`,
    );
  }
  const sequence = await listCaseSequence(context.db, scope, input.filter, indicator.id);
  const adjusted = sequence.some(({ expected }) => expected !== null);
  const followed = adjusted ? sequence.filter(({ expected }) => expected !== null) : sequence;
  if (followed.length < FEWEST_CASES) {
    return notMonitored(`Only ${followed.length} judged cases have a month; ${FEWEST_CASES} are needed.`);
  }
  const basis = await monitoringBasis(scope, context, input, indicator, judged, adjusted);
  if (typeof basis === 'string') return notMonitored(basis);
  const risks = followed.map(({ expected }) => expected ?? basis.risk ?? 0);
  return monitor(indicator, followed, risks, basis, sequence.length - followed.length);
}

async function monitor(
  indicator: Indicator,
  sequence: readonly SequencedCase[],
  risks: readonly number[],
  basis: Exclude<Awaited<ReturnType<typeof monitoringBasis>>, string>,
  casesWithoutRisk: number,
): Promise<MonitoringOutput> {
  const outcomes = sequence.map(({ outcome }) => (outcome === 1 ? 1 : 0));
  const course = vlad({ risks, outcomes });
  if (course.kind === 'not-computable') return notMonitored(course.reason);
  const casesPerYear = volumeOf(sequence);
  const expected = course.cumulativeExpected.at(-1) ?? 0;
  const events = course.cumulativeObserved.at(-1) ?? 0;
  const targetRunLength = targetOf(casesPerYear, expected / sequence.length);
  const [more, fewer] = await Promise.all([
    decisionLimitOf({ risks, oddsRatio: ODDS_RATIO, targetRunLength, casesPerYear }),
    decisionLimitOf({ risks, oddsRatio: 1 / ODDS_RATIO, targetRunLength, casesPerYear }),
  ]);
  const limitOf = (limit: typeof more) =>
    limit.kind === 'computed' ? limit.limit.decisionLimit : Number.MAX_VALUE;
  const cusum = riskAdjustedCusum({
    risks,
    outcomes,
    up: { oddsRatio: ODDS_RATIO, decisionLimit: limitOf(more) },
    down: { oddsRatio: 1 / ODDS_RATIO, decisionLimit: limitOf(fewer) },
  });
  if (cusum.kind === 'not-computable') return notMonitored(cusum.reason);

  const directionOf = (
    limit: typeof more,
    oddsRatio: number,
    signals: readonly number[],
  ): MonitoredDirection | null => {
    if (limit.kind !== 'computed') return null;
    const { limit: simulated, properties } = limit;
    return {
      meaning: meaningOf(oddsRatio > 1, indicator),
      oddsRatio,
      decisionLimit: simulated.decisionLimit,
      decisionLimitStandardError: simulated.decisionLimitStandardError,
      targetRunLength,
      simulatedRunLength: simulated.runLength,
      replicates: simulated.replicates,
      seed: simulated.seed,
      falseAlarmsPerYear: properties.expectedFalseAlarmsPerYear,
      delays: properties.delays.map(({ trueOddsRatio, expectedCases, expectedYears }) => ({
        oddsRatio: trueOddsRatio,
        cases: expectedCases,
        months: expectedYears * 12,
      })),
      signals: signals.flatMap((index) => {
        const signalling = sequence[index];
        return signalling === undefined
          ? []
          : [{ case: index + 1, date: signalling.date, caseId: signalling.caseId }];
      }),
    };
  };
  const directions = {
    more: directionOf(more, ODDS_RATIO, cusum.up.signals),
    fewer: directionOf(fewer, 1 / ODDS_RATIO, cusum.down.signals),
  };
  const missing = [more, fewer].find((limit) => limit.kind === 'not-computable');
  const counts = { cases: sequence.length, events, expected, casesPerYear };
  return {
    state: 'monitored',
    ...counts,
    basis,
    casesWithoutRisk,
    path: monitoringPath(sequence, course.path, cusum.up, cusum.down),
    ...directions,
    limitsMissingBecause: missing?.kind === 'not-computable' ? missing.reason : null,
    vladFinding: vladFinding(indicator, counts),
    cusumFinding: cusumFinding(indicator, directions),
    method: monitoringMethod(basis, directions, casesWithoutRisk),
  };
}

function notMonitored(reason: string): MonitoringOutput {
  return { state: 'not-monitored', reason };
}

/** Cases a year over the whole course, which counts as a year at least. */
function volumeOf(sequence: readonly SequencedCase[]): number {
  const [first, last] = [sequence[0], sequence.at(-1)];
  const days = first === undefined || last === undefined ? 0 : daysBetween(first.date, last.date) + 1;
  return sequence.length / Math.max(1, days / DAYS_A_YEAR);
}

function targetOf(casesPerYear: number, risk: number): number {
  const rarer = Math.min(risk, 1 - risk);
  const byEvents = EVENTS_BETWEEN_FALSE_ALARMS / Math.max(rarer, EVENTS_BETWEEN_FALSE_ALARMS / LONGEST_RUN);
  return Math.round(Math.min(LONGEST_RUN, Math.max(casesPerYear * YEARS_BETWEEN_FALSE_ALARMS, byEvents)));
}

function meaningOf(more: boolean, { improvement }: Indicator): Meaning {
  if (improvement === 'neutral') return 'neutral';
  return more === (improvement === 'increase') ? 'improvement' : 'concern';
}
