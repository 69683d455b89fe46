import type { ExplainedJudgement, RecordedCase } from '@lamina/shared/contract/case.ts';
import { addDays, daysBetween, type IsoDate } from '@lamina/shared/domain/period.ts';
import {
  describeEventKind,
  describeMeasure,
  listInWords,
} from '@lamina/shared/indicators/describe-criterion.ts';
import type { FollowUp, Indicator, NotCountedReason } from '@lamina/shared/indicators/indicator.ts';
import { changeOf, numberOf, weigh } from './criterion-evidence.service.ts';

type Explanation = Omit<ExplainedJudgement, 'indicatorId'>;

/**
 * What an indicator makes of one case and why, in a sentence, from the definition and the case alone. The facts in the
 * database are derived another way; tests hold the two against each other. Dates in the sentence are ISO dates.
 */
export function explainJudgement(
  indicator: Indicator,
  record: RecordedCase,
  cutOff: IsoDate | null,
): ExplainedJudgement {
  const explanation =
    whoCounts(indicator, record) ??
    followedUp(indicator.followUp, record, cutOff) ??
    whatCounts(indicator, record);
  return { indicatorId: indicator.id, ...explanation };
}

/** Undefined when the case is one that the indicator is meant for. */
function whoCounts({ denominator, exclusions }: Indicator, record: RecordedCase): Explanation | undefined {
  const meant = weigh(denominator, record);
  if (meant.truth === false) return notCounted('not-applicable', `Does not apply: ${meant.because}.`);
  if (meant.truth === 'unknown') return notReported(meant.because);
  if (exclusions.length === 0) return undefined;
  const excluded = weigh({ kind: 'any', criteria: exclusions }, record);
  if (excluded.truth === true) return notCounted('excluded', `Left out by definition: ${excluded.because}.`);
  return excluded.truth === 'unknown' ? notReported(excluded.because) : undefined;
}

/** Undefined when the case was followed for long enough, or needs no follow-up. */
function followedUp(
  followUp: FollowUp | null,
  record: RecordedCase,
  cutOff: IsoDate | null,
): Explanation | undefined {
  if (followUp === null) return undefined;
  const { days, from, observed } = followUp;
  const start = from === 'discharge' ? record.dischargeDate : record.operationDate;
  if (days !== undefined) {
    if (start === null) return notReported(`the date of the ${from ?? 'operation'} is not reported`);
    if (cutOff === null) return notReported('the source does not say up to which day it reports');
    if (daysBetween(start, cutOff) < days) {
      return notCounted(
        'not-yet-eligible',
        `Not yet eligible: the window of ${days} days ends on ${addDays(start, days)}, after the data cut-off of ${cutOff}.`,
      );
    }
  }
  const unseen = observed.filter((kind) => record.observed[kind] === undefined);
  if (unseen.length > 0) {
    return notReported(`the source does not look for ${listInWords(unseen.map(lookedForInWords), 'or')}`);
  }
  if (days === undefined || start === null || record.operationDate === null) return undefined;
  const needed = daysBetween(record.operationDate, start) + days;
  const tooShort = observed.find((kind) => (record.observed[kind] ?? 0) < needed);
  if (tooShort === undefined) return undefined;
  return notCounted(
    'follow-up-too-short',
    `Follow-up too short: ${lookedForInWords(tooShort)} was looked for through day ${record.observed[tooShort] ?? 0} after the operation, day ${needed} is needed.`,
  );
}

function whatCounts(indicator: Indicator, record: RecordedCase): Explanation {
  switch (indicator.kind) {
    case 'proportion': {
      const { truth, because } = weigh(indicator.numerator, record);
      if (truth === 'unknown') return notReported(because);
      const name = indicator.name.charAt(0).toLowerCase() + indicator.name.slice(1);
      return truth
        ? { judgement: 1, sentence: `Counts as ${name}: ${because}.` }
        : { judgement: 0, sentence: `Counts as a case without it: ${because}.` };
    }
    case 'duration': {
      const value = numberOf(record, indicator.measure);
      if (value === null) return notReported(`the ${describeMeasure(indicator.measure)} is not reported`);
      return { judgement: value, sentence: `Counts with ${value} ${indicator.unit}.` };
    }
    case 'mean-change': {
      const change = changeOf(record, indicator.change.instrument, indicator.change.at);
      if ('missing' in change) return notReported(change.missing);
      return { judgement: change.improvement, sentence: `Counts with its change: ${change.words}.` };
    }
  }
}

function lookedForInWords(kind: FollowUp['observed'][number]): string {
  return kind === 'proms' ? 'patient-reported scores' : describeEventKind(kind);
}

function notReported(because: string): Explanation {
  return notCounted('not-reported', `Not reported: ${because}.`);
}

function notCounted(judgement: NotCountedReason, sentence: string): Explanation {
  return { judgement, sentence };
}
