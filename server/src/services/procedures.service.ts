import {
  type ComparedIndicator,
  type GroupFigures,
  PROCEDURE_GROUPS,
  type ProcedureGroup,
  type ProceduresInput,
  type ProceduresOutput,
} from '@lamina/shared/contract/procedures.ts';
import type { RiskModel } from '@lamina/shared/contract/risk-model.ts';
import type { CaseFilter } from '@lamina/shared/domain/filter.ts';
import { PROCEDURES } from '@lamina/shared/domain/procedure.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { CATALOGUE, getIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { miettinenNurminenRatio, newcombeDifference } from '@lamina/shared/statistics/intervals.ts';
import { scopeOf } from '../auth/scope.ts';
import { sumExpectedWithoutProcedure } from '../repositories/procedure-case-mix.repository.ts';
import { getRecordState } from '../repositories/record-state.repository.ts';
import { listCurrentRiskModels } from '../repositories/risk-model.repository.ts';
import type { TallyCell } from '../tally/tally.ts';
import { adjustedContrastOf, type CaseMixRates, caseMixRatesOf } from './adjusted-contrast.service.ts';
import { figuresOf } from './figures.service.ts';
import { CONFIDENCE } from './interval.service.ts';
import { comparedChanges } from './procedure-changes.service.ts';
import { comparedCharacteristics } from './procedure-characteristics.service.ts';
import { comparedReturns } from './return-to-theatre.service.ts';
import type { ServiceContext } from './service-context.ts';
import { stayFiguresOf } from './stay-figures.service.ts';

const COMPARED = CATALOGUE.map(({ id }) => id);

/** Decompression alone beside decompression with fusion, on the same filter: case mix, every indicator, stay, scores, returns to theatre. */
export async function getProcedures(
  viewer: Viewer,
  { db, tally }: ServiceContext,
  { filter }: ProceduresInput,
): Promise<ProceduresOutput> {
  const scope = scopeOf(viewer);
  const countGroup = async (group: ProcedureGroup) => {
    const procedures = proceduresOf(group, filter);
    if (procedures.length === 0) return undefined;
    const question = { scope, filter: { ...filter, procedures }, groupBy: [], indicators: COMPARED };
    const [cell] = await tally.count(question);
    return cell;
  };
  const [state, decompression, fusion, characteristics, changes, returnToTheatre, models] = await Promise.all(
    [
      getRecordState(db),
      countGroup('decompression'),
      countGroup('fusion'),
      comparedCharacteristics({ db, tally }, scope, filter),
      comparedChanges(db, scope, filter),
      comparedReturns(db, scope, filter),
      listCurrentRiskModels(db),
    ],
  );
  const rates = caseMixRatesOf(await sumExpectedWithoutProcedure(db, scope, filter, [...models.values()]));
  const cells = [decompression, fusion].filter((cell) => cell !== undefined);
  return {
    ...state,
    cases: (decompression?.cases ?? 0) + (fusion?.cases ?? 0),
    firstOperation: cells.map((cell) => cell.periodStart).toSorted()[0] ?? null,
    lastOperation:
      cells
        .map((cell) => cell.periodEnd)
        .toSorted()
        .at(-1) ?? null,
    groups: { decompression: decompression?.cases ?? 0, fusion: fusion?.cases ?? 0 },
    characteristics,
    indicators:
      decompression === undefined || fusion === undefined
        ? []
        : COMPARED.flatMap((id) => comparedIndicator(id, decompression, fusion, rates, models)),
    stays: { decompression: stayOf(decompression), fusion: stayOf(fusion) },
    changes,
    returnToTheatre,
  };
}

/** The procedures of a group that the filter lets through. */
function proceduresOf(group: ProcedureGroup, { procedures = [...PROCEDURES] }: CaseFilter) {
  return procedures.filter((procedure) => (PROCEDURE_GROUPS[group] as readonly string[]).includes(procedure));
}

/** Nothing for indicators that are no proportions or do not apply to both groups. */
function comparedIndicator(
  indicatorId: string,
  decompressionCell: TallyCell,
  fusionCell: TallyCell,
  rates: CaseMixRates,
  models: ReadonlyMap<string, RiskModel>,
): ComparedIndicator[] {
  const decompression = groupFiguresOf(indicatorId, decompressionCell);
  const fusion = groupFiguresOf(indicatorId, fusionCell);
  if (decompression === undefined || fusion === undefined) return [];
  const enough = decompression.state === 'figures' && fusion.state === 'figures';
  const difference = newcombeDifference(fusion, decompression, CONFIDENCE);
  const ratio = miettinenNurminenRatio(fusion, decompression, CONFIDENCE);
  const contrast = (value: number, lower: number, upper: number, method: string) => ({
    value,
    interval: { lower, upper, confidence: CONFIDENCE, method },
  });
  const crude =
    !enough || ratio.kind === 'not-computable' || ratio.ratio === null || ratio.upper === null
      ? null
      : contrast(ratio.ratio, ratio.lower, ratio.upper, 'Miettinen–Nurminen score');
  return [
    {
      indicatorId,
      decompression,
      fusion,
      difference:
        !enough || difference.kind === 'not-computable'
          ? null
          : contrast(difference.difference, difference.lower, difference.upper, 'Newcombe'),
      ratio: crude,
      adjusted: adjustedContrastOf(indicatorId, crude, rates, models),
    },
  ];
}

function groupFiguresOf(indicatorId: string, cell: TallyCell): GroupFigures | undefined {
  const counted = cell.indicators[indicatorId];
  if (counted?.kind !== 'proportion' || counted.notCounted['not-applicable'] === cell.cases) return undefined;
  const figures = figuresOf(getIndicator(indicatorId), counted, null, []);
  return {
    state: figures.state,
    numerator: counted.numerator,
    denominator: counted.denominator,
    value: figures.state === 'no-data' ? null : figures.value,
    interval: figures.state === 'no-data' ? null : figures.interval,
    completeness: figures.completeness,
  };
}

function stayOf(cell: TallyCell | undefined) {
  const stay = Object.values(cell?.indicators ?? {}).find((tally) => tally.kind === 'duration');
  return stay === undefined ? null : stayFiguresOf(stay);
}
