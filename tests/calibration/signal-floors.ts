import type { SignalTruth } from '@lamina/server/demo/ground-truth.ts';
import { EXPECTED_TO_SHOW_A_TREBLING } from '@lamina/server/services/signal-too-small.service.ts';
import { changeOfRate, sustainedDeparture } from '@lamina/shared/statistics/cusum.ts';
import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';

const QUARTERS = 24;
const MONTHS_A_QUARTER = 3;
const POWER = 0.8;
const DRAWS = 300;
const STEP = 0.1;
const HIGHEST = 6;
const WINDOW = { fewestBefore: 4, fewestAfter: 2 };

export interface Floors {
  /** The planted ratio over the whole time since it began. */
  readonly planted: number;
  readonly usualEvents: number;
  /** Smallest lasting ratio with 80 % power by each test; null beyond sixfold. */
  readonly change: number | null;
  readonly departure: number | null;
  /** Power of each at the planted ratio. */
  readonly changePower: number;
  readonly departurePower: number;
}

/**
 * What a step at the moment of a planted signal would have to be to be listed, by running the tests of the overview on simulated
 * courses of as many usual events; `changeLevel` and `departureLevel` are the p-values that the lists let pass.
 */
export function floorsOf(
  { from, expected: { usual, excess } }: SignalTruth,
  lastMonth: string,
  changeLevel: number,
  departureLevel: number,
): Floors {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const after = Math.round((months(lastMonth) + 1 - months(from)) / MONTHS_A_QUARTER);
  const course = { after, aQuarter: usual / after };
  const planted = (usual + excess) / usual;
  const floorOf = (power: (ratio: number) => number) => {
    for (let ratio = 1 + STEP; ratio <= HIGHEST; ratio += STEP) if (power(ratio) >= POWER) return ratio;
    return null;
  };
  const changePower = (ratio: number) =>
    shareListed(course, ratio, changeLevel, (series) => changeOfRate(series, WINDOW));
  const departurePower = (ratio: number) =>
    shareListed(course, ratio, departureLevel, (series) =>
      sustainedDeparture(series, { ...WINDOW, fewestExpected: EXPECTED_TO_SHOW_A_TREBLING, tau2: 0 }),
    );
  return {
    planted,
    usualEvents: usual,
    change: floorOf(changePower),
    departure: floorOf(departurePower),
    changePower: changePower(planted),
    departurePower: departurePower(planted),
  };
}

function shareListed(
  { after, aQuarter }: { readonly after: number; readonly aQuarter: number },
  ratio: number,
  level: number,
  test: (series: Parameters<typeof changeOfRate>[0]) => ReturnType<typeof changeOfRate>,
): number {
  const random = createRandomSource(1);
  const expected = Array.from({ length: QUARTERS }, () => aQuarter);
  const cases = expected.map((events) => Math.round(events / 0.03));
  let listed = 0;
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const observed = expected.map((events, quarter) =>
      poisson(quarter < QUARTERS - after ? events : events * ratio, random),
    );
    const found = test({ observed, expected, cases });
    if (found.kind === 'computed' && found.z > 0 && found.pValue <= level) listed += 1;
  }
  return listed / DRAWS;
}

function poisson(mean: number, random: { readonly uniform: () => number }): number {
  const limit = Math.exp(-mean);
  let [count, product] = [0, random.uniform()];
  while (product > limit) {
    count += 1;
    product *= random.uniform();
  }
  return count;
}
