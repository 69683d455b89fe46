import { shortKey } from '@lamina/server/services/short-key.service.ts';
import { rootRouter } from '@lamina/server/trpc/root.router.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../auth/sign-in-server.ts';
import {
  type AccessWorld,
  ASKERS,
  type Asker,
  accessWorld,
  FOREIGN_HOSPITAL,
  FOREIGN_SURGEON,
  type ScopedAsker,
} from './access-world.ts';
import { QUESTIONS } from './questions.ts';

/**
 * Who may ask what. Where a cell holds two words, the first is about ids of one's own and the second about those of others.
 * - all: answered from every case.
 * - own: answered exactly as by a server whose record holds nothing but the cases that the asker may see.
 * - published: small numbers hidden; no surgeon, no case, no day.
 * - answered: nothing in it is about cases.
 * - not found, refused, sign in, no conflict (the change was let through, and there was nothing to resolve).
 */
const TABLE = `
  procedure                | nobody   | administrator | lead of all | lead of one    | surgeon        | viewer
  account.session          | answered | answered      | answered    | answered       | answered       | answered
  audit.list               | sign in  | answered      | refused     | refused        | refused        | refused
  audit.export             | sign in  | answered      | refused     | refused        | refused        | refused
  audit.verify             | sign in  | answered      | refused     | refused        | refused        | refused
  cases.list               | sign in  | refused       | all         | own            | own            | refused
  cases.csv                | sign in  | refused       | all         | own            | own            | refused
  cases.one                | sign in  | refused       | all         | own/not found  | own/not found  | refused
  compare.get              | sign in  | refused       | all         | own            | published      | published
  dataQuality.get          | sign in  | refused       | all         | own            | own            | refused
  dataQuality.imports      | sign in  | answered      | all         | refused        | refused        | refused
  dataQuality.rejections   | sign in  | answered      | all         | refused        | refused        | refused
  indications.get          | sign in  | refused       | all         | own            | own            | refused
  methods.get              | sign in  | answered      | all         | answered       | answered       | answered
  overview.get             | sign in  | refused       | all         | own            | own            | published
  overview.options         | sign in  | refused       | all         | own            | own            | published
  overview.signals         | sign in  | refused       | all         | own            | own            | refused
  people.list              | sign in  | answered      | refused     | refused        | refused        | refused
  people.options           | sign in  | answered      | refused     | refused        | refused        | refused
  people.add               | sign in  | answered      | refused     | refused        | refused        | refused
  people.change            | sign in  | answered      | refused     | refused        | refused        | refused
  people.disable           | sign in  | answered      | refused     | refused        | refused        | refused
  people.enable            | sign in  | answered      | refused     | refused        | refused        | refused
  people.resetPassword     | sign in  | answered      | refused     | refused        | refused        | refused
  people.resetTwoFactor    | sign in  | answered      | refused     | refused        | refused        | refused
  people.endSessions       | sign in  | answered      | refused     | refused        | refused        | refused
  procedures.get           | sign in  | refused       | all         | own            | own            | refused
  recovery.get             | sign in  | refused       | all         | own            | own            | refused
  reviews.list             | sign in  | refused       | all         | own            | own            | refused
  reviews.ofCase           | sign in  | refused       | all         | own/not found  | own/not found  | refused
  reviews.get              | sign in  | refused       | all         | own/not found  | own/not found  | refused
  reviews.open             | sign in  | refused       | all         | own/not found  | own/not found  | refused
  reviews.comment          | sign in  | refused       | all         | own/not found  | own/not found  | refused
  reviews.decide           | sign in  | refused       | refused     | own/not found  | refused        | refused
  reviews.withdraw         | sign in  | refused       | all         | own/not found  | own/not found  | refused
  reviews.resolveConflict  | sign in  | refused       | no conflict | no conflict/not found | refused | refused
  settings.get             | sign in  | answered      | refused     | refused        | refused        | refused
  settings.change          | sign in  | answered      | refused     | refused        | refused        | refused
  surgeon.get              | sign in  | refused       | all         | own/not found  | own/refused    | refused
  surgeon.vlad             | sign in  | refused       | all         | own            | own/refused    | refused
  trend.get                | sign in  | refused       | all         | own            | own            | refused
  trend.monitoring         | sign in  | refused       | all         | own            | own            | refused
`;

const [HEAD = [], ...ROWS] = TABLE.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

const REFUSALS: Readonly<Record<number, string>> = {
  401: 'sign in',
  403: 'refused',
  404: 'not found',
  409: 'no conflict',
};

/** Parts of a surgeon's answers that are published of colleagues; the disclosure tests look at them. */
const ABOUT_COLLEAGUES = ['colleagues', 'detectable', 'others'];

/** What is another at every time and in every database, and tells nothing. */
const INCIDENTAL = ['dataVersion', 'openedAt', 'at', 'importedAt'];

/** What is said of a case of one's own does not hang on other cases; and no path is drawn where there is no case-mix model. */
const WITHOUT_OTHERS = ['cases.one', 'surgeon.vlad'];

const COUNTS = ['cases', 'numerator', 'denominator', 'judged', 'selected', 'total'];

