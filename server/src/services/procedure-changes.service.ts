import type { ComparedChange, MeanChange } from '@lamina/shared/contract/procedures.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { meanDifference, meanIntervalOfSums, type ValueSums } from '@lamina/shared/statistics/stay.ts';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import {
  listPromAsked,
  listPromSums,
  type PromAsked,
  type PromSums,
} from '../repositories/prom-change.repository.ts';
import { CONFIDENCE, intervalOf } from './interval.service.ts';

const INSTRUMENTS = ['odi', 'back-pain', 'leg-pain'] as const;
const TIMEPOINTS = ['month-3', 'month-12'] as const;

/** Mean change for the better of disability and pain, group by group. */
export async function comparedChanges(
  db: Database,
  scope: Scope,
  filter: CaseFilter,
): Promise<ComparedChange[]> {
  const [sums, asked] = await Promise.all([
    listPromSums(db, scope, filter, TIMEPOINTS, INSTRUMENTS),
    listPromAsked(db, scope, filter),
  ]);
  return INSTRUMENTS.flatMap((instrument) =>
    TIMEPOINTS.map((timepoint): ComparedChange => {
      const ofGroup = (fusion: boolean) => {
        const inGroup = (entry: PromSums | PromAsked) =>
          (entry.procedure === 'fusion') === fusion && entry.timepoint === timepoint;
        const changes = changeSums(sums.filter((entry) => inGroup(entry) && entry.instrument === instrument));
        const cases = asked.filter(inGroup).reduce((total, entry) => total + entry.asked, 0);
        return { changes, figures: meanChangeOf(changes, cases) };
      };
      const [decompression, fusion] = [ofGroup(false), ofGroup(true)];
      const difference = meanDifference(fusion.changes, decompression.changes, CONFIDENCE);
      return {
        instrument,
        timepoint,
        decompression: decompression.figures,
        fusion: fusion.figures,
        difference:
          difference.kind === 'not-computable'
            ? null
            : {
                value: difference.difference,
                interval: {
                  lower: difference.lowerLimit,
                  upper: difference.upperLimit,
                  confidence: CONFIDENCE,
                  method: 'Welch’s t',
                },
              },
      };
    }),
  );
}

function changeSums(entries: readonly PromSums[]): ValueSums {
  const add = (value: (entry: PromSums) => number) =>
    entries.reduce((total, entry) => total + value(entry), 0);
  return {
    caseCount: add(({ pairs }) => pairs),
    sum: add(({ changeSum }) => changeSum),
    sumOfSquares: add(({ changeSumOfSquares }) => changeSumOfSquares),
  };
}

function meanChangeOf({ caseCount, sum, sumOfSquares }: ValueSums, asked: number): MeanChange {
  const mean = meanIntervalOfSums(caseCount, sum, sumOfSquares, CONFIDENCE);
  if (mean.kind === 'not-computable') return { answered: caseCount, asked, mean: null, interval: null };
  return {
    answered: caseCount,
    asked,
    mean: mean.mean,
    interval: intervalOf(mean.lowerLimit, mean.upperLimit, 'Student’s t'),
  };
}
