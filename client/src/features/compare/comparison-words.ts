import type { CompareOutput } from '@lamina/shared/contract/compare.ts';
import type { Reference } from '@lamina/shared/contract/overview.ts';
import { listInWords } from '@lamina/shared/indicators/describe-criterion.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { formatCount, formatProportion, formatRange, formatRatio } from '../../lib/format.ts';
import { subjectInWords } from '../../lib/subject.ts';
import { type ComparedRow, isBeyond } from './compared-row.ts';

const NAMED_AT_MOST = 4;

/** 'Infection 90 d after fusion: 2 of 8 hospitals differ beyond chance', or that among so many some always lie beyond the limits. */
export function findingOf(
  comparison: CompareOutput,
  indicator: Indicator,
  rows: readonly ComparedRow[],
  overdispersion: boolean,
): string {
  const subject = subjectInWords(indicator, comparison.procedure);
  const judged = rows.filter(({ classification }) => classification !== null);
  const beyond = judged.filter(({ classification }) => isBeyond(classification)).length;
  const providers = nounOf(comparison, judged.length);
  if (rows.length === 0 && comparison.suppressedProviders.length > 0) {
    return `${subject}: hidden for every ${comparison.by}`;
  }
  if (comparison.network.suppressed !== null) {
    return `${subject}: nobody can be placed, as the figure of all together is hidden`;
  }
  if (judged.length === 0) return `${subject}: too few cases at any ${comparison.by} to tell`;
  const ofAll = `${formatCount(beyond)} of ${formatCount(judged.length)} ${providers}`;
  if (beyond === 0)
    return `${subject}: none of ${formatCount(judged.length)} ${providers} differs beyond chance`;
  const { explains } = comparison.byChanceExpected;
  if (overdispersion ? explains.allowingForSpread : explains.byChance) {
    return `${subject}: ${ofAll} ${beyond === 1 ? 'lies' : 'lie'} beyond the limits, which chance may explain`;
  }
  return `${subject}: ${ofAll} ${beyond === 1 ? 'differs' : 'differ'} beyond chance`;
}

/** Who lies where, how many cannot be told, what chance alone would give, and what the spread between providers changes. */
export function explanationOf(
  comparison: CompareOutput,
  rows: readonly ComparedRow[],
  overdispersion: boolean,
): string[] {
  return [...sidesOf(comparison, rows), ...chanceOf(comparison), ...spreadOf(comparison, overdispersion)];
}

function sidesOf(comparison: CompareOutput, rows: readonly ComparedRow[]): string[] {
  const side = (start: 'above' | 'below') =>
    rows.filter(({ classification }) => classification?.position.startsWith(start)).map(({ name }) => name);
  const [above, below] = [side('above'), side('below')];
  const named = (names: readonly string[]) =>
    names.length > NAMED_AT_MOST
      ? `${formatCount(names.length)} ${nounOf(comparison, names.length)}`
      : listInWords(names, 'and');
  const lies = (names: readonly string[]) => (names.length === 1 ? 'lies' : 'lie');
  const sides = [
    ...(above.length > 0 ? [`${named(above)} ${lies(above)} above`] : []),
    ...(below.length > 0 ? [`${named(below)} ${lies(below)} below`] : []),
  ];
  const untold = rows.filter(
    ({ classification, denominator }) => classification === null && denominator > 0,
  ).length;
  const needed = comparison.fewestCases.judged;
  const isHidden = comparison.network.suppressed !== null;
  return [
    ...(sides.length > 0 ? [`${sides.join(', ')}.`] : []),
    ...(untold > 0 && !isHidden
      ? [
          `${formatCount(untold)} ${nounOf(comparison, untold)} ${untold === 1 ? 'has' : 'have'} too few cases to tell${needed === null ? '' : `: ${formatCount(needed)} are needed`}.`,
        ]
      : []),
  ];
}

function chanceOf({ byChanceExpected: { judged, alerts }, by }: CompareOutput): string[] {
  if (judged === 0) return [];
  return [
    `Were all ${formatCount(judged)} ${by}s alike, chance alone would put up to ${alerts.toFixed(1)} of them beyond the 95 % limits.`,
  ];
}

