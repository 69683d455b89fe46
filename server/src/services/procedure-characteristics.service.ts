import { type Characteristic, PROCEDURE_GROUPS } from '@lamina/shared/contract/procedures.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { AGE_BANDS, INDICATIONS, REGIONS, SEXES, URGENCIES } from '@lamina/shared/domain/surgical-case.ts';
import { standardisedDifference } from '@lamina/shared/statistics/comparison.ts';
import type { Scope } from '../auth/scope.ts';
import { countLevels } from '../repositories/procedure-case-mix.repository.ts';
import type { DimensionValue } from '../tally/tally.ts';
import type { ServiceContext } from './service-context.ts';

const MOST_LEVELS_NAMED = 3;

/** In the order shown. Of a yes-or-no characteristic one level says all. */
const TALLIED = [
  ['indication', INDICATIONS],
  ['ageBand', AGE_BANDS],
  ['sex', SEXES],
  ['asaClass', [1, 2, 3, 4, 5]],
  ['diabetes', [true]],
  ['smoker', [true]],
  ['revision', [true]],
  ['region', REGIONS],
  ['urgency', URGENCIES],
] as const satisfies readonly (readonly [Characteristic['characteristic'], readonly DimensionValue[]])[];

interface Group {
  readonly fusion: boolean;
  readonly level: string;
  readonly cases: number;
}

/** Who was operated on, group by group; levels that nobody has are left out. */
export async function comparedCharacteristics(
  { db, tally }: Pick<ServiceContext, 'db' | 'tally'>,
  scope: Scope,
  filter: CaseFilter,
): Promise<Characteristic[]> {
  const tallied = await Promise.all(
    TALLIED.map(async ([characteristic, levels]) => {
      const cells = await tally.count({
        scope,
        filter,
        groupBy: ['procedure', characteristic],
        indicators: [],
      });
      const groups = cells.flatMap(({ key, cases }): Group[] => {
        const level = key[characteristic];
        return level === null ? [] : [{ fusion: isFusion(key.procedure), level: String(level), cases }];
      });
      return { characteristic, levels: levels.map(String), groups };
    }),
  );
  const counted = (await countLevels(db, scope, filter)).flatMap(({ procedure, levels, cases }): Group[] =>
    levels === null ? [] : [{ fusion: isFusion(procedure), level: levelsName(levels), cases }],
  );
  const levelNames = Array.from({ length: MOST_LEVELS_NAMED }, (_, index) => levelsName(index + 1));
  return [...tallied, { characteristic: 'levels' as const, levels: levelNames, groups: counted }].flatMap(
    ({ characteristic, levels, groups }) =>
      levels.flatMap((level) => compareLevel(characteristic, level, groups)),
  );
}

function compareLevel(
  characteristic: Characteristic['characteristic'],
  level: string,
  groups: readonly Group[],
): Characteristic[] {
  const share = (fusion: boolean) => {
    const ofGroup = groups.filter((group) => group.fusion === fusion);
    return {
      numerator: total(ofGroup.filter((group) => group.level === level)),
      denominator: total(ofGroup),
    };
  };
  const [decompression, fusion] = [share(false), share(true)];
  if (decompression.numerator + fusion.numerator === 0) return [];
  const compared = standardisedDifference(fusion, decompression);
  return [
    {
      characteristic,
      level,
      decompression,
      fusion,
      standardisedDifference: compared.kind === 'computed' ? compared.difference : null,
    },
  ];
}

function total(groups: readonly Group[]): number {
  return groups.reduce((sum, { cases }) => sum + cases, 0);
}

function isFusion(procedure: DimensionValue | undefined): boolean {
  return (PROCEDURE_GROUPS.fusion as readonly unknown[]).includes(procedure);
}

function levelsName(levels: number): string {
  return levels >= MOST_LEVELS_NAMED ? `${MOST_LEVELS_NAMED}+` : String(levels);
}
