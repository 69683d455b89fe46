import type { Attribution, CaseFilter, Dimension } from '@lamina/shared/domain/filter.ts';
import { procedureGroup } from '@lamina/shared/domain/procedure.ts';
import type { CaseJudgement, Indicator } from '@lamina/shared/indicators/indicator.ts';
import { ageBandOf, naiveJudgement } from './naive-judgement.ts';
import type { RawCase } from './raw-record.ts';

export interface NaiveCell {
  readonly key: readonly (string | number | boolean | null)[];
  readonly judgements: ReadonlyMap<string, readonly CaseJudgement[]>;
  readonly cases: number;
}

/** A raw case with its judgement by every indicator, worked out once. */
export interface JudgedCase extends RawCase {
  readonly judgements: ReadonlyMap<string, CaseJudgement>;
}

export function judgeAll(record: readonly RawCase[], catalogue: readonly Indicator[]): JudgedCase[] {
  return record.map((raw) => ({
    ...raw,
    judgements: new Map(
      catalogue.map((indicator) => [indicator.id, naiveJudgement(indicator, raw.reported, raw.cutOff)]),
    ),
  }));
}

/** Filters and groups judged cases with loops, without SQL: what every engine of the tally is compared with. */
export function naiveTally(
  cases: readonly JudgedCase[],
  filter: CaseFilter,
  groupBy: readonly Dimension[],
  indicators: readonly string[],
): NaiveCell[] {
  const cells = new Map<string, { key: NaiveCell['key']; cases: JudgedCase[] }>();
  for (const each of cases) {
    if (!meets(each, filter)) continue;
    const key = groupBy.map((dimension) =>
      dimension === 'surgeon' ? surgeonOf(each, filter.attribution) : dimensionOf(each, dimension),
    );
    const cell = cells.get(JSON.stringify(key)) ?? { key, cases: [] };
    cell.cases.push(each);
    cells.set(JSON.stringify(key), cell);
  }
  return [...cells.values()].map((cell) => ({
    key: cell.key,
    cases: cell.cases.length,
    judgements: new Map(
      indicators.map((id) => [id, cell.cases.map((each) => each.judgements.get(id) ?? 'not-reported')]),
    ),
  }));
}

function meets(each: RawCase, filter: CaseFilter): boolean {
  const { reported } = each;
  const lists: [readonly (string | number)[] | undefined, string | number | null][] = [
    [filter.procedures, dimensionOf(each, 'procedure') as string],
    [filter.hospitals, each.hospitalId],
    [filter.surgeons, surgeonOf(each, filter.attribution)],
    [filter.regions, reported.region],
    [filter.approaches, reported.approach],
    [filter.urgencies, reported.urgency],
    [filter.indications, reported.indication],
    [filter.ageBands, dimensionOf(each, 'ageBand') as string | null],
    [filter.asaClasses, reported.asaClass],
    [filter.sexes, reported.sex],
    [filter.sources, reported.sourceSystem],
  ];
  for (const [wanted, value] of lists) {
    if (wanted !== undefined && (value === null || !wanted.includes(value))) return false;
  }
  for (const flag of ['revision', 'minimallyInvasive', 'instrumented', 'diabetes', 'smoker'] as const) {
    if (filter[flag] !== undefined && reported[flag] !== filter[flag]) return false;
  }
  const first = reported.operationDate ?? `${reported.operationYear}-01-01`;
  const last = reported.operationDate ?? `${reported.operationYear}-12-31`;
  return (filter.from === undefined || first >= filter.from) && (filter.to === undefined || last < filter.to);
}

function surgeonOf(each: RawCase, attribution: Attribution = 'operating'): number | null {
  if (attribution === 'assisting') return each.assistingSurgeonId;
  return attribution === 'responsible' ? each.responsibleSurgeonId : each.surgeonId;
}

function dimensionOf({ reported, hospitalId }: RawCase, dimension: Exclude<Dimension, 'surgeon'>) {
  switch (dimension) {
    case 'procedure':
      return procedureGroup(reported) ?? null;
    case 'hospital':
      return hospitalId;
    case 'source':
      return reported.sourceSystem;
    case 'ageBand':
      return reported.ageBand ?? ageBandOf(reported.age);
    case 'month':
      return reported.operationDate?.slice(0, 7) ?? null;
    case 'quarter': {
      if (reported.operationDate === null) return null;
      const [year, month] = reported.operationDate.split('-').map(Number);
      return `${year}-Q${Math.floor(((month ?? 1) - 1) / 3) + 1}`;
    }
    case 'year':
      return reported.operationYear;
    default:
      return reported[dimension];
  }
}
