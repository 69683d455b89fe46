import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackIds, type IdsAttack } from '../../attack/ids-attack.ts';
import { type AttackedServer, attackedServer } from '../../attack/ids-network.ts';
import { SeededRandom } from '../../soak/seeded-random.ts';
import { dataOf } from '../auth/sign-in-server.ts';

const ROUNDS = 300;
const CASES = 2000;

describe('guessing ids', () => {
  let attacked: AttackedServer;
  let attack: IdsAttack;

  beforeAll(async () => {
    attacked = await attackedServer(CASES);
    attack = await attackIds(attacked, ROUNDS, new SeededRandom(11));
  });
  afterAll(() => attacked?.[Symbol.asyncDispose]());

  it('gives nothing of a case, review, provider or person out of scope', () => {
    expect(attack.leaks).toEqual([]);
    for (const status of [200, 401, 403, 404]) {
      expect(attack.statuses.get(status) ?? 0, `answers ${status}`).toBeGreaterThan(10);
    }
  });

  it('does not tell what exists from what does not', () => {
    expect(attack.oracles).toEqual([]);
  });

  it('is noticed: the same search finds the cases of one attacker in what is shown to another', async () => {
    const caseId = attacked.ownCase['lead of one'] ?? 0;
    const { key } = dataOf<{ key: string }>(
      await attacked.browsers['lead of one'].ask('cases.one', { caseId }),
    );
    expect(attacked.secrets.viewer.texts).toContain(key);
    expect(attacked.secrets['lead of one'].texts).not.toContain(key);
  });

  it('leaves everybody what they were', async () => {
    const rights = await attacked.server.db
      .selectFrom('person_right')
      .select(['role', 'disabled_at'])
      .execute();
    expect(
      rights.filter(({ role, disabled_at }) => role === 'administrator' || disabled_at !== null),
    ).toEqual([]);
  });
});
