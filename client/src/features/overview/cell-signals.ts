import type { CellMarks, SignalsOutput } from '@lamina/shared/contract/signals.ts';
import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import { createContext, useContext } from 'react';

export type MarksByCell = ReadonlyMap<string, CellMarks>;

/** Apart from the figures, which are drawn before the marks are known and not again when they are. */
export const CellMarksContext = createContext<MarksByCell>(new Map());

export function marksByCell(signals: SignalsOutput | undefined): MarksByCell {
  return new Map(signals?.cells.map((cell) => [keyOf(cell.indicatorId, cell.procedure), cell]));
}

export function useCellMarks(indicatorId: string, procedure: Procedure): CellMarks | undefined {
  return useContext(CellMarksContext).get(keyOf(indicatorId, procedure));
}

function keyOf(indicatorId: string, procedure: Procedure): string {
  return `${indicatorId}.${procedure}`;
}
