import { setImmediate as othersFirst } from 'node:timers/promises';
import type { TooSmall } from '@lamina/shared/contract/signals.ts';
import type { CaseFilter, Dimension } from '@lamina/shared/domain/filter.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { Scope } from '../auth/scope.ts';
import type { Tally, TallyCell } from '../tally/tally.ts';
import type { ChangeCandidate, OutsideCandidate, ScreenedUnit } from './signal-candidate.service.ts';
import { courseOf, groupedBy, networkOf, providersOf, strataOf } from './signal-cells.service.ts';
import { changeCandidate } from './signal-change.service.ts';
import { departureCandidate } from './signal-departure.service.ts';
import { isAdjusted, type NetworkTallies } from './signal-expected.service.ts';
import {
  FEWEST_PROVIDERS,
  outsideCandidates,
  type ProviderTallies,
  spreadBetween,
} from './signal-outside.service.ts';
import { tooSmallFor } from './signal-too-small.service.ts';

const LONGEST_STRETCH_MILLISECONDS = 10;

export interface Screening {
  readonly changed: readonly ChangeCandidate[];
  readonly outside: readonly OutsideCandidate[];
  readonly tooSmall: readonly TooSmall[];
  /** All cases by procedure, and by procedure and quarter. */
  readonly totals: readonly TallyCell[];
  readonly courses: readonly TallyCell[];
}

/** An indicator that was judged, with what all cases had. */
interface Screened {
  readonly indicator: Indicator;
  readonly network: NetworkTallies;
}

type Count = (
  groupBy: readonly Dimension[],
  indicators?: readonly Indicator[],
) => Promise<readonly TallyCell[]>;

/** About so many figures are counted at a time: between tallies other requests are answered. */
const FIGURES_AT_ONCE = 40_000;

/**
 * Every comparison that the record allows: each indicator, for all procedures of the filter together and each by itself, of all cases,
 * of each hospital and of each surgeon. However many providers there are, six tallies do, of which large ones are asked in
 * parts.
 */
export async function screen(tally: Tally, scope: Scope, filter: CaseFilter): Promise<Screening> {
  const count: Count = (groupBy, indicators = CATALOGUE) =>
    tally.count({ scope, filter, groupBy, indicators: indicators.map(({ id }) => id) });
  const totals = await count(['procedure']);
  const courses = await count(['procedure', 'quarter']);
  const screened = CATALOGUE.map((indicator) => ({
    indicator,
    network: networkOf(indicator, totals),
  })).filter(({ network }) => network.size > 0);

  const hospitals = await screenProviders(count, 'hospital', screened);
  const surgeons = await screenProviders(count, 'surgeon', screened);
  const outside = [...hospitals.outside, ...surgeons.outside];
  const changed = screened.flatMap(({ indicator, network }) =>
    changesOf(indicator, { by: 'all', id: null }, network, courseOf(indicator, courses)),
  );
  // A single provider is all together over again.
  if (hospitals.providers > 1) {
    const groups = courses.length * hospitals.providers;
    const found = await screenCourses(count, 'hospital', screened, groups);
    changed.push(...found.changed);
    outside.push(...found.outside);
  }
  if (surgeons.providers > 1) {
    // Not parted by procedure: only a case-mix model keeps a change of the mix from passing for one of the outcome.
    const modelled = screened.filter(({ network }) => isAdjusted(network));
    const quarters = new Set(courses.map(({ key }) => key.quarter)).size;
    const found = await screenCourses(count, 'surgeon', modelled, quarters * surgeons.providers);
    changed.push(...found.changed);
  }
  return {
    changed,
    outside,
    tooSmall: [...hospitals.tooSmall, ...surgeons.tooSmall],
    totals,
    courses,
  };
}

/** Other requests are answered in between, but a turn of theirs is not waited for after every small step. */
function givingWay(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < LONGEST_STRETCH_MILLISECONDS) return;
    await othersFirst();
    since = performance.now();
  };
}

