import type { ReviewEffect, ReviewedFigure } from '@lamina/shared/contract/reviews.ts';
import { CATALOGUE, getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import type { CaseJudgement, Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { Scope } from '../auth/scope.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { CaseParts } from '../repositories/case-fact.repository.ts';
import { recordWith } from '../repositories/case-record.repository.ts';
import type { CaseHeader } from '../repositories/review.repository.ts';
import { getSurgeonLabels } from '../repositories/review.repository.ts';
import type { IndicatorTally, Tally } from '../tally/tally.ts';
import { explainJudgement } from './explain-judgement.service.ts';
import { figuresOf } from './figures.service.ts';
import { emptyTally, tallyWith, tallyWithout } from './tally-with-case.service.ts';

export interface ChangedCase {
  readonly header: CaseHeader;
  readonly before: CaseParts;
  readonly after: CaseParts;
}

/** Whose figures a decision about a case can change: who operated on it before and after, and the hospital. */
export interface EffectSubject {
  readonly of: 'surgeon' | 'hospital';
  readonly id: number;
  readonly label: string;
}

type Judgements = ReadonlyMap<string, CaseJudgement>;

export async function listEffectSubjects(
  db: Database | DatabaseTransaction,
  { header, before, after }: ChangedCase,
  scope: Scope,
): Promise<EffectSubject[]> {
  const operating = [before.row.operating_surgeon_id, after.row.operating_surgeon_id].filter(
    (id) => id !== null,
  );
  const ids = [...new Set(operating)].filter((id) => scope.surgeon === null || scope.surgeon === id);
  const labels = await getSurgeonLabels(db, ids);
  return [
    ...ids.map((id): EffectSubject => ({ of: 'surgeon', id, label: labels.get(id) ?? '' })),
    // A surgeon sees nothing of the hospital that would tell of colleagues.
    ...(scope.surgeon === null
      ? [{ of: 'hospital', id: header.hospitalId, label: header.hospital } satisfies EffectSubject]
      : []),
  ];
}

/** What the tally has of an indicator for each subject, over all operations in the hospital of the case. */
export async function countSubjects(
  tally: Tally,
  scope: Scope,
  { hospitalId }: CaseHeader,
  subjects: readonly EffectSubject[],
  indicatorId: string,
): Promise<IndicatorTally[]> {
  const tallies: IndicatorTally[] = [];
  for (const { of, id } of subjects) {
    const filter = { hospitals: [hospitalId], ...(of === 'surgeon' ? { surgeons: [id] } : {}) };
    const [cell] = await tally.count({ scope, filter, groupBy: [], indicators: [indicatorId] });
    tallies.push(cell?.indicators[indicatorId] ?? emptyTally(getIndicator(indicatorId).kind));
  }
  return tallies;
}

/** The figures of the subjects, counted before and counted after. */
export async function effectOf(
  db: Database | DatabaseTransaction,
  changed: ChangedCase,
  subjects: readonly EffectSubject[],
  indicatorId: string,
  before: readonly IndicatorTally[],
  after: readonly IndicatorTally[],
): Promise<ReviewEffect> {
  const [was, becomes] = await judgementsOf(db, changed);
  return {
    figures: figuresBetween(subjects, getIndicator(indicatorId), before, after),
    judgements: differences(was, becomes),
  };
}

/** What the effect would be, without changing anything: the case is taken out of the tallies as it is and put back as it would be. */
export async function previewEffect(
  db: Database,
  tally: Tally,
  scope: Scope,
  changed: ChangedCase,
  indicatorId: string,
): Promise<ReviewEffect> {
  const subjects = await listEffectSubjects(db, changed, scope);
  const before = await countSubjects(tally, scope, changed.header, subjects, indicatorId);
  const [was, becomes] = await judgementsOf(db, changed);
  const after = before.map((counted, index) => {
    const subject = subjects[index];
    const belongs = (parts: CaseParts) =>
      subject?.of === 'hospital' || parts.row.operating_surgeon_id === subject?.id;
    const without = belongs(changed.before) ? tallyWithout(counted, was.get(indicatorId)) : counted;
    return belongs(changed.after) ? tallyWith(without, becomes.get(indicatorId)) : without;
  });
  return {
    figures: figuresBetween(subjects, getIndicator(indicatorId), before, after),
    judgements: differences(was, becomes),
  };
}

async function judgementsOf(
  db: Database | DatabaseTransaction,
  { header, before, after }: ChangedCase,
): Promise<[Judgements, Judgements]> {
  const judge = async (parts: CaseParts): Promise<Judgements> => {
    const record = await recordWith(db, parts);
    return new Map(
      CATALOGUE.map((indicator) => [
        indicator.id,
        explainJudgement(indicator, record, header.cutOff).judgement,
      ]),
    );
  };
  return [await judge(before), await judge(after)];
}

function differences(before: Judgements, after: Judgements): ReviewEffect['judgements'] {
  return CATALOGUE.flatMap(({ id }) => {
    const was = before.get(id);
    const becomes = after.get(id);
    if (was === undefined || becomes === undefined || was === becomes) return [];
    return [{ indicatorId: id, before: was, after: becomes }];
  });
}

function figuresBetween(
  subjects: readonly EffectSubject[],
  indicator: Indicator,
  before: readonly IndicatorTally[],
  after: readonly IndicatorTally[],
): ReviewEffect['figures'] {
  return subjects.flatMap((subject, index) => {
    const was = before[index];
    const becomes = after[index];
    if (was === undefined || becomes === undefined) return [];
    return [{ ...subject, before: figureOf(indicator, was), after: figureOf(indicator, becomes) }];
  });
}

function figureOf(indicator: Indicator, tally: IndicatorTally): ReviewedFigure {
  const figures = figuresOf(indicator, tally, null, []);
  if (figures.state === 'no-data') return { value: null, numerator: null, denominator: 0 };
  const { value, numerator, denominator } = figures;
  return { value, numerator, denominator };
}
