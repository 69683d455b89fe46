import type { Dimension } from '@lamina/shared/domain/filter.ts';
import { PROCEDURES, type Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import type { IndicatorTally, TallyCell } from '../tally/tally.ts';
import type { QuarterTallies } from './signal-change.service.ts';
import type { NetworkTallies } from './signal-expected.service.ts';
import type { ProviderTallies } from './signal-outside.service.ts';

/** What all cases had of an indicator, by procedure; without the procedures that it does not apply to. */
export function networkOf({ id }: Indicator, totals: readonly TallyCell[]): NetworkTallies {
  return new Map(
    totals.flatMap((cell): [Procedure, IndicatorTally][] => {
      const [procedure, tally] = [procedureOf(cell), cell.indicators[id]];
      return procedure === undefined || tally === undefined || tally.denominator === 0
        ? []
        : [[procedure, tally]];
    }),
  );
}

/** All procedures of the filter together (null) and each by itself; the one alone where there is only one. */
export function strataOf(network: NetworkTallies): readonly (Procedure | null)[] {
  const procedures = [...network.keys()];
  return procedures.length === 1 ? procedures : [null, ...procedures];
}

/** Cells by procedure and provider, gathered by provider. */
export function providersOf(
  by: 'hospital' | 'surgeon',
  { id: indicatorId }: Indicator,
  cells: readonly TallyCell[],
): ProviderTallies[] {
  return [...groupedBy(cells, by)].map(([id, own]) => ({
    id,
    cells: own.flatMap((cell) => {
      const procedure = procedureOf(cell);
      return procedure === undefined ? [] : [{ procedure, tally: cell.indicators[indicatorId] }];
    }),
  }));
}

/**
 * Cells by quarter (and procedure) in order of time. Where they are not parted by procedure the first of the network stands in: of
 * a course only the shares of the quarters matter.
 */
export function courseOf(
  { id }: Indicator,
  cells: readonly TallyCell[],
  network?: NetworkTallies,
): QuarterTallies[] {
  const [standIn] = network?.keys() ?? [];
  const byQuarter = new Map<string, QuarterTallies['cells'][number][]>();
  for (const cell of cells) {
    const [quarter, procedure] = [cell.key.quarter, procedureOf(cell) ?? standIn];
    if (typeof quarter !== 'string' || procedure === undefined) continue;
    const known = byQuarter.get(quarter);
    const own = { procedure, tally: cell.indicators[id] };
    if (known === undefined) byQuarter.set(quarter, [own]);
    else known.push(own);
  }
  return [...byQuarter]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([quarter, own]) => ({ quarter, cells: own }));
}

/** Cells of every provider that is known by its id. */
export function groupedBy(
  cells: readonly TallyCell[],
  dimension: Extract<Dimension, 'hospital' | 'surgeon'>,
): Map<number, TallyCell[]> {
  const groups = new Map<number, TallyCell[]>();
  for (const cell of cells) {
    const id = cell.key[dimension];
    if (typeof id !== 'number') continue;
    const known = groups.get(id);
    if (known === undefined) groups.set(id, [cell]);
    else known.push(cell);
  }
  return groups;
}

export function procedureOf({ key }: TallyCell): Procedure | undefined {
  return PROCEDURES.find((procedure) => procedure === key.procedure);
}
