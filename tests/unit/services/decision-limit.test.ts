import { decisionLimitOf } from '@lamina/server/services/decision-limit.service.ts';
import { simulatedLimitOf } from '@lamina/server/services/decision-limit-simulation.service.ts';
import { describe, expect, it } from 'vitest';

const question = {
  risks: Array.from({ length: 300 }, (_, index) => 0.01 + (index % 10) / 200),
  oddsRatio: 2,
  targetRunLength: 2000,
  casesPerYear: 400,
};

describe('the decision limit of a chart', () => {
  it('is what the simulation gives, and is given once to all who ask at the same time', async () => {
    const [one, other] = [decisionLimitOf(question), decisionLimitOf({ ...question })];
    expect(other).toBe(one);
    expect(await one).toEqual(simulatedLimitOf(question));
  });

  it('leaves the thread that answers free while it is simulated', async () => {
    let turns = 0;
    let waiting = true;
    const turn = () => {
      turns += 1;
      if (waiting) setImmediate(turn);
    };
    setImmediate(turn);
    await decisionLimitOf({ ...question, targetRunLength: 4000 });
    waiting = false;
    // A calculation on this thread would let through a single turn.
    expect(turns).toBeGreaterThan(10);
  });

  it('says why there is none', async () => {
    const answer = await decisionLimitOf({ ...question, oddsRatio: 1 });
    expect(answer.kind).toBe('not-computable');
  });
});
