import { cpus } from 'node:os';
import { riskAdjustedCusum } from '@lamina/shared/statistics/cusum.ts';
import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import { exactProportionLimits, exactRatioLimits } from '@lamina/shared/statistics/funnel.ts';
import { binomialMidPInterval, wilsonInterval } from '@lamina/shared/statistics/intervals.ts';
import { designFromPredictors, fitLogistic } from '@lamina/shared/statistics/regression.ts';
import { chartSignals, individualsChart } from '@lamina/shared/statistics/spc.ts';

/** What a task took a peer on one machine with two cores, median; ours is to be below it. */
interface Target {
  readonly peer: string;
  readonly milliseconds: number;
}

interface Task {
  readonly name: string;
  readonly target: Target | null;
  /** Returns a figure of the result, which is printed: work whose result nobody reads may be optimised away. */
  readonly run: () => number;
}

const SEED = 20_240_601;
const WARM_UPS = 5;
const RUNS = 15;

const random = createRandomSource(SEED);

function drawn<Value>(count: number, draw: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => draw(index));
}

function between(low: number, high: number): number {
  return low + (high - low) * random.uniform();
}

function chartOfPoints(): Task {
  const values = drawn(100_000, () => random.normal(50, 10));
  return {
    name: 'XmR limits and four rules, 100,000 points',
    target: { peer: 'PowerBI-SPC', milliseconds: 24 },
    run: () => {
      const chart = individualsChart(values);
      if (chart.kind === 'not-computable') throw new Error(chart.reason);
      const { astronomical, trend, twoInThree, shift } = chartSignals(chart);
      return astronomical.length + trend.length + twoInThree.length + shift.length;
    },
  };
}

function binomialFunnel(): Task {
  const denominators = drawn(1000, () => Math.round(between(20, 2000)));
  return {
    name: 'exact interpolated binomial limits, 1,000 units',
    target: { peer: 'R, vectorised', milliseconds: 8 },
    run: () => {
      const limits = exactProportionLimits(0.045, denominators);
      return limits.kind === 'computed' ? denominators.length : 0;
    },
  };
}

function ratioFunnel(): Task {
  const expected = drawn(1000, () => between(0.5, 60));
  return {
    name: 'exact O/E limits, 1,000 units',
    target: { peer: 'PowerBI-Funnels', milliseconds: 43 },
    run: () => {
      const limits = exactRatioLimits(1, expected);
      return limits.kind === 'computed' ? expected.length : 0;
    },
  };
}

function cusumOfCases(): Task {
  const risks = drawn(100_000, () => between(0.005, 0.2));
  const outcomes = risks.map((risk) => random.bernoulli(risk));
  return {
    name: 'RA-CUSUM in both directions, 100,000 cases',
    target: { peer: 'R cusum, one direction', milliseconds: 62 },
    run: () => {
      const chart = riskAdjustedCusum({
        risks,
        outcomes,
        up: { oddsRatio: 2, decisionLimit: 4.5 },
        down: { oddsRatio: 0.5, decisionLimit: 4.5 },
      });
      return chart.kind === 'computed' ? risks.length : 0;
    },
  };
}

function logisticFit(): Task {
  const slopes = [0.5, 0.3, 1, -0.5, 0];
  const predictors = slopes.map((_, index) => ({
    name: `x${index + 1}`,
    values: Float64Array.from(drawn(100_000, () => (index < 2 ? random.bernoulli(0.3) : between(-1, 1)))),
  }));
  const outcome = drawn(100_000, (row) => {
    const logOdds = slopes.reduce(
      (sum, slope, index) => sum + slope * (predictors[index]?.values[row] ?? 0),
      -3,
    );
    return random.bernoulli(1 / (1 + Math.exp(-logOdds)));
  });
  return {
    name: 'logistic fit, 100,000 cases × 5 predictors (R glm: 440 ms)',
    target: { peer: 'own target', milliseconds: 150 },
    run: () => {
      const design = designFromPredictors(outcome.length, predictors);
      if (design.kind === 'not-computable') throw new Error(design.reason);
      const fit = fitLogistic(design.matrix, outcome);
      if (fit.kind === 'not-computable') throw new Error(fit.reason);
      return fit.iterations;
    },
  };
}

function proportionIntervals(): Task {
  const cells = drawn(10_000, () => {
    const denominator = Math.ceil(between(0, 800));
    return { denominator, numerator: random.binomial(denominator, 0.05) };
  });
  return {
    name: '10,000 Wilson and 10,000 mid-P intervals',
    target: null,
    run: () =>
      cells.filter(
        ({ numerator, denominator }) =>
          wilsonInterval(numerator, denominator).kind === 'computed' &&
          binomialMidPInterval(numerator, denominator).kind === 'computed',
      ).length,
  };
}

interface Timing {
  readonly elapsed: number;
  /** Mean of this thread alone (its clock is too coarse for a median): the cost on a machine busy with other things. */
  readonly processor: number;
  readonly figure: number;
}

function timed(task: Task): Timing {
  let figure = 0;
  for (let run = 0; run < WARM_UPS; run += 1) figure = task.run();
  const before = process.threadCpuUsage();
  const elapsed = drawn(RUNS, () => {
    const start = performance.now();
    task.run();
    return performance.now() - start;
  });
  const { user, system } = process.threadCpuUsage(before);
  return { elapsed: median(elapsed), processor: (user + system) / 1000 / RUNS, figure };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[(values.length - 1) / 2] as number;
}

console.log(
  `Medians of ${RUNS} runs, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
);
console.log('  elapsed  processor  task [figure]  peer');
for (const build of [
  chartOfPoints,
  binomialFunnel,
  ratioFunnel,
  cusumOfCases,
  logisticFit,
  proportionIntervals,
]) {
  const task = build();
  const { elapsed, processor, figure } = timed(task);
  const verdict =
    task.target === null
      ? 'no peer figure'
      : `${task.target.peer} ${task.target.milliseconds} ms: ${elapsed < task.target.milliseconds ? 'pass' : 'short'}`;
  const [wall, own] = [elapsed, processor].map((value) => `${value.toFixed(1).padStart(6)} ms`);
  console.log(`${wall}  ${own}  ${task.name} [${figure}]  ${verdict}`);
}
