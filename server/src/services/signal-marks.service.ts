import type { AssuranceMark, CellMarks, VariationMark } from '@lamina/shared/contract/signals.ts';
import type { IsoDate } from '@lamina/shared/domain/period.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import {
  type Assurance,
  assuranceVerdict,
  type ControlChart,
  variationVerdict,
} from '@lamina/shared/statistics/spc.ts';
import type { PublishedReference } from '../repositories/reference.repository.ts';
import type { TallyCell } from '../tally/tally.ts';
import { drawChart, isOfEvents, proposeChart } from './trend-chart.service.ts';
import { periodPoints } from './trend-points.service.ts';
import { flaggedRuns, improvementOn, signalsOf } from './trend-signals.service.ts';
import { causeInWords, variationInWords } from './trend-words.service.ts';

export type Marks = Pick<CellMarks, 'variation' | 'assurance' | 'lastSpecialCause'>;

export interface MarkedCourse {
  readonly indicator: Indicator;
  /** Cells by quarter. */
  readonly cells: readonly TallyCell[];
  /** First and last day of the record that the filter selects; null where only years are known. */
  readonly extent: { readonly first: IsoDate; readonly last: IsoDate } | null;
  readonly reference: PublishedReference | undefined;
}

const STEP = 'quarter';
const NO_REFERENCE = 'No published reference to be consistent with.';

/** Variation and assurance of a course by quarter, by the chart that Trend proposes for it; rare events have no chart by quarter. */
export function marksOf({ indicator, cells, extent, reference }: MarkedCourse): Marks {
  if (extent === null) return unmarked('Of these cases only the year is known, not the quarter.');
  const points = periodPoints(indicator, STEP, cells, extent);
  const proposed = proposeChart(indicator, STEP, points);
  if (proposed.kind === 'not-computable') return unmarked(proposed.reason);
  if (isOfEvents(proposed.chart)) {
    return unmarked('Too rare for a chart by quarter: Trend shows the gaps between events, case by case.');
  }
  const chart = drawChart(proposed.chart, points, { phases: [] });
  if (chart.kind === 'not-computable') return unmarked(chart.reason);
  const improvement = improvementOn(proposed.chart, indicator.improvement);
  const signals = signalsOf(chart);
  const last = flaggedRuns(chart, signals, improvement).at(-1);
  const lastPoint = last === undefined ? undefined : points[last.last];
  return {
    variation: variationInWords(variationVerdict(chart, signals, improvement), false),
    assurance: assuranceOf(chart, indicator, reference),
    lastSpecialCause:
      last === undefined || lastPoint === undefined
        ? null
        : {
            quarter: lastPoint.key,
            meaning: last.meaning,
            sentence: causeInWords(last, { indicator, step: STEP, ofEvents: false, chart, points }),
          },
  };
}

/** The reference that a figure is compared with: the chosen one, or the default. */
export function referenceFor(
  { id }: Indicator,
  procedure: Procedure | null,
  references: readonly PublishedReference[],
  chosenId: string | undefined,
): PublishedReference | undefined {
  const comparable = references.filter(
    ({ comparableWith, procedures }) =>
      comparableWith.includes(id) &&
      (procedures === null || (procedure !== null && procedures.includes(procedure))),
  );
  return (
    comparable.find((reference) => reference.id === chosenId) ??
    comparable.find(({ defaultFor }) => defaultFor.includes(id))
  );
}

const ASSURANCE: Readonly<Record<Assurance, string>> = {
  'consistently-passes': 'Consistently within the reference or better: every quarter can be expected to be.',
  'consistently-fails': 'Consistently outside the reference: as it is, no quarter can be expected within.',
  'hit-or-miss': 'Hit or miss: quarters fall within the reference and outside it by chance.',
};

/** The end of the reference on the side that is not hoped for is what a quarter has to keep to. */
function assuranceOf(
  chart: ControlChart,
  { improvement }: Indicator,
  reference: PublishedReference | undefined,
): AssuranceMark {
  if (reference === undefined) return { verdict: null, words: NO_REFERENCE };
  const index = chart.values.findLastIndex((value) => value !== null);
  const [lowerLimit, upperLimit] = [chart.lowerLimit3Sigma[index], chart.upperLimit3Sigma[index]];
  if (lowerLimit == null || upperLimit == null) {
    return { verdict: null, words: 'The chart has no limits to hold against the reference.' };
  }
  const target = improvement === 'increase' ? reference.low : reference.high;
  const assured = assuranceVerdict({ lowerLimit, upperLimit, target, improvement });
  return assured.kind === 'not-computable'
    ? { verdict: null, words: assured.reason }
    : { verdict: assured.assurance, words: ASSURANCE[assured.assurance] };
}

function unmarked(reason: string): Marks {
  const none: VariationMark & AssuranceMark = { verdict: null, words: reason };
  return { variation: none, assurance: none, lastSpecialCause: null };
}
