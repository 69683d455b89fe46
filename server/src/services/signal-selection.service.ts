import { benjaminiHochberg } from '@lamina/shared/statistics/providers.ts';
import type { Candidate } from './signal-candidate.service.ts';

/** Of the listed signals, the share that may be false on average; where nothing differs, the probability that anything is listed. */
export const FALSE_DISCOVERY_RATE = 0.05;

export interface Selected<One extends Candidate> {
  readonly candidate: One;
  readonly falseDiscoveryRate: number;
  /** Candidates about the same event and unit that passed, too: another follow-up window or procedure. */
  readonly also: readonly One[];
}

/**
 * The comparisons that stand out among all that were made (Benjamini and Hochberg 1995), one for an event and unit: of several
 * follow-up windows and procedures the one that stands out most. The strongest comes first.
 */
export function selectSignals<One extends Candidate>(candidates: readonly One[]): Selected<One>[] {
  const corrected = benjaminiHochberg(candidates.map(({ pValue }) => pValue));
  if (corrected.kind === 'not-computable') return [];
  const passed = candidates
    .map((candidate, index) => ({ candidate, falseDiscoveryRate: corrected.adjusted[index] ?? 1 }))
    .filter(({ falseDiscoveryRate }) => falseDiscoveryRate <= FALSE_DISCOVERY_RATE)
    .toSorted((one, other) => one.candidate.pValue - other.candidate.pValue);
  const listed = new Map<string, { -readonly [Key in keyof Selected<One>]: Selected<One>[Key] }>();
  for (const { candidate, falseDiscoveryRate } of passed) {
    const known = listed.get(eventOf(candidate));
    if (known === undefined) {
      listed.set(eventOf(candidate), { candidate, falseDiscoveryRate, also: [] });
    } else {
      known.also = [...known.also, candidate];
    }
  }
  return [...listed.values()];
}

/** Follow-up windows of one event have ids that differ in the window alone: 'readmission-30-days', 'readmission-90-days'. */
function eventOf({ indicator, unit, direction }: Candidate): string {
  return [indicator.id.replace(/-\d+-(?:days|weeks|months)$/, ''), unit.by, unit.id, direction].join(' ');
}
