/**
 * Average run length of a risk-adjusted CUSUM: expected cases to its first signal.
 *
 * Formula: the chart's value lies on a grid 0, Δ, 2Δ, … below the decision limit h; with Q the probabilities of moving between
 *   grid values, L = 1 + Q L; the answer is L at 0. A step that is not a multiple of Δ is split between the two grid values next
 *   to it so that its mean is kept, which holds the drift of rare-event charts where rounding would lose it.
 * Use: what a decision limit means, in control (true odds ratio 1) and out of control; design without simulation.
 * Assumptions: risks of successive cases are drawn independently from the case mix; the chart starts at 0.
 * Edge cases: a chart that can never rise (all risks 0) and run lengths above 10^12 are not computable.
 * Source: Brook & Evans 1972, Biometrika 59:539; Steiner et al. 2000; Knoth, Wittenberg & Gan 2019, Statistics in Medicine 38:2206.
 * Worked example: all risks 0.045, odds ratio 2, limit 3: about 1,666 cases in control.
 */
import type { Computed } from '../computed.ts';
import { computed, notComputable } from '../computed.ts';
import { solveBandedInPlace } from './banded-system.ts';
import type { CaseMix, IncrementDistribution } from './case-mix.ts';
import { canRise, findProblemInCaseMix, incrementDistribution } from './case-mix.ts';
import type { CusumDesign } from './risk-adjusted-cusum.ts';
import { findProblemInDesign } from './risk-adjusted-cusum.ts';

/** Grid values between 0 and the limit; doubling them moves the answer by less than about 0.5 %. */
const DEFAULT_STATES = 1000;
const LONGEST_RUN_LENGTH = 1e12;

export interface RunLengthInput extends CusumDesign {
  readonly caseMix: CaseMix;
  /** Against the predicted risks; 1 is in control. */
  readonly trueOddsRatio?: number;
  readonly states?: number;
}

export function averageRunLength(input: RunLengthInput): Computed<{ readonly runLength: number }> {
  const { caseMix, oddsRatio, decisionLimit, trueOddsRatio = 1, states = DEFAULT_STATES } = input;
  const problem = findProblemInCaseMix(caseMix) ?? findProblemInDesign(input, 'either');
  if (problem !== null) return notComputable(problem);
  if (!(trueOddsRatio > 0) || !Number.isFinite(trueOddsRatio))
    return notComputable('The true odds ratio is not positive.');
  if (!Number.isInteger(states) || states < 2) return notComputable('The grid needs at least two values.');
  const increments = incrementDistribution(caseMix, oddsRatio, trueOddsRatio);
  if (!canRise(increments)) return notComputable('No case can raise this chart, so it never signals.');
  const runLength = runLengthFromZero(increments, decisionLimit, states);
  // The complement also catches NaN, where the chain is singular to working precision.
  if (!(runLength > 0 && runLength <= LONGEST_RUN_LENGTH)) {
    return notComputable('The run length is beyond what can be calculated.');
  }
  return computed({ runLength });
}

function runLengthFromZero(increments: IncrementDistribution, decisionLimit: number, states: number): number {
  const { offsets, lowest } = onGrid(increments, decisionLimit / states);
  const highest = lowest + offsets.length - 1;
  const below = Math.min(Math.max(-lowest, 0), states - 1);
  const above = Math.min(Math.max(highest, 0), states - 1);
  const width = below + above + 1;
  const rows = new Float64Array(states * width);
  for (let state = 0; state < states; state += 1) {
    const diagonal = state * width + below;
    rows[diagonal] = 1;
    for (let order = 0; order < offsets.length; order += 1) {
      const target = Math.max(0, state + lowest + order);
      if (target >= states) break;
      const entry = diagonal + target - state;
      rows[entry] = (rows[entry] as number) - (offsets[order] as number);
    }
  }
  return solveBandedInPlace(rows, new Float64Array(states).fill(1), below, above)[0] as number;
}

/** Probabilities of moving by whole grid steps, from `lowest` upwards. */
function onGrid({ steps, probabilities }: IncrementDistribution, spacing: number) {
  const lowest = Math.floor(steps.reduce((least, step) => Math.min(least, step)) / spacing);
  const highest = Math.floor(steps.reduce((most, step) => Math.max(most, step)) / spacing) + 1;
  const offsets = new Float64Array(highest - lowest + 1);
  for (let index = 0; index < steps.length; index += 1) {
    const position = (steps[index] as number) / spacing;
    const whole = Math.floor(position);
    const probability = probabilities[index] as number;
    const upperShare = probability * (position - whole);
    offsets[whole - lowest] = (offsets[whole - lowest] as number) + probability - upperShare;
    offsets[whole - lowest + 1] = (offsets[whole - lowest + 1] as number) + upperShare;
  }
  return { offsets, lowest };
}
