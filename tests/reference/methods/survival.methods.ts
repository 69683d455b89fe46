import { kaplanMeier, logRank, type SurvivalIntervalMethod } from '@lamina/shared/statistics/survival.ts';
import type { GoldenContext, MethodTable } from './method-table.ts';

interface SurvivalInput {
  readonly dataset: string | null;
  readonly timeColumn: string | null;
  readonly statusColumn: string | null;
  readonly groupColumn?: string | null;
  readonly time: readonly (number | null)[] | null;
  readonly status: readonly (number | null)[] | null;
  readonly group?: readonly (number | string | null)[] | null;
}

/** Time, status and group (0 for all where there are no groups) of the cases that lack none of them, as R leaves them out. */
function followUp(input: SurvivalInput, context: GoldenContext) {
  const columns: Readonly<Record<string, readonly unknown[]>> =
    input.dataset === null ? {} : context.dataset(input.dataset).columns;
  const time = input.time ?? columns[input.timeColumn ?? ''] ?? [];
  const status = input.status ?? columns[input.statusColumn ?? ''] ?? [];
  const group = input.group ?? columns[input.groupColumn ?? ''] ?? time.map(() => 0);
  const rows = time.flatMap((_, row) =>
    [time[row], status[row], group[row]].some((value) => value === null || value === undefined) ? [] : [row],
  );
  return {
    time: rows.map((row) => time[row] as number),
    status: rows.map((row) => status[row] as number),
    group: rows.map((row) => group[row] as number | string),
  };
}

function kaplanMeierWith(interval: SurvivalIntervalMethod) {
  return (input: SurvivalInput, context: GoldenContext) => {
    const { time, status } = followUp(input, context);
    const result = kaplanMeier(time, status, { interval });
    if (result.kind === 'not-computable') return result;
    return {
      time: result.steps.map((step) => step.time),
      nRisk: result.steps.map(({ atRisk }) => atRisk),
      nEvent: result.steps.map(({ events }) => events),
      nCensor: result.steps.map(({ censored }) => censored),
      survival: result.steps.map(({ survival }) => survival),
      stdErr: result.steps.map(({ standardError }) => standardError),
      lower: result.steps.map(({ lowerLimit }) => lowerLimit),
      upper: result.steps.map(({ upperLimit }) => upperLimit),
      median: result.median,
      medianLower: result.medianLowerLimit,
      medianUpper: result.medianUpperLimit,
    };
  };
}

export const methods: MethodTable = {
  'survival.kaplanMeier.log-log': kaplanMeierWith('log-log'),
  'survival.kaplanMeier.log': kaplanMeierWith('log'),
  'survival.kaplanMeier.plain': kaplanMeierWith('plain'),
  'survival.logrank': (input: SurvivalInput, context: GoldenContext) => {
    const { time, status, group } = followUp(input, context);
    const result = logRank(time, status, group);
    if (result.kind === 'not-computable') return result;
    return {
      chi2: result.chiSquare,
      df: result.degreesOfFreedom,
      pValue: result.pValue,
      observed: result.groups.map(({ observed }) => observed),
      expected: result.groups.map(({ expected }) => expected),
    };
  },
};