describe('the table of who may ask what', () => {
  let world: AccessWorld;
  let twins: Readonly<Record<ScopedAsker, AccessWorld>>;
  let secrets: readonly string[];

  beforeAll(async () => {
    world = await accessWorld();
    twins = { 'lead of one': await accessWorld('lead of one'), surgeon: await accessWorld('surgeon') };
    secrets = await caseKeysOf(world, world.foreign.surgeon);
    expect(secrets.length).toBeGreaterThan(20);
  });
  afterAll(async () => {
    for (const each of [world, twins['lead of one'], twins.surgeon]) await each[Symbol.asyncDispose]();
  });

  it('has a row for every procedure that the server answers, and for no other', () => {
    const procedures = Object.keys(rootRouter._def.procedures).toSorted();
    expect(ROWS.map(([name]) => name).toSorted()).toEqual(procedures);
    expect(Object.keys(QUESTIONS).toSorted()).toEqual(procedures);
    expect(HEAD).toEqual(['procedure', ...ASKERS]);
  });

  it.each(ROWS)('holds for %s', async (name = '', ...cells) => {
    const found = [];
    for (const asker of ASKERS) {
      const own = await outcomeOf(name, asker, 'own');
      const foreign = await outcomeOf(name, asker, 'foreign');
      found.push(own === foreign ? own : `${own}/${foreign}`);
    }
    expect(found).toEqual(cells);
  });

  it('would notice a single question answered from cases of others', async () => {
    const same = [];
    for (const [name = '', , , , ofLead = ''] of ROWS) {
      if (!ofLead.startsWith('own') || isChange(name)) continue;
      const twin = twins['lead of one'];
      const inputs = (await QUESTIONS[name]?.(world, world.own, 'lead of all')) ?? [];
      const differ = [];
      for (const input of inputs) {
        const [whole, part] = [
          await send(world, name, 'lead of all', input),
          await send(twin, name, 'lead of all', input),
        ];
        differ.push(JSON.stringify(comparable(whole.body)) !== JSON.stringify(comparable(part.body)));
      }
      if (!differ.includes(true)) same.push(name);
    }
    expect(same).toEqual(WITHOUT_OTHERS);
  });

  async function outcomeOf(name: string, asker: Asker, whose: 'own' | 'foreign'): Promise<string> {
    const outcomes = new Set<string>();
    const inputs = QUESTIONS[name]?.(world, world[whose], asker) ?? [];
    for (const [index, input] of [...(await inputs)].entries()) {
      const answer = await send(world, name, asker, input);
      outcomes.add(REFUSALS[answer.status] ?? (await kindOf(name, asker, whose, index, input, answer)));
    }
    return [...outcomes].join(' and ');
  }

  async function kindOf(
    name: string,
    asker: Asker,
    whose: 'own' | 'foreign',
    index: number,
    input: unknown,
    answer: Answer,
  ): Promise<string> {
    expect([name, asker, input, answer.status]).toEqual([name, asker, input, 200]);
    const text = JSON.stringify(answer.body);
    if (asker !== 'lead of all' && asker !== 'administrator') {
      for (const secret of secrets) expect(text).not.toContain(secret);
      expect(text).not.toContain(FOREIGN_SURGEON);
    }
    if (['account.session', 'methods.get'].includes(name)) {
      if (asker !== 'lead of all') expect(text).not.toContain(FOREIGN_HOSPITAL);
      return asker === 'lead of all' && name === 'methods.get' ? 'all' : 'answered';
    }
    if (asker === 'lead of all') return 'all';
    if (asker === 'lead of one' || asker === 'surgeon') {
      const twin = twins[asker];
      const twinInputs = isChange(name) ? [] : await QUESTIONS[name]?.(twin, twin[whose], asker);
      if (isChange(name)) return 'own';
      const same = await send(twin, name, asker, twinInputs?.[index]);
      const [seen, seenByTwin] = [comparable(answer.body, asker), comparable(same.body, asker)];
      if (name === 'compare.get' && asker === 'surgeon') return publishedKind(answer.body, text);
      expect(seen).toEqual(seenByTwin);
      return 'own';
    }
    return asker === 'viewer' ? publishedKind(answer.body, text) : 'answered';
  }

  function publishedKind(body: unknown, text: string): string {
    expect(text).not.toContain('SGN-');
    expect(text).not.toMatch(/-03-01|-03-11/);
    for (const [name, value] of numbersIn(body)) {
      if (COUNTS.includes(name))
        expect([name, value, value >= 1 && value <= 10]).toEqual([name, value, false]);
    }
    return 'published';
  }
});

function isChange(name: string): boolean {
  const procedures = rootRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;
  return procedures[name]?._def.type === 'mutation';
}

function send({ browsers }: AccessWorld, name: string, asker: Asker, input: unknown): Promise<Answer> {
  const browser = browsers[asker];
  return isChange(name) ? browser.change(name, input) : browser.ask(name, input);
}

async function caseKeysOf({ server }: AccessWorld, surgeon: number): Promise<string[]> {
  const rows = await server.db
    .selectFrom('surgical_case')
    .select('source_case_key')
    .where('operating_surgeon_id', '=', surgeon)
    .execute();
  return rows.map(({ source_case_key }) => shortKey(source_case_key));
}

function comparable(body: unknown, asker: ScopedAsker = 'lead of one'): unknown {
  const left = [...INCIDENTAL, ...(asker === 'surgeon' ? ABOUT_COLLEAGUES : [])];
  return JSON.parse(JSON.stringify(body, (name, value) => (left.includes(name) ? undefined : value)));
}

function numbersIn(value: unknown, name = ''): (readonly [name: string, value: number])[] {
  if (typeof value === 'number') return [[name, value]];
  if (Array.isArray(value)) return value.flatMap((one) => numbersIn(one, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => numbersIn(one, key));
}
