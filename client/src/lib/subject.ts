import type { Procedure } from '@lamina/shared/domain/procedure.ts';
import type { Indicator } from '@lamina/shared/indicators/indicator.ts';
import { FAMILIES } from './families.ts';

/** 'Infection 90 d after fusion': the short name and the procedure; the short name alone for several procedures together. */
export function subjectInWords({ shortName, family }: Indicator, procedure: Procedure | null): string {
  if (procedure === null) return shortName;
  const preposition = FAMILIES.find(({ id }) => id === family)?.preposition ?? 'after';
  return `${shortName} ${preposition} ${procedure}`;
}
