import type { Series, SpecialCause } from '@lamina/shared/statistics/spc.ts';
import {
  astronomicalPoints,
  makingDataCount,
  NHSR_PLOT_THE_DOTS_RULES,
  runsAndCrossings,
  shifts,
  trends,
  twoInThree,
} from '@lamina/shared/statistics/spc.ts';
import type { MethodTable } from './method-table.ts';

interface MakingDataCountInput {
  readonly y: Series;
  readonly screened: boolean;
  readonly baseline: number | null;
  readonly improvementDirection: 'increase' | 'decrease' | 'neutral';
  readonly target: number | null;
}

const causeNames = {
  astronomical: { upper: 'Above UCL', lower: 'Below LCL' },
  trend: { upper: '7 Point Trend (Increasing)', lower: '7 Point Trend (Decreasing)' },
  twoInThree: { upper: '2 in 3 Above CL', lower: '2 in 3 Below CL' },
  shift: { upper: '7 Points Above CL', lower: '7 Points Below CL' },
};

const pointTypeNames = {
  'common-cause': 'common_cause',
  improvement: 'special_cause_improvement',
  concern: 'special_cause_concern',
  'neutral-high': 'special_cause_neutral_high',
  'neutral-low': 'special_cause_neutral_low',
};

const assuranceNames = {
  'consistently-passes': 'consistent_pass',
  'consistently-fails': 'consistent_fail',
  'hit-or-miss': 'inconsistent',
};

function causeName(cause: SpecialCause | null): string {
  return cause === null ? 'Common Cause' : causeNames[cause.rule][cause.direction];
}

export const methods: MethodTable = {
  'rules.anhoej': ({ y, cl }: { readonly y: Series; readonly cl: number | null }) => {
    const result = runsAndCrossings(y, cl);
    if (result.kind === 'not-computable') return result;
    return {
      cl: result.centreLine,
      nUseful: result.usefulPoints,
      longestRun: result.longestRun,
      longestRunMax: result.longestRunAllowed,
      crossings: result.crossings,
      crossingsMin: result.crossingsNeeded,
      signal: result.signal,
    };
  },
  'rules.mdc': ({ y, screened, baseline, improvementDirection, target }: MakingDataCountInput) => {
    const result = makingDataCount(y, {
      improvement: improvementDirection,
      target,
      baseline,
      screenMovingRanges: screened,
      ruleSet: NHSR_PLOT_THE_DOTS_RULES,
      minimumPoints: 1,
    });
    if (result.kind === 'not-computable') return result;
    const { chart, points, assurance } = result;
    return {
      mean: chart.centreLine[0],
      lpl: chart.lowerLimit3Sigma[0],
      upl: chart.upperLimit3Sigma[0],
      specialCause: points.map((point) => (point === null ? null : causeName(point.specialCause))),
      pointType: points.map((point) => (point === null ? null : pointTypeNames[point.type])),
      assurance: assurance.kind === 'computed' ? assuranceNames[assurance.assurance] : null,
    };
  },
  'rules.astronomical': ({
    y,
    lcl,
    ucl,
  }: {
    readonly y: Series;
    readonly lcl: Series;
    readonly ucl: Series;
  }) => ({
    flags: astronomicalPoints({ values: y, lowerLimit: lcl, upperLimit: ucl }),
  }),
  'rules.shift': ({ y, cl, n }: { readonly y: Series; readonly cl: Series; readonly n: number }) => ({
    flags: shifts({ values: y, centreLine: cl, length: n }),
  }),
  'rules.trend': ({ y, n }: { readonly y: Series; readonly n: number }) => ({
    flags: trends({ values: y, length: n }),
  }),
  'rules.twoInThree': ({
    y,
    lcl2s,
    ucl2s,
    highlightSeries,
  }: {
    readonly y: Series;
    readonly lcl2s: Series;
    readonly ucl2s: Series;
    readonly highlightSeries: boolean;
  }) => ({
    flags: twoInThree({
      values: y,
      centreLine: y,
      lowerLimit2Sigma: lcl2s,
      upperLimit2Sigma: ucl2s,
      thirdPoint: 'anywhere',
      flagged: highlightSeries ? 'window' : 'beyond-limit',
    }),
  }),
  'rules.twoInThreeMdc': ({
    y,
    cl,
    lcl2s,
    ucl2s,
  }: {
    readonly y: Series;
    readonly cl: Series;
    readonly lcl2s: Series;
    readonly ucl2s: Series;
  }) => ({
    flags: twoInThree({ values: y, centreLine: cl, lowerLimit2Sigma: lcl2s, upperLimit2Sigma: ucl2s }),
  }),
};
