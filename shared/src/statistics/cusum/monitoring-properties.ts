/**
 * What a CUSUM with a given decision limit promises: expected delay to a signal, and expected false alarms a year.
 *
 * Formula: average run length by Markov chain (run-length.ts). False alarms a year = cases a year / in-control run length, since
 *   the chart restarts after each signal. Delay at true odds ratio Q: the run length when the odds of each case's event are Q
 *   times those predicted, counted from a chart at 0 (the slowest start).
 * Use: beside every monitoring chart, so that its reader knows how often it cries wolf and how long it sleeps.
 * Assumptions: as run-length.ts; the deterioration (or improvement) is there from the first case and stays.
 * Edge cases: a true odds ratio at which the run length cannot be calculated makes the whole answer not computable.
 * Source: Steiner et al. 2000, Biostatistics 1:441; Bottle & Aylin 2011, BMJ Quality & Safety 20:i106.
 * Worked example: all risks 0.045, odds ratio 2, limit 3, 400 cases a year: a false alarm every 1,666 cases, 0.24 a year.
 */
import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import type { CaseMix } from './case-mix.ts';
import type { CusumDesign } from './risk-adjusted-cusum.ts';
import { averageRunLength } from './run-length.ts';

/** True odds ratios that delays are given for; their reciprocals on a chart that looks for improvement. */
export const DELAY_ODDS_RATIOS: readonly number[] = [1.5, 2, 3];

export interface MonitoringInput extends CusumDesign {
  readonly caseMix: CaseMix;
  readonly casesPerYear: number;
  readonly trueOddsRatios?: readonly number[];
}

export interface DetectionDelay {
  readonly trueOddsRatio: number;
  readonly expectedCases: number;
  readonly expectedYears: number;
}

export interface MonitoringProperties {
  readonly inControlRunLength: number;
  readonly expectedFalseAlarmsPerYear: number;
  readonly delays: readonly DetectionDelay[];
}

export function monitoringProperties(input: MonitoringInput): Computed<MonitoringProperties> {
  const { casesPerYear, oddsRatio } = input;
  if (!(casesPerYear > 0) || !Number.isFinite(casesPerYear))
    return notComputable('Cases a year is not above 0.');
  const inControl = averageRunLength({ ...input, trueOddsRatio: 1 });
  if (inControl.kind === 'not-computable') return inControl;
  const delays: DetectionDelay[] = [];
  for (const trueOddsRatio of input.trueOddsRatios ?? defaultTrueOddsRatios(oddsRatio)) {
    const delay = averageRunLength({ ...input, trueOddsRatio });
    if (delay.kind === 'not-computable') return delay;
    delays.push({
      trueOddsRatio,
      expectedCases: delay.runLength,
      expectedYears: delay.runLength / casesPerYear,
    });
  }
  return computed({
    inControlRunLength: inControl.runLength,
    expectedFalseAlarmsPerYear: casesPerYear / inControl.runLength,
    delays,
  });
}

function defaultTrueOddsRatios(oddsRatio: number): readonly number[] {
  return oddsRatio > 1 ? DELAY_ODDS_RATIOS : DELAY_ODDS_RATIOS.map((ratio) => 1 / ratio);
}
