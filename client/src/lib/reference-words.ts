import { Procedure } from '@lamina/shared/domain/procedure.ts';
import { findIndicator } from '@lamina/shared/indicators/catalogue.ts';
import { formatCount } from './format.ts';
import { subjectInWords } from './subject.ts';

/** A reference that the reader chose in place of the default one. */
export interface ChosenReference {
  /** 'Infection 90 d after discectomy' */
  readonly subject: string;
  /** Null on a screen that does not compare this figure. */
  readonly label: string | null;
}

interface KnownReference {
  readonly id: string;
  readonly label: string;
}

/** What the address says was chosen, as 'indicator/procedure' to a reference's id, in words as far as the references are known. */
export function chosenReferences(
  chosen: Readonly<Record<string, string>>,
  known: readonly KnownReference[],
): ChosenReference[] {
  const labels = new Map(known.map(({ id, label }) => [id, label]));
  return Object.entries(chosen).map(([figure, id]) => ({
    subject: figureInWords(figure),
    label: labels.get(id) ?? null,
  }));
}

/** 'References: 2 chosen', for the head of a sheet; nothing where all are the default ones. */
export function referenceCountInWords(chosen: readonly ChosenReference[]): string {
  return chosen.length === 0 ? '' : ` · References: ${formatCount(chosen.length)} chosen`;
}

/** A sentence for each chosen reference that the screen compares with. */
export function referenceSentences(chosen: readonly ChosenReference[]): string[] {
  return chosen.flatMap(({ subject, label }) =>
    label === null ? [] : [`Reference chosen for ${subject}: ${label}.`],
  );
}

function figureInWords(figure: string): string {
  const [indicatorId = '', procedureText] = figure.split('/');
  const indicator = findIndicator(indicatorId);
  const { data: procedure } = Procedure.safeParse(procedureText);
  return indicator === undefined ? figure : subjectInWords(indicator, procedure ?? null);
}
