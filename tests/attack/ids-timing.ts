import type { SeededRandom } from '../soak/seeded-random.ts';
import type { AttackedServer, Attacker } from './ids-network.ts';

export interface Times {
  readonly attacker: Attacker;
  /** Medians in milliseconds. */
  readonly foreign: number;
  readonly missing: number;
  /** Share of pairs in which the foreign case took longer: 0.5 tells nothing. */
  readonly auc: number;
}

const PAIRS = 150;

/** How long a case out of scope takes beside one that does not exist, asked in turns. */
export async function compareTimes(
  { browsers, secrets }: AttackedServer,
  random: SeededRandom,
): Promise<Times[]> {
  const found: Times[] = [];
  for (const attacker of ['surgeon', 'lead of one'] as const) {
    const foreignIds = [...secrets[attacker].caseIds];
    const measure = async (caseId: number) => {
      const started = performance.now();
      await browsers[attacker].ask('cases.one', { caseId });
      return performance.now() - started;
    };
    const [foreign, missing]: [number[], number[]] = [[], []];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const turns: [number[], number][] = [
        [foreign, random.pick(foreignIds)],
        [missing, 1_000_000_000 + random.below(1_000_000_000)],
      ];
      if (random.below(2) === 1) turns.reverse();
      for (const [times, caseId] of turns) times.push(await measure(caseId));
    }
    const longer = foreign.filter((time, index) => time > (missing[index] ?? 0)).length;
    found.push({ attacker, foreign: medianOf(foreign), missing: medianOf(missing), auc: longer / PAIRS });
  }
  return found;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
