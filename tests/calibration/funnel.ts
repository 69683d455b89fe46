import type { Computed } from '@lamina/shared/statistics/computed.ts';
import {
  createRandomSource,
  poissonPmf,
  type RandomSource,
} from '@lamina/shared/statistics/distributions.ts';
import { negativeBinomialTails } from '@lamina/shared/statistics/funnel/predictive-tails.ts';
import {
  chiSquareRatioLimits,
  classifyRatio,
  drawnPositions,
  exactRatioLimits,
  type FunnelPosition,
  pearsonOverdispersion,
  squareRootOverdispersion,
} from '@lamina/shared/statistics/funnel.ts';
import { markdownTable, percent } from './markdown-table.ts';

const expectedCounts = [1, 5, 20, 50];

/** Share of in-control units above the upper 95 % limit, and beyond either of the two. */
const nominalAbove = 0.025;
const nominalBeyond = 0.05;
const accepted = 0.1;

/** Variance between true ratios in the overdispersed network: a standard deviation of a fifth. */
const tau2 = 0.04;
const unitsInNetwork = 200;
const networks = 60;
const greatestCount = 160;

/** In-control false-flag rates of what is drawn and of what is classified, with and without variance between units. */
export function funnelSection(seed: number): string {
  return [
    '## Funnel: in-control false flags',
    '',
    'Share of units whose true ratio is the target that are flagged. Nominal: 2.5 % above the upper 95 % limit, 0.1 % above the upper 99.8 %.',
    'The exact tail can only reach the shares that whole counts allow, and takes the greatest not over nominal; mid-P goes to either side of it.',
    'That is why points are coloured by the exact tail and not by the interpolated curve, which flags up to three times too many.',
    '',
    '### Chance alone (exact enumeration)',
    '',
    markdownTable(
      ['E', 'rule', 'above 95 %', 'below 95 %', 'above 99.8 %', 'against nominal'],
      expectedCounts.flatMap(chanceRows),
    ),
    '',
    `### Units that differ (τ² = ${tau2}, ${networks} seeded networks of ${unitsInNetwork} units)`,
    '',
    'Every unit’s true ratio is drawn from a gamma distribution about 1; a flag is false, as no unit is outside that distribution.',
    'τ² is estimated in each network without winsorising and classification is by the negative-binomial tail; the winsorised estimate (trim 0.1)',
    'is too small when nobody is an outlier and so flags more. Square-root limits with τ² are what is drawn.',
    'Under E of about 5 a network of 200 cannot estimate τ² well, and whole counts, not the method, set the rate.',
    '',
    markdownTable(
      [
        'E',
        'rule',
        'above 95 %',
        'beyond 95 %',
        'beyond, against nominal',
        'against what whole counts allow',
      ],
      expectedCounts.flatMap((expected, order) => networkRows(expected, createRandomSource(seed + order))),
    ),
    '',
  ].join('\n');
}

function chanceRows(expected: number): string[][] {
  const counts = Array.from({ length: greatestCount }, (_, count) => count);
  const values = counts.map((count) => count / expected);
  const sizes = counts.map(() => expected);
  const rules: Readonly<Record<string, readonly (FunnelPosition | null)[]>> = {
    'exact tail (used)': counts.map((count) => resultOf(classifyRatio(count, expected)).position),
    'mid-P tail': counts.map(
      (count) => resultOf(classifyRatio(count, expected, 1, { tails: 'midP' })).position,
    ),
    'interpolated limits (drawn)': resultOf(drawnPositions(values, resultOf(exactRatioLimits(1, sizes))))
      .positions,
    'chi-square limits (FunnelPlotR)': resultOf(
      drawnPositions(values, resultOf(chiSquareRatioLimits(1, sizes))),
    ).positions,
  };
  return Object.entries(rules).map(([name, positions]) => {
    const share = (...among: FunnelPosition[]) =>
      positions.reduce(
        (total, position, count) =>
          position !== null && among.includes(position) ? total + poissonPmf(count, expected) : total,
        0,
      );
    const above = share('above-alert', 'above-alarm');
    return [
      String(expected),
      name,
      percent(above, 2),
      percent(share('below-alert', 'below-alarm'), 2),
      percent(share('above-alarm'), 3),
      verdict(above, nominalAbove, expected, name),
    ];
  });
}

