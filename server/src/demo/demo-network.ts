import type { IsoDate } from '@lamina/shared/domain/period.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import { createRandomSource } from '@lamina/shared/statistics/distributions.ts';
import { allAlike } from './all-alike.ts';
import { type Calendar, createCalendar } from './calendar.ts';
import { drawCaseMix } from './case-mix.ts';
import { CASE_MIX } from './case-mix-parameters.ts';
import { createCaseRisks } from './case-risks.ts';
import { drawDemoCase } from './demo-case.ts';
import type { DemoOptions } from './demo-options.ts';
import { choose, weighted } from './draws.ts';
import { describeGroundTruth, type GroundTruth } from './ground-truth.ts';
import { isWeekend, operationsByDay, WEEKEND_URGENCY } from './operating-days.ts';
import { type PlantedSignal, plantSignals } from './planted-signals.ts';
import { drawProviders, type Providers } from './providers.ts';
import { observedBy } from './reporting.ts';
import { calibratedIntercepts } from './risk-model.ts';

export interface DemoNetwork {
  /** In order of operation; each iteration draws the same cases anew, one at a time. */
  readonly cases: Iterable<SurgicalCase>;
  readonly groundTruth: GroundTruth;
  /** The last day on which anything could have been reported. */
  readonly cutOff: IsoDate;
}

/** Kept apart from the draws of the providers, so that the network is known before its first case is. */
const CASE_SEED_OFFSET = 0xca5e;

const WEEKEND_URGENCY_CHOICE = weighted([
  ['elective', WEEKEND_URGENCY.elective],
  ['urgent', WEEKEND_URGENCY.urgent],
  ['emergency', WEEKEND_URGENCY.emergency],
] as const);

function* drawCases(
  options: DemoOptions,
  providers: Providers,
  signals: readonly PlantedSignal[],
  calendar: Calendar,
): Generator<SurgicalCase> {
  const random = createRandomSource((options.seed + CASE_SEED_OFFSET) >>> 0);
  const settingOf = createCaseRisks(providers, signals, calibratedIntercepts(), calendar);
  const hospitalChoice = weighted(
    providers.hospitals.map((hospital) => [{ hospital, observed: observedBy(hospital.gap) }, hospital.share]),
  );
  const counts = operationsByDay(calendar, options.cases, options.seed);
  let number = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const day = calendar.firstDay + index;
    const weekend = isWeekend(calendar, day);
    for (let left = counts[index] ?? 0; left > 0; left -= 1) {
      const { hospital, observed } = choose(random, hospitalChoice);
      const surgeon = choose(random, hospital.surgeonChoice);
      const procedure = choose(random, surgeon.procedures);
      const urgency = choose(random, weekend ? WEEKEND_URGENCY_CHOICE : CASE_MIX[procedure].urgency);
      const caseMix = drawCaseMix(random, procedure, urgency, surgeon.practice);
      number += 1;
      const place = { number, day, hospital, surgeon, observed, calendar };
      yield drawDemoCase(random, place, settingOf(surgeon, caseMix, day));
    }
  }
}

/**
 * A synthetic network of hospitals: the same options give the same cases, byte for byte. With `nothing-planted` it is a
 * network in which nothing was planted, with `nobody-differs` one in which hospitals and surgeons are all alike besides, for
 * counting false alarms.
 */
export function generateDemoNetwork(
  options: DemoOptions,
  planted: 'planted' | 'nothing-planted' | 'nobody-differs' = 'planted',
): DemoNetwork {
  const calendar = createCalendar(options.lastMonth, options.years);
  const drawn = drawProviders(options);
  const providers = planted === 'nobody-differs' ? allAlike(drawn) : drawn;
  const signals = planted === 'planted' ? plantSignals(providers.places, calendar) : [];
  return {
    cases: { [Symbol.iterator]: () => drawCases(options, providers, signals, calendar) },
    groundTruth: describeGroundTruth(options, providers, signals, calendar),
    cutOff: calendar.iso(calendar.lastDay),
  };
}
