import type { Rebase } from '@lamina/shared/contract/trend.ts';
import { IsoDate } from '@lamina/shared/domain/period.ts';

const ASSIGNS = '~';
const LONGEST_NOTE = 200;

/** What the address says: 'YYYY-MM-DD~why'. */
export function readRebases(texts: readonly string[] | undefined): Rebase[] {
  return (texts ?? []).flatMap((text): Rebase[] => {
    const [date = '', ...note] = text.split(ASSIGNS);
    return IsoDate.safeParse(date).success ? [{ date, note: note.join(ASSIGNS).slice(0, LONGEST_NOTE) }] : [];
  });
}

export function writeRebases(rebases: readonly Rebase[]): string[] {
  return rebases.map(({ date, note }) => `${date}${ASSIGNS}${note}`);
}

/** In order of time; of two on one day the new one stands. */
export function withRebase(rebases: readonly Rebase[], added: Rebase): Rebase[] {
  return [...rebases.filter(({ date }) => date !== added.date), added].toSorted((one, other) =>
    one.date.localeCompare(other.date),
  );
}