/** Within a tenth of nominal, or what whole counts would have to do to be so. */
function verdict(rate: number, nominal: number, expected: number, rule: string): string {
  if (Math.abs(rate / nominal - 1) <= accepted) return 'within 10 %';
  if (!rule.startsWith('exact tail')) return `${(rate / nominal).toFixed(2)} × nominal`;
  return `discrete: the next attainable rate is ${percent(nextAttainable(expected, rate), 2)}`;
}

/** The upper tail that one count fewer would flag. */
function nextAttainable(expected: number, rate: number): number {
  let tail = 0;
  for (let count = greatestCount; count >= 0; count -= 1) {
    tail += poissonPmf(count, expected);
    if (tail > rate * (1 + 1e-9)) return tail;
  }
  return 1;
}

/** What the exact tail would flag if the variance between units were known: all that whole counts allow. */
function attainable(expected: number): { readonly above: number; readonly beyond: number } {
  const rates = { above: 0, beyond: 0 };
  for (let count = 0; count < 3 * greatestCount; count += 1) {
    const { position } = resultOf(classifyRatio(count, expected, 1, { tau2 }));
    const { at } = negativeBinomialTails(count, expected, 1, tau2);
    if (position.startsWith('above')) rates.above += at;
    if (position !== 'inside') rates.beyond += at;
  }
  return rates;
}

function networkRows(expected: number, random: RandomSource): string[][] {
  const rules = [
    'tail with τ² (used)',
    'tail with winsorised τ²',
    'square-root limits (drawn)',
    'tail without τ²',
  ];
  const flags = rules.map(() => ({ above: 0, beyond: 0 }));
  for (let network = 0; network < networks; network += 1) {
    const units = Array.from({ length: unitsInNetwork }, () => ({
      numerator: random.poisson(expected * random.gamma(1 / tau2, 1 / tau2)),
      denominator: expected,
    }));
    const plain = resultOf(pearsonOverdispersion('ratio', units, { trim: 0 })).tau2;
    const winsorised = resultOf(pearsonOverdispersion('ratio', units)).tau2;
    const drawn = resultOf(squareRootOverdispersion(units, { trim: 0 }));
    const classified = (estimate: number) =>
      units.map((unit) => resultOf(classifyRatio(unit.numerator, expected, 1, { tau2: estimate })).position);
    const positions = [
      classified(plain),
      classified(winsorised),
      resultOf(
        drawnPositions(
          units.map((unit) => unit.numerator / expected),
          drawn,
        ),
      ).positions,
      classified(0),
    ];
    for (const [rule, found] of positions.entries()) {
      const tally = flags[rule];
      if (tally === undefined) continue;
      tally.above += found.filter((position) => position?.startsWith('above')).length;
      tally.beyond += found.filter((position) => position !== 'inside').length;
    }
  }
  const total = networks * unitsInNetwork;
  const known = attainable(expected);
  const rows = flags.map(({ above, beyond }, rule) => ({
    name: rules[rule] ?? '',
    above: above / total,
    beyond: beyond / total,
  }));
  return [{ name: 'tail with the true τ² (enumerated)', ...known }, ...rows].map(
    ({ name, above, beyond }) => [
      String(expected),
      name,
      percent(above, 2),
      percent(beyond, 2),
      Math.abs(beyond / nominalBeyond - 1) <= accepted
        ? 'within 10 %'
        : `${(beyond / nominalBeyond).toFixed(2)} × nominal`,
      `${(beyond / known.beyond).toFixed(2)} × attainable`,
    ],
  );
}

function resultOf<Result extends object>(answer: Computed<Result>): Result {
  if (answer.kind === 'not-computable') throw new Error(answer.reason);
  return answer;
}
