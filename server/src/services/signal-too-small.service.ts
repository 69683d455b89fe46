import type { TooSmall } from '@lamina/shared/contract/signals.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { DETECTION_POWER } from '@lamina/shared/statistics/comparison.ts';
import { binomialSurvival, poissonSurvival } from '@lamina/shared/statistics/distributions.ts';
import { alarmLevel } from '@lamina/shared/statistics/funnel.ts';
import { RARE_UP_TO } from './adjusted-figures.service.ts';

/** What a comparison must be able to show to be made at all. */
const TIMES = 3;
const BEYOND = (1 - alarmLevel) / 2;
const STEP = 0.1;

/** Fewest expected events with which a provider that has three times as many would lie above the 99.8 % limit with 80 % power. */
export const EXPECTED_TO_SHOW_A_TREBLING = fewestExpected();
/** Fewest events of a course whose rate trebles half-way, to show it with that power at that level. */
export const EVENTS_TO_SHOW_A_TREBLING = fewestEvents();

/**
 * Comparisons that could not even show a trebling are not made, so that those that could are not drowned by their number. The choice
 * rests on how much is expected alone, never on what was seen (independent filtering: Bourgon, Gentleman and Huber 2010). Where events
 * are not rare the indicator's fewest cases decide.
 */
export function canShow(numerator: number, denominator: number, expectedOfUnit: number): boolean {
  return numerator > RARE_UP_TO * denominator || expectedOfUnit >= EXPECTED_TO_SHOW_A_TREBLING;
}

/** The same for a change within a course. */
export function canShowChange(numerator: number, denominator: number): boolean {
  return numerator > RARE_UP_TO * denominator || numerator >= EVENTS_TO_SHOW_A_TREBLING;
}

/** For indicators with rare events: the providers whose cases could not show a trebling, and how many would be needed. */
export function tooSmallFor(
  indicator: Indicator,
  by: TooSmall['by'],
  rate: number,
  cases: readonly number[],
): TooSmall | undefined {
  if (indicator.kind !== 'proportion' || !(rate > 0 && rate <= RARE_UP_TO)) return undefined;
  const casesNeeded = Math.ceil(EXPECTED_TO_SHOW_A_TREBLING / rate);
  const judged = cases.filter((size) => size > 0);
  const untold = judged.filter((size) => size < casesNeeded).length;
  if (untold === 0) return undefined;
  return { indicatorId: indicator.id, by, providers: judged.length, untold, casesNeeded };
}

function fewestExpected(): number {
  for (let steps = 1; ; steps += 1) {
    const expected = steps * STEP;
    let critical = 1;
    while (poissonSurvival(critical - 1, expected) > BEYOND) critical += 1;
    if (poissonSurvival(critical - 1, expected * TIMES) >= DETECTION_POWER) return expected;
  }
}

function fewestEvents(): number {
  const share = TIMES / (1 + TIMES);
  for (let events = 1; ; events += 1) {
    let critical = Math.ceil(events / 2);
    while (critical <= events && binomialSurvival(critical - 1, events, 0.5) > BEYOND) critical += 1;
    if (critical <= events && binomialSurvival(critical - 1, events, share) >= DETECTION_POWER) return events;
  }
}
