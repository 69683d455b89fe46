import type { CaseMix } from '@lamina/shared/statistics/cusum.ts';
import { averageRunLength, simulateDecisionLimit, steinerWeights } from '@lamina/shared/statistics/cusum.ts';
import { createRandomSource, type RandomSource } from '@lamina/shared/statistics/distributions.ts';

/** Largest distance from the target in-control run length that is accepted. */
const ACCEPTED_DEVIATION = 0.1;
const BASE_RATES = [0.006, 0.015, 0.045];
const CASES_IN_MIX = 400;
/** Spread of the risks on the log-odds scale. */
const CASE_MIX_SPREAD = 0.7;
/** Patients between false alarms, as multiples of the wait for one event. */
const TARGET_EVENTS = 30;
const REPLICATES = 5000;
const CHECK_REPLICATES = 5000;

interface Row {
  readonly baseRate: number;
  readonly oddsRatio: number;
  readonly target: number;
  readonly decisionLimit: number;
  readonly decisionLimitStandardError: number | null;
  readonly inControl: RunLength;
  readonly inControlByMarkovChain: number;
  readonly outOfControl: RunLength;
  readonly outOfControlByMarkovChain: number;
}

interface RunLength {
  readonly mean: number;
  readonly standardError: number;
}

/** Markdown: in-control run lengths of charts whose limits were simulated, and detection delays at odds ratio 2 (or one half). */
export function cusumSection(seed: number): string {
  const rows = BASE_RATES.flatMap((baseRate, order) =>
    [2, 0.5].map((oddsRatio, direction) => calibrate(baseRate, oddsRatio, seed + 10 * order + direction)),
  );
  const worst = Math.max(...rows.map(({ inControl, target }) => Math.abs(inControl.mean / target - 1)));
  return [
    '## Risk-adjusted CUSUM',
    '',
    `Each chart's decision limit was simulated (${REPLICATES} charts) to a target in-control run length of ${TARGET_EVENTS} expected events.`,
    `With that limit ${CHECK_REPLICATES} fresh charts were run case by case, in control and with the odds of the event doubled (or halved, on`,
    `charts that look for improvement). The case mix is ${CASES_IN_MIX} risks about the base rate, log-odds spread ${CASE_MIX_SPREAD}. ± is one standard error.`,
    '',
    '| base rate | tuned to | target | limit | in control, simulated | Markov chain | delay, simulated | Markov chain |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(tableRow),
    '',
    `Largest deviation from a target: ${(100 * worst).toFixed(1)} % (accepted: ${100 * ACCEPTED_DEVIATION} %): ${worst <= ACCEPTED_DEVIATION ? 'met' : 'NOT MET'}.`,
    '',
  ].join('\n');
}

function tableRow(row: Row): string {
  const limitError =
    row.decisionLimitStandardError === null ? '' : ` ± ${row.decisionLimitStandardError.toFixed(3)}`;
  return `| ${[
    `${(100 * row.baseRate).toFixed(1)} %`,
    row.oddsRatio,
    row.target,
    `${row.decisionLimit.toFixed(3)}${limitError}`,
    withError(row.inControl),
    Math.round(row.inControlByMarkovChain),
    withError(row.outOfControl),
    Math.round(row.outOfControlByMarkovChain),
  ].join(' | ')} |`;
}

function withError({ mean, standardError }: RunLength): string {
  return `${Math.round(mean)} ± ${Math.round(standardError)}`;
}

function calibrate(baseRate: number, oddsRatio: number, seed: number): Row {
  const random = createRandomSource(seed);
  const caseMix = drawCaseMix(baseRate, random);
  const meanRisk = caseMix.risks.reduce((sum, risk) => sum + risk, 0) / CASES_IN_MIX;
  const target = Math.round(TARGET_EVENTS / meanRisk);
  const limit = simulateDecisionLimit({
    caseMix,
    oddsRatio,
    targetRunLength: target,
    seed: seed + 1000,
    replicates: REPLICATES,
  });
  if (limit.kind === 'not-computable') throw new Error(limit.reason);
  const { decisionLimit, decisionLimitStandardError } = limit;
  const markov = (trueOddsRatio: number) => {
    const result = averageRunLength({ caseMix, oddsRatio, decisionLimit, trueOddsRatio });
    if (result.kind === 'not-computable') throw new Error(result.reason);
    return result.runLength;
  };
  return {
    baseRate,
    oddsRatio,
    target,
    decisionLimit,
    decisionLimitStandardError,
    inControl: simulateRunLength(caseMix, oddsRatio, decisionLimit, 1, random),
    inControlByMarkovChain: markov(1),
    outOfControl: simulateRunLength(caseMix, oddsRatio, decisionLimit, oddsRatio, random),
    outOfControlByMarkovChain: markov(oddsRatio),
  };
}

function drawCaseMix(baseRate: number, random: RandomSource): CaseMix {
  const centre = Math.log(baseRate / (1 - baseRate));
  return {
    risks: Array.from(
      { length: CASES_IN_MIX },
      () => 1 / (1 + Math.exp(-random.normal(centre, CASE_MIX_SPREAD))),
    ),
  };
}

/** Written anew from the definition, case by case, so that it shares no code with what it checks but the weights. */
function simulateRunLength(
  { risks }: CaseMix,
  oddsRatio: number,
  decisionLimit: number,
  trueOddsRatio: number,
  random: RandomSource,
): RunLength {
  const cases = risks.map((risk) => ({
    probability: (trueOddsRatio * risk) / (1 - risk + trueOddsRatio * risk),
    weights: steinerWeights(risk, oddsRatio),
  }));
  let sum = 0;
  let sumOfSquares = 0;
  for (let replicate = 0; replicate < CHECK_REPLICATES; replicate += 1) {
    let length = 0;
    for (let value = 0; value < decisionLimit; length += 1) {
      const next = cases[random.index(cases.length)];
      if (next === undefined) throw new Error('A case was drawn from outside the mix.');
      const { event, noEvent } = next.weights;
      value = Math.max(0, value + (random.bernoulli(next.probability) === 1 ? event : noEvent));
    }
    sum += length;
    sumOfSquares += length * length;
  }
  const mean = sum / CHECK_REPLICATES;
  const variance = (sumOfSquares - CHECK_REPLICATES * mean * mean) / (CHECK_REPLICATES - 1);
  return { mean, standardError: Math.sqrt(variance / CHECK_REPLICATES) };
}
