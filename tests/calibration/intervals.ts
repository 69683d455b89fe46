import type { Computed } from '@lamina/shared/statistics/computed.ts';
import { binomialPmf, poissonPmf } from '@lamina/shared/statistics/distributions.ts';
import {
  binomialMidPInterval,
  byarCountInterval,
  clopperPearsonInterval,
  exactCountInterval,
  jeffreysInterval,
  midPCountInterval,
  miettinenNurminenRatio,
  newcombeDifference,
  pheCountInterval,
  rateRatio,
  wilsonInterval,
} from '@lamina/shared/statistics/intervals.ts';
import { markdownTable, percent } from './markdown-table.ts';

interface Limits {
  readonly lower: number;
  readonly upper: number | null;
}

const proportionMethods = {
  Wilson: wilsonInterval,
  'mid-P': binomialMidPInterval,
  Jeffreys: jeffreysInterval,
  'Clopper–Pearson': clopperPearsonInterval,
} as const;

const countMethods = {
  'mid-P': midPCountInterval,
  exact: exactCountInterval,
  Byar: byarCountInterval,
  PHE: pheCountInterval,
} as const;

const denominators = [10, 20, 50, 100, 200];

/** True proportions over which coverage is averaged: those of spinal complications. */
const proportionGrid = Array.from({ length: 96 }, (_, step) => 0.005 + 0.0025 * step);
const namedProportions = [0.02, 0.05, 0.1];
const meanGrid = Array.from({ length: 120 }, (_, step) => 0.25 * (step + 1));
const namedMeans = [0.5, 1, 2, 5, 10, 20];

/** Counts past this many are left out: their probability is below 1e-9 for the means used. */
const greatestCount = 90;

/** Coverage of every interval at small numbers, by adding up the probability of every outcome: no simulation, no error. */
export function intervalsSection(): string {
  return [
    '## Intervals: coverage at nominal 95 %',
    '',
    'By exact enumeration of all outcomes. Mean and least are over true proportions from 0.5 % to 24.25 %, or true means from 0.25 to 30.',
    'Mid-P, Wilson and Jeffreys are near nominal on average and may be under it at one true value; the exact intervals are never under it.',
    '',
    '### One proportion',
    '',
    markdownTable(
      ['n', 'method', ...namedProportions.map((p) => `at ${percent(p, 0)}`), 'mean', 'least', 'mean length'],
      denominators.flatMap((n) =>
        Object.entries(proportionMethods).map(([name, interval]) => proportionRow(n, name, interval)),
      ),
    ),
    '',
    '### One Poisson count (and O/E, whose limits are these over E)',
    '',
    markdownTable(
      ['method', ...namedMeans.map((mean) => `mean ${mean}`), 'mean', 'least'],
      Object.entries(countMethods).map(([name, interval]) => countRow(name, interval)),
    ),
    '',
    '### Two samples',
    '',
    markdownTable(['method', 'samples', 'true values', 'coverage'], twoSampleRows()),
    '',
  ].join('\n');
}

function proportionRow(n: number, name: string, interval: typeof wilsonInterval): string[] {
  const limits = Array.from({ length: n + 1 }, (_, k) => limitsOf(interval(k, n)));
  const coverage = (p: number) => sum(limits.map((one, k) => (holds(one, p) ? binomialPmf(k, n, p) : 0)));
  const length = (p: number) =>
    sum(limits.map((one, k) => binomialPmf(k, n, p) * (Number(one.upper) - one.lower)));
  const all = proportionGrid.map(coverage);
  return [
    String(n),
    name,
    ...namedProportions.map((p) => percent(coverage(p))),
    percent(mean(all)),
    percent(Math.min(...all)),
    mean(proportionGrid.map(length)).toFixed(3),
  ];
}

function countRow(name: string, interval: typeof exactCountInterval): string[] {
  const limits = Array.from({ length: greatestCount }, (_, k) => limitsOf(interval(k)));
  const coverage = (rate: number) =>
    sum(limits.map((one, k) => (holds(one, rate) ? poissonPmf(k, rate) : 0)));
  const all = meanGrid.map(coverage);
  return [
    name,
    ...namedMeans.map((rate) => percent(coverage(rate))),
    percent(mean(all)),
    percent(Math.min(...all)),
  ];
}

function twoSampleRows(): string[][] {
  const pairs = [
    { n1: 30, n2: 30, p1: 0.05, p2: 0.05 },
    { n1: 30, n2: 60, p1: 0.1, p2: 0.05 },
    { n1: 100, n2: 100, p1: 0.04, p2: 0.02 },
  ] as const;
  const rows: string[][] = [];
  for (const { n1, n2, p1, p2 } of pairs) {
    const samples = `n = ${n1}, ${n2}`;
    const truth = `${percent(p1, 0)}, ${percent(p2, 0)}`;
    const weigh = (covers: (a: number, b: number) => boolean) =>
      sumOver(n1, n2, (a, b) => (covers(a, b) ? binomialPmf(a, n1, p1) * binomialPmf(b, n2, p2) : 0));
    const sample = (numerator: number, denominator: number) => ({ numerator, denominator });
    const difference = weigh((a, b) =>
      holds(limitsOf(newcombeDifference(sample(a, n1), sample(b, n2))), p1 - p2),
    );
    const ratio = weigh((a, b) =>
      holds(limitsOf(miettinenNurminenRatio(sample(a, n1), sample(b, n2))), p1 / p2),
    );
    rows.push(['Newcombe difference', samples, truth, percent(difference)]);
    rows.push(['Miettinen–Nurminen ratio', samples, truth, percent(ratio)]);
  }
  for (const [first, second] of [
    [2, 2],
    [5, 10],
    [20, 10],
  ] as const) {
    for (const method of ['midP', 'exact'] as const) {
      const covered = sumOver(60, 60, (a, b) => {
        if (a + b === 0) return poissonPmf(0, first) * poissonPmf(0, second);
        const limits = limitsOf(
          rateRatio({ events: a, exposure: 1 }, { events: b, exposure: 1 }, { method }),
        );
        return holds(limits, first / second) ? poissonPmf(a, first) * poissonPmf(b, second) : 0;
      });
      rows.push([`rate ratio, ${method}`, 'Poisson counts', `means ${first}, ${second}`, percent(covered)]);
    }
  }
  return rows;
}

function limitsOf(answer: Computed<Limits>): Limits {
  if (answer.kind === 'not-computable') throw new Error(answer.reason);
  return answer;
}

function holds({ lower, upper }: Limits, value: number): boolean {
  return lower <= value && (upper === null || value <= upper);
}

function sumOver(first: number, second: number, term: (a: number, b: number) => number): number {
  let total = 0;
  for (let a = 0; a <= first; a += 1) for (let b = 0; b <= second; b += 1) total += term(a, b);
  return total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