/** The consequence of allowing for overdispersion, whichever way the reader has it. */
function spreadOf(comparison: CompareOutput, overdispersion: boolean): string[] {
  const { spread, providers, by } = comparison;
  if (spread.state === 'not-applicable') return [];
  if (spread.state === 'too-few-providers') {
    return [
      `Whether the ${by}s scatter more than chance cannot be estimated from fewer than ${spread.needed} of them.`,
    ];
  }
  const chance = providers.filter(({ byChance }) => isBeyond(byChance));
  const remaining = chance.filter(({ allowingForSpread }) => isBeyond(allowingForSpread)).length;
  const phi = `φ\u00a0${formatRatio(spread.phi)}`;
  if (spread.tau2 === 0) return [`The ${by}s scatter no more than chance explains (${phi}).`];
  const scatter = `The ${by}s scatter more than chance explains (${phi})`;
  if (chance.length === 0) return [`${scatter}.`];
  const remain = `${formatCount(remaining)} of ${formatCount(chance.length)} ${remaining === 1 ? 'remains' : 'remain'} beyond the limits`;
  return [
    overdispersion
      ? `${scatter}; that spread is allowed for here, and ${remain}.`
      : `${scatter}: with that spread allowed for, ${remain}.`,
  ];
}

/** How the figures came about, one sentence each, as every export carries them. */
export function methodOf(
  comparison: CompareOutput,
  indicator: Indicator,
  overdispersion: boolean,
  reference: Reference | undefined,
): string[] {
  const { measure, fewestCases, comparators, adjustment } = comparison;
  const first = comparators[0];
  return [
    `${indicator.name}. ${MEASURED[measure]}`,
    ...(adjustment === 'no-model'
      ? ['Not adjusted for case mix: there is no case-mix model for this indicator.']
      : adjustment === 'crude' && measure === 'proportion'
        ? ['Not adjusted for case mix.']
        : []),
    ...publishedMethodOf(comparison),
    ...spreadMethodOf(comparison, overdispersion),
    ...(fewestCases.belowWithoutEvent === null
      ? []
      : [
          `With fewer than ${formatCount(fewestCases.belowWithoutEvent)} cases nobody can be told to lie below, even without a single event.`,
        ]),
    ...(reference === undefined
      ? []
      : [
          `Reference ${formatRange(reference.low, reference.high, reference.unit)}: ${reference.label}. ${reference.citation}`,
        ]),
    ...(first === undefined
      ? []
      : [
          `Crosses: ${formatCount(comparators.length)} hospitals as published, ${first.publisher} ${first.year}; they take no part in the limits.`,
        ]),
  ];
}

/** Whose cases are counted, and what is hidden by which rule, where not everything is told. */
function publishedMethodOf({ counted, network, suppressedProviders, by }: CompareOutput): string[] {
  const rules = [...new Set(suppressedProviders.map(({ rule }) => rule))];
  return [
    ...(counted === 'others' ? ['Counted are all cases but your own.'] : []),
    ...(network.suppressed === null ? [] : [`All together: ${network.suppressed}.`]),
    ...rules.map((rule) => {
      const names = suppressedProviders.filter((each) => each.rule === rule).map(({ name }) => name);
      return `${formatCount(names.length)} ${nounOf({ by }, names.length)} not told (${names.join(', ')}). ${rule}.`;
    }),
  ];
}

function spreadMethodOf({ spread, by, measure }: CompareOutput, overdispersion: boolean): string[] {
  if (!overdispersion || spread.state !== 'estimated') return [];
  const phi = `φ\u00a0${formatRatio(spread.phi)}`;
  if (spread.tau2 === 0) {
    return [`No spread between ${by}s beyond chance was found (${phi}): the limits are those of chance.`];
  }
  const deviation = Math.sqrt(spread.tau2);
  const inWords = measure === 'proportion' ? formatProportion(deviation) : formatRatio(deviation);
  return [
    `Spread between ${by}s allowed for: ${phi}, τ\u00a0${inWords} (additive, winsorised at 10\u00a0%; Spiegelhalter 2005); positions by the exact ${measure === 'ratio' ? 'negative binomial or beta-binomial' : 'beta-binomial'} tail.`,
  ];
}

const MEASURED: Readonly<Record<CompareOutput['measure'], string>> = {
  proportion:
    'Share of judged cases with its Wilson interval, about the rate of all cases shown; limits at 95 % and 99.8 % exact binomial, drawn interpolated; positions by the exact tail.',
  ratio:
    'Observed over expected events with its interval, expected from case mix and scaled so that all cases shown have 1; limits at 95 % and 99.8 % exact, Poisson where events are rare and binomial where they are not, drawn interpolated; positions by the exact tail.',
  median:
    'Median nights with exact intervals from order statistics, beside the median of all cases shown; alert where the 95 % interval leaves it out, alarm where the 99.8 % interval does.',
  mean: 'Mean change with t intervals, beside the mean of all cases shown; alert where the 95 % interval leaves it out, alarm where the 99.8 % interval does.',
};

export function nounOf({ by }: Pick<CompareOutput, 'by'>, count: number): string {
  return count === 1 ? by : `${by}s`;
}
