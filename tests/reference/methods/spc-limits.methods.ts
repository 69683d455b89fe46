import type { Computed, NotComputable } from '@lamina/shared/statistics/computed.ts';
import type { ControlChart, RatioSeries, Series } from '@lamina/shared/statistics/spc.ts';
import {
  cChart,
  gChart,
  individualsChart,
  laneyPChart,
  laneyUChart,
  movingRangeChart,
  pChart,
  runChart,
  tChart,
  uChart,
  xbarSCharts,
} from '@lamina/shared/statistics/spc.ts';
import type { MethodTable } from './method-table.ts';

interface SeriesInput {
  readonly y: Series;
}

interface IndividualsInput extends SeriesInput {
  readonly baseline: number | null;
  readonly screened: boolean;
}

interface RatioInput {
  readonly events: Series;
  readonly n: Series;
  readonly baseline: number | null;
}

function oneLine(chart: Computed<ControlChart>): NotComputable | Record<string, number | null | undefined> {
  if (chart.kind === 'not-computable') return chart;
  return {
    cl: chart.centreLine[0],
    lcl: chart.lowerLimit3Sigma[0],
    ucl: chart.upperLimit3Sigma[0],
    lcl2s: chart.lowerLimit2Sigma[0],
    ucl2s: chart.upperLimit2Sigma[0],
    mean: chart.phases[0]?.mean,
    meanMovingRange: chart.phases[0]?.meanMovingRange,
  };
}

function lines(chart: Computed<ControlChart>): NotComputable | Record<string, Series> {
  if (chart.kind === 'not-computable') return chart;
  return {
    y: chart.values,
    cl: chart.centreLine,
    lcl: chart.lowerLimit3Sigma,
    ucl: chart.upperLimit3Sigma,
    lcl2s: chart.lowerLimit2Sigma,
    ucl2s: chart.upperLimit2Sigma,
  };
}

function ratioMethod(
  chart: (series: RatioSeries, options: { baseline: number | null }) => Computed<ControlChart>,
) {
  return ({ events, n, baseline }: RatioInput) =>
    lines(chart({ numerators: events, denominators: n }, { baseline }));
}

export const methods: MethodTable = {
  'spc.i': ({ y, baseline, screened }: IndividualsInput) =>
    oneLine(individualsChart(y, { baseline, screenMovingRanges: screened })),
  'spc.i.mdc': ({ y, baseline, screened }: IndividualsInput) => {
    const chart = oneLine(
      individualsChart(y, { baseline, screenMovingRanges: screened, scaling: 'making-data-count' }),
    );
    return 'kind' in chart ? chart : { mean: chart.cl, lpl: chart.lcl, upl: chart.ucl };
  },
  'spc.mr': ({ y }: SeriesInput) => {
    const chart = movingRangeChart(y);
    return chart.kind === 'not-computable' ? chart : { ...oneLine(chart), mr: chart.values };
  },
  'spc.run': ({ y }: SeriesInput) => oneLine(runChart(y)),
  'spc.p': ratioMethod(pChart),
  'spc.pprime': ratioMethod(laneyPChart),
  'spc.u': ratioMethod(uChart),
  'spc.uprime': ratioMethod(laneyUChart),
  'spc.c': ({ y }: SeriesInput) => oneLine(cChart(y)),
  'spc.g': ({ y }: SeriesInput) => oneLine(gChart(y)),
  'spc.t': ({ y }: SeriesInput) => oneLine(tChart(y)),
  'spc.xbarS': ({ subgroups }: { readonly subgroups: readonly (readonly number[])[] }) => {
    const charts = xbarSCharts(subgroups);
    if (charts.kind === 'not-computable') return charts;
    return {
      mean: charts.xbar.values,
      sd: charts.s.values,
      xbar: lines({ kind: 'computed', ...charts.xbar }),
      s: lines({ kind: 'computed', ...charts.s }),
    };
  },
};
