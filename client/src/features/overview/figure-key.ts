import { Procedure } from '@lamina/shared/domain/procedure.ts';

export interface FigureKey {
  readonly indicatorId: string;
  readonly procedure: Procedure;
}

/** How the server names a chosen reference's figure. */
export function referenceKey({ indicatorId, procedure }: FigureKey): string {
  return `${indicatorId}/${procedure}`;
}

/** 'infection-90-days.fusion', as the address has it. */
export function writeFigureKey({ indicatorId, procedure }: FigureKey): string {
  return `${indicatorId}.${procedure}`;
}

/** Undefined when the text names no figure. */
export function readFigureKey(text: string | undefined): FigureKey | undefined {
  const [indicatorId, procedureText] = text?.split('.') ?? [];
  const procedure = Procedure.safeParse(procedureText);
  return indicatorId === undefined || !procedure.success
    ? undefined
    : { indicatorId, procedure: procedure.data };
}