async function screenProviders(count: Count, by: 'hospital' | 'surgeon', screened: readonly Screened[]) {
  const cells = await count(['procedure', by]);
  const outside: OutsideCandidate[] = [];
  const tooSmall: TooSmall[] = [];
  const giveWay = givingWay();
  for (const { indicator, network } of screened) {
    const providers = providersOf(by, indicator, cells);
    for (const procedure of strataOf(network)) {
      outside.push(...outsideCandidates({ indicator, procedure, by }, network, providers));
    }
    const small =
      providers.length > 1
        ? tooSmallFor(indicator, by, rateOf(network), providers.map(judgedCases))
        : undefined;
    if (small !== undefined) tooSmall.push(small);
    await giveWay();
  }
  return { providers: groupedBy(cells, by).size, outside, tooSmall };
}

async function screenCourses(
  count: Count,
  by: 'hospital' | 'surgeon',
  screened: readonly Screened[],
  groups: number,
): Promise<{ readonly changed: ChangeCandidate[]; readonly outside: OutsideCandidate[] }> {
  const changed: ChangeCandidate[] = [];
  const outside: OutsideCandidate[] = [];
  const giveWay = givingWay();
  const atOnce = Math.max(1, Math.floor(FIGURES_AT_ONCE / Math.max(1, groups)));
  for (let start = 0; start < screened.length; start += atOnce) {
    const part = screened.slice(start, start + atOnce);
    const cells = await count(
      by === 'hospital' ? ['procedure', by, 'quarter'] : [by, 'quarter'],
      part.map(({ indicator }) => indicator),
    );
    const units = groupedBy(cells, by);
    for (const { indicator, network } of part) {
      const providers = [...units].map(([id, own]) => ({ id, course: courseOf(indicator, own, network) }));
      for (const { id, course } of providers) {
        changed.push(...changesOf(indicator, { by, id }, network, course));
      }
      if (by === 'hospital') outside.push(...departuresOf(indicator, by, network, providers));
      await giveWay();
    }
  }
  return { changed, outside };
}

/** Who has lain off the expectation since a moment of the course. */
function departuresOf(
  indicator: Indicator,
  by: 'hospital',
  network: NetworkTallies,
  providers: readonly { readonly id: number; readonly course: ReturnType<typeof courseOf> }[],
): OutsideCandidate[] {
  if (providers.length < FEWEST_PROVIDERS || !isAdjusted(network)) return [];
  const whole = providers.map(({ id, course }) => ({ id, cells: course.flatMap(({ cells }) => cells) }));
  return strataOf(network).flatMap((procedure) => {
    const tau2 = spreadBetween({ indicator, procedure, by }, network, whole);
    return providers.flatMap(
      ({ id, course }) =>
        departureCandidate({ indicator, procedure, unit: { by, id }, tau2 }, network, course) ?? [],
    );
  });
}

function changesOf(
  indicator: Indicator,
  unit: ScreenedUnit,
  network: NetworkTallies,
  course: ReturnType<typeof courseOf>,
): ChangeCandidate[] {
  const strata: readonly (Procedure | null)[] = strataOf(network);
  return (unit.by === 'surgeon' ? strata.slice(0, 1) : strata).flatMap(
    (procedure) => changeCandidate({ indicator, procedure, unit }, network, course) ?? [],
  );
}

function rateOf(network: NetworkTallies): number {
  let [numerator, denominator] = [0, 0];
  for (const tally of network.values()) {
    if (tally.kind !== 'proportion') return 0;
    numerator += tally.numerator;
    denominator += tally.denominator;
  }
  return denominator === 0 ? 0 : numerator / denominator;
}

function judgedCases({ cells }: ProviderTallies): number {
  return cells.reduce((sum, { tally }) => sum + (tally?.denominator ?? 0), 0);
}
