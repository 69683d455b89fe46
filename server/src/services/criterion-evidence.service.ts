import type { RecordedCase } from '@lamina/shared/contract/case.ts';
import { daysBetween } from '@lamina/shared/domain/period.ts';
import { PROM_SCALES, type PromInstrument, type PromTimepoint } from '@lamina/shared/domain/prom.ts';
import { ageBandOf } from '@lamina/shared/domain/surgical-case.ts';
import type {
  CategoryField,
  Criterion,
  FlagField,
  NumberField,
} from '@lamina/shared/indicators/criterion.ts';
import {
  describeCriterion,
  describeNumber,
  describeScore,
  describeTimepoint,
  listInWords,
} from '@lamina/shared/indicators/describe-criterion.ts';
import { weighEvents } from './event-evidence.service.ts';

/** Whether a criterion holds for a case, and the clause that says why: 'the procedure is discectomy'. */
export interface Evidence {
  readonly truth: boolean | 'unknown';
  readonly because: string;
}

/** Scores are decimal fractions: a change of exactly the limit counts. */
const ROUNDING = 1e-9;

/** Judges one case by one criterion in three-valued logic, with the evidence that decides. */
export function weigh(criterion: Criterion, record: RecordedCase): Evidence {
  switch (criterion.kind) {
    case 'all':
      return weighTogether(criterion, criterion.criteria, record, false);
    case 'any':
      return weighTogether(criterion, criterion.criteria, record, true);
    case 'not': {
      const { truth, because } = weigh(criterion.criterion, record);
      return { truth: truth === 'unknown' ? truth : !truth, because };
    }
    case 'is': {
      const value = record[criterion.field];
      if (value === null) return notReported(criterion.field);
      return {
        truth: value === criterion.value,
        because: describeCriterion({ kind: 'is', field: criterion.field, value }),
      };
    }
    case 'oneOf': {
      const value = categoryOf(record, criterion.field);
      if (value === null) return notReported(criterion.field);
      return {
        truth: (criterion.values as readonly string[]).includes(value),
        because: describeCriterion({ ...criterion, values: [value] } as Criterion),
      };
    }
    case 'between': {
      const value = numberOf(record, criterion.field);
      if (value === null) return notReported(criterion.field);
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = criterion;
      return { truth: value >= from && value <= to, because: describeNumber(criterion.field, value) };
    }
    case 'present':
      return asSaid(criterion, isReported(record, criterion.field));
    case 'event':
      return weighEvents(criterion, record);
    case 'improved': {
      const change = changeOf(record, criterion.instrument, criterion.at);
      if ('missing' in change) return { truth: 'unknown', because: change.missing };
      return { truth: change.improvement >= criterion.by - ROUNDING, because: change.words };
    }
    case 'answered':
      return asSaid(criterion, scoreOf(record, criterion.instrument, criterion.at) !== null);
  }
}

/** The parts that decide: one that settles it, or else those that are not known, or else all. */
function weighTogether(
  whole: Criterion,
  parts: readonly Criterion[],
  record: RecordedCase,
  settling: boolean,
): Evidence {
  if (parts.length === 0) return { truth: !settling, because: describeCriterion(whole) };
  const evidence = parts.map((part) => weigh(part, record));
  const settled = evidence.find(({ truth }) => truth === settling);
  if (settled !== undefined) return settled;
  const unknown = evidence.filter(({ truth }) => truth === 'unknown');
  const deciding = unknown.length > 0 ? unknown : evidence;
  return {
    truth: unknown.length > 0 ? 'unknown' : !settling,
    because: listInWords(
      deciding.map(({ because }) => because),
      'and',
    ),
  };
}

function asSaid(criterion: Criterion, holds: boolean): Evidence {
  return { truth: holds, because: describeCriterion(holds ? criterion : { kind: 'not', criterion }) };
}

function notReported(field: FlagField | CategoryField | NumberField): Evidence {
  return {
    truth: 'unknown',
    because: describeCriterion({ kind: 'not', criterion: { kind: 'present', field } }),
  };
}

function isReported(record: RecordedCase, field: FlagField | CategoryField | NumberField): boolean {
  if (field === 'ageBand') return categoryOf(record, field) !== null;
  if (field === 'lengthOfStayNights') return numberOf(record, field) !== null;
  return record[field] !== null;
}

function categoryOf(record: RecordedCase, field: CategoryField): string | null {
  if (field !== 'ageBand' || record.ageBand !== null) return record[field];
  return record.age === null ? null : ageBandOf(record.age);
}

/** The number that the source gave; a stay may also be the nights between the dates that it gave. */
export function numberOf(record: RecordedCase, field: NumberField): number | null {
  if (field !== 'lengthOfStayNights' || record.lengthOfStayNights !== null) return record[field];
  const { admissionDate, dischargeDate } = record;
  return admissionDate === null || dischargeDate === null ? null : daysBetween(admissionDate, dischargeDate);
}

export type ScoreChangeEvidence =
  | { readonly improvement: number; readonly words: string }
  | { readonly missing: string };

/** How a score changed from baseline, positive for the better, or which answer is missing. */
export function changeOf(
  record: RecordedCase,
  instrument: PromInstrument,
  at: PromTimepoint,
): ScoreChangeEvidence {
  const before = scoreOf(record, instrument, 'baseline');
  const after = scoreOf(record, instrument, at);
  const name = describeScore(instrument);
  if (before === null || after === null) {
    const missing = [
      ...(before === null ? ['baseline'] : []),
      ...(after === null ? [describeTimepoint(at)] : []),
    ];
    return { missing: `the ${name} was not answered at ${listInWords(missing, 'and')}` };
  }
  const improvement = PROM_SCALES[instrument].better === 'lower' ? before - after : after - before;
  return {
    improvement,
    words: `the ${name} went from ${before} at baseline to ${after} at ${describeTimepoint(at)}`,
  };
}

function scoreOf(record: RecordedCase, instrument: PromInstrument, at: PromTimepoint): number | null {
  return record.proms.find((prom) => prom.instrument === instrument && prom.timepoint === at)?.score ?? null;
}
