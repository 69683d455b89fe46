import { EVENT_KINDS, type EventSource } from '@lamina/shared/domain/event.ts';
import type { CaseEvent, Observed } from '@lamina/shared/domain/surgical-case.ts';
import type { RandomSource } from '@lamina/shared/statistics/distributions.ts';
import type { Calendar, DayNumber } from './calendar.ts';
import type { ClinicalCourse } from './clinical-course.ts';
import type { CourseEvent } from './course-draft.ts';
import { exponential } from './draws.ts';
import type { ReportingGap } from './provider-roles.ts';

/** Mean days from an event to its entry in the record, by how it is found. Coding waits for the stay to be closed. */
const MEAN_DELAY: Readonly<Record<EventSource, number>> = {
  clinician: 4,
  laboratory: 4,
  imaging: 5,
  patient: 14,
  registry: 14,
  coding: 25,
};

const SHORT_SURVEILLANCE_DAYS = 30;

/** What a hospital looks for: everything up to the cut-off, less its gap. */
export function observedBy(gap: ReportingGap | null): Observed {
  const observed: Observed = { proms: 'cut-off' };
  for (const kind of EVENT_KINDS) observed[kind] = 'cut-off';
  if (gap === 'no-proms') delete observed.proms;
  if (gap === 'no-nerve-root-injury') delete observed['nerve-root-injury'];
  if (gap === 'infections-for-30-days') observed.infection = SHORT_SURVEILLANCE_DAYS;
  return observed;
}

function isLookedFor(event: CourseEvent, observed: Observed): boolean {
  const duration = observed[event.kind];
  return duration === 'cut-off' || (duration !== undefined && event.day <= duration);
}

/** The events that the hospital looks for and that reached the record by the cut-off. */
export function reportEvents(
  random: RandomSource,
  course: ClinicalCourse,
  observed: Observed,
  operationDay: DayNumber,
  calendar: Calendar,
): CaseEvent[] {
  const reported: CaseEvent[] = [];
  for (const event of course.events) {
    const day = operationDay + event.day;
    const delay = exponential(random, MEAN_DELAY[event.source]);
    if (day + delay >= calendar.lastDay + 1 || !isLookedFor(event, observed)) continue;
    reported.push({
      kind: event.kind,
      depth: event.depth,
      onsetDate: calendar.iso(day),
      onsetPrecision: 'day',
      source: event.source,
      presentAtSurgery: event.presentAtSurgery,
    });
  }
  return reported;
}
