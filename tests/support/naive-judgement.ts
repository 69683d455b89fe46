import type { EventKind } from '@lamina/shared/domain/event.ts';
import { procedureGroup } from '@lamina/shared/domain/procedure.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import type { Criterion, EventPattern } from '@lamina/shared/indicators/criterion.ts';
import type { CaseJudgement, Indicator } from '@lamina/shared/indicators/indicator.ts';

type Truth = boolean | 'unknown';

/**
 * Judges one case by one indicator straight from the case as reported, loops and all: written without the SQL in view,
 * to be compared with it. Throws nothing; knows nothing of databases.
 */
export function naiveJudgement(
  indicator: Indicator,
  reported: SurgicalCase,
  cutOff: string | null,
): CaseJudgement {
  const applies = truthOf(indicator.denominator, reported);
  if (applies === false) return 'not-applicable';
  if (applies === 'unknown') return 'not-reported';
  const exclusions = indicator.exclusions.map((criterion) => truthOf(criterion, reported));
  if (exclusions.includes(true)) return 'excluded';
  if (exclusions.includes('unknown')) return 'not-reported';
  if (indicator.followUp !== null) {
    const { days, from, observed } = indicator.followUp;
    const start = from === 'discharge' ? reported.dischargeDate : reported.operationDate;
    if (days !== undefined) {
      if (start === null || cutOff === null) return 'not-reported';
      if (daysApart(start, cutOff) < days) return 'not-yet-eligible';
    }
    for (const kind of observed) {
      if (observedDays(reported, kind, cutOff) === null) return 'not-reported';
    }
    if (days !== undefined && start !== null && reported.operationDate !== null) {
      const lastDay = daysApart(reported.operationDate, start) + days;
      for (const kind of observed) {
        if ((observedDays(reported, kind, cutOff) ?? 0) < lastDay) return 'follow-up-too-short';
      }
    }
  }
  switch (indicator.kind) {
    case 'proportion': {
      const holds = truthOf(indicator.numerator, reported);
      return holds === 'unknown' ? 'not-reported' : holds ? 1 : 0;
    }
    case 'duration':
      return numberOf(reported, indicator.measure) ?? 'not-reported';
    case 'mean-change':
      return improvement(reported, indicator.change.instrument, indicator.change.at) ?? 'not-reported';
  }
}

function truthOf(criterion: Criterion, reported: SurgicalCase): Truth {
  switch (criterion.kind) {
    case 'all': {
      const truths = criterion.criteria.map((part) => truthOf(part, reported));
      if (truths.includes(false)) return false;
      return truths.includes('unknown') ? 'unknown' : true;
    }
    case 'any': {
      const truths = criterion.criteria.map((part) => truthOf(part, reported));
      if (truths.includes(true)) return true;
      return truths.includes('unknown') ? 'unknown' : false;
    }
    case 'not': {
      const truth = truthOf(criterion.criterion, reported);
      return truth === 'unknown' ? 'unknown' : !truth;
    }
    case 'is': {
      const value = reported[criterion.field];
      return value === null ? 'unknown' : value === criterion.value;
    }
    case 'oneOf': {
      const value = categoryOf(reported, criterion.field);
      return value === null ? 'unknown' : (criterion.values as readonly string[]).includes(value);
    }
    case 'between': {
      const value = numberOf(reported, criterion.field);
      if (value === null) return 'unknown';
      return value >= (criterion.from ?? -Infinity) && value <= (criterion.to ?? Infinity);
    }
    case 'present':
      return anyFieldOf(reported, criterion.field) !== null;
    case 'event':
      return eventTruth(criterion, reported);
    case 'improved': {
      const change = improvement(reported, criterion.instrument, criterion.at);
      return change === null ? 'unknown' : change > criterion.by || Math.abs(change - criterion.by) < 1e-9;
    }
    case 'answered':
      return scoreOf(reported, criterion.instrument, criterion.at) !== null;
  }
}

function eventTruth(pattern: EventPattern, reported: SurgicalCase): Truth {
  let maybe = false;
  for (const event of reported.events) {
    if (!pattern.kinds.includes(event.kind) || event.presentAtSurgery === true) continue;
    const doubts: boolean[] = [];
    if (pattern.depths !== undefined) {
      if (event.depth === null) doubts.push(true);
      else if (!pattern.depths.includes(event.depth)) continue;
    }
    if (pattern.window !== undefined) {
      const start = pattern.window.from === 'operation' ? reported.operationDate : reported.dischargeDate;
      if (start === null || event.onsetDate === null) doubts.push(true);
      else if (daysApart(start, event.onsetDate) > pattern.window.days) {
        if (event.onsetPrecision === 'day') continue;
        doubts.push(true);
      }
    }
    if (doubts.length === 0) return true;
    maybe = true;
  }
  return maybe ? 'unknown' : false;
}

function observedDays(
  reported: SurgicalCase,
  kind: EventKind | 'proms',
  cutOff: string | null,
): number | null {
  const observed = reported.observed[kind];
  if (observed === undefined) return null;
  if (typeof observed === 'number') return observed;
  if (cutOff === null || reported.operationDate === null) return null;
  return Math.max(0, daysApart(reported.operationDate, cutOff));
}

function numberOf(
  reported: SurgicalCase,
  field: Extract<Criterion, { kind: 'between' }>['field'],
): number | null {
  if (field !== 'lengthOfStayNights' || reported.lengthOfStayNights !== null) return reported[field];
  const { admissionDate, dischargeDate } = reported;
  return admissionDate === null || dischargeDate === null ? null : daysApart(admissionDate, dischargeDate);
}

function categoryOf(
  reported: SurgicalCase,
  field: Extract<Criterion, { kind: 'oneOf' }>['field'],
): string | null {
  if (field === 'procedure') return procedureGroup(reported) ?? null;
  if (field !== 'ageBand' || reported.ageBand !== null) return reported[field];
  return ageBandOf(reported.age);
}

/** Written out apart from the product's own. */
export function ageBandOf(age: number | null): string | null {
  if (age === null) return null;
  if (age < 18) return '0-17';
  if (age < 30) return '18-29';
  if (age < 50) return '30-49';
  return age < 70 ? '50-69' : '70+';
}

function anyFieldOf(
  reported: SurgicalCase,
  field: Extract<Criterion, { kind: 'present' }>['field'],
): unknown {
  if (field === 'procedure' || field === 'ageBand') return categoryOf(reported, field);
  return field === 'lengthOfStayNights' ? numberOf(reported, field) : reported[field];
}

function scoreOf(reported: SurgicalCase, instrument: string, timepoint: string): number | null {
  return (
    reported.proms.find((prom) => prom.instrument === instrument && prom.timepoint === timepoint)?.score ??
    null
  );
}

function improvement(reported: SurgicalCase, instrument: string, timepoint: string): number | null {
  const before = scoreOf(reported, instrument, 'baseline');
  const after = scoreOf(reported, instrument, timepoint);
  if (before === null || after === null) return null;
  return instrument === 'eq-5d' ? after - before : before - after;
}

function daysApart(from: string, to: string): number {
  return (Date.UTC(...dateParts(to)) - Date.UTC(...dateParts(from))) / 86_400_000;
}

function dateParts(date: string): [number, number, number] {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return [year, month - 1, day];
}
