import type { Answer } from '../integration/auth/sign-in-server.ts';
import type { SeededRandom } from '../soak/seeded-random.ts';
import { ATTACKERS, type AttackedServer, type Attacker, type OutOfScope } from './ids-network.ts';

export interface IdsAttack {
  readonly requests: number;
  /** By status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Answers with something of a case out of scope, or of somebody else. */
  readonly leaks: readonly string[];
  /** Answers that tell a foreign case or review from one that does not exist. */
  readonly oracles: readonly string[];
}

interface Attempt {
  readonly question: string;
  readonly input: unknown;
  readonly change: boolean;
}

const INDICATOR = 'infection-90-days';
const SHORT_KEY = /"key":"([0-9a-f]{8})"|\b([0-9a-f]{8}),/g;
const REMARK = /remark-about-\d+-/g;
/** Where the id of a case stands in an answer. */
const CASE_ID = /"caseId":(\d+)/g;

/** Asks with guessed ids as everybody who does not see all cases, and looks through every answer for what is not theirs. */
export async function attackIds(
  attacked: AttackedServer,
  rounds: number,
  random: SeededRandom,
): Promise<IdsAttack> {
  const statuses = new Map<number, number>();
  const leaks: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const attacker = random.pick(ATTACKERS);
    const attempt = guess(attacked, random);
    const answer = await send(attacked, attacker, attempt);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const leak = leakIn(answer, attacked.secrets[attacker], attempt);
    if (leak !== undefined)
      leaks.push(`${attacker}: ${attempt.question} ${JSON.stringify(attempt.input)}: ${leak}`);
  }
  return { requests: rounds, statuses, leaks, oracles: await findOracles(attacked, random) };
}

/** Random ids, ids next to what exists, and ids of what exists. */
function guess({ ids }: AttackedServer, random: SeededRandom): Attempt {
  const near = (known: readonly number[]) =>
    Math.max(
      1,
      random.below(5) === 0
        ? random.below(2 ** 31)
        : (known.length === 0 ? 1 : random.pick(known)) + random.below(3) - 1,
    );
  const caseId = near(ids.cases);
  const reviewId = near(ids.reviews);
  const hospital = near(ids.hospitals);
  const surgeon = near(ids.surgeons);
  const person = random.below(3) === 0 ? crypto.randomUUID() : random.pick(ids.people);
  const filter = random.pick([
    { hospitals: [hospital] },
    { surgeons: [surgeon] },
    { surgeons: [surgeon], hospitals: [hospital] },
  ]);
  const ask = (question: string, input: unknown): Attempt => ({ question, input, change: false });
  const change = (question: string, input: unknown): Attempt => ({ question, input, change: true });
  const listed = random.pick([{}, { of: { indicator: INDICATOR, counted: 'numerator' } }]);
  return random.pick<() => Attempt>([
    () => ask('cases.one', { caseId }),
    () => ask('cases.one', { caseId }),
    () => ask('cases.list', { filter, ...listed, page: 1 + random.below(3) }),
    () => ask('cases.csv', { filter, columns: ['key', 'hospital', 'surgeon', 'operation'], about: [] }),
    () => ask('reviews.ofCase', { caseId }),
    () => ask('reviews.get', { reviewId }),
    () => ask('reviews.list', { state: random.pick(['open', 'decided', 'conflicts']) }),
    () =>
      change('reviews.open', {
        caseId,
        indicatorId: INDICATOR,
        stance: 'comment',
        contest: null,
        note: 'mine',
      }),
    () => change('reviews.comment', { reviewId, text: 'mine' }),
    () => change('reviews.decide', { reviewId, decision: 'note', why: 'mine' }),
    () => change('reviews.withdraw', { reviewId }),
    () => change('reviews.resolveConflict', { versionId: near(ids.versions), take: 'reported', why: 'mine' }),
    () => ask('dataQuality.rejections', { importId: near(ids.imports) }),
    () => ask('dataQuality.imports', undefined),
    () => ask('dataQuality.get', { filter, columns: 'hospital', field: 'asaClass' }),
    () => ask('surgeon.get', { filter: { surgeons: [surgeon] } }),
    () => ask('surgeon.vlad', { filter: { surgeons: [surgeon] }, indicator: INDICATOR }),
    () => ask('compare.get', { filter, indicator: INDICATOR, by: random.pick(['hospital', 'surgeon']) }),
    () => ask('overview.get', { filter }),
    () => ask('overview.options', undefined),
    () => ask('methods.get', undefined),
    () => ask('trend.get', { filter, indicator: INDICATOR, step: random.pick(['quarter', 'case']) }),
    () => ask('trend.monitoring', { filter, indicator: INDICATOR }),
    () => ask('people.list', undefined),
    () => change('people.resetPassword', { id: person }),
    () => change('people.endSessions', { id: person }),
    () => change('people.disable', { id: person }),
    () =>
      change('people.change', {
        id: person,
        rights: { role: 'administrator', hospitals: 'all', surgeon: null },
      }),
    () => ask('audit.list', { filter: { subject: `case:${caseId}` } }),
    () => ask('settings.get', undefined),
  ])();
}

function send({ browsers }: AttackedServer, attacker: Attacker, { question, input, change }: Attempt) {
  return change ? browsers[attacker].change(question, input) : browsers[attacker].ask(question, input);
}

/** What of a case out of scope, of somebody else or of a foreign provider stands in an answer. */
function leakIn({ body, status }: Answer, secrets: OutOfScope, { question }: Attempt): string | undefined {
  const text = JSON.stringify(body);
  if (status >= 500) return `a fault (${status})`;
  if (/\bat .{0,80}\.ts:\d|node_modules|SQLITE|select .* from/i.test(text)) return 'the inside of the server';
  for (const [, quoted, listed] of text.matchAll(SHORT_KEY)) {
    if (secrets.texts.has(quoted ?? listed ?? '')) return 'the key of a case';
  }
  for (const [remark] of text.matchAll(REMARK)) if (secrets.texts.has(remark)) return remark;
  for (const [, id] of text.matchAll(CASE_ID)) if (secrets.caseIds.has(Number(id))) return `case ${id}`;
  const aboutOneCase = question === 'cases.one' || question.startsWith('reviews.');
  const label = secrets.labels.find(
    (one) => text.includes(`"${one}`) && !(aboutOneCase && secrets.takingPart.has(one)),
  );
  if (label !== undefined) return `${label} (${question})`;
  const { result } = body as { result?: { data: Record<string, unknown> } };
  const { models, modelCountsRounded } = result?.data ?? {};
  if (
    question === 'methods.get' &&
    Array.isArray(models) &&
    models.length > 0 &&
    modelCountsRounded !== true
  ) {
    return 'exact counts of the models of all hospitals';
  }
  return undefined;
}

/** The answers about something foreign and about something that does not exist must be the same, but for the id asked about. */
async function findOracles(attacked: AttackedServer, random: SeededRandom): Promise<string[]> {
  const { secrets, ids, server } = attacked;
  const reviews = await server.db.selectFrom('case_review').select(['id', 'case_id']).execute();
  const oracles: string[] = [];
  for (const attacker of ATTACKERS) {
    const foreignCase = random.pick([...secrets[attacker].caseIds]);
    const foreignReview = reviews.find(({ case_id }) => secrets[attacker].caseIds.has(case_id))?.id ?? 0;
    const pairs: readonly [question: string, foreign: object, missing: object, change: boolean][] = [
      ['cases.one', { caseId: foreignCase }, { caseId: 2_000_000_000 }, false],
      ['reviews.ofCase', { caseId: foreignCase }, { caseId: 2_000_000_000 }, false],
      ['reviews.get', { reviewId: foreignReview }, { reviewId: 2_000_000_000 }, false],
      [
        'reviews.comment',
        { reviewId: foreignReview, text: 'x' },
        { reviewId: 2_000_000_000, text: 'x' },
        true,
      ],
      ['reviews.withdraw', { reviewId: foreignReview }, { reviewId: 2_000_000_000 }, true],
      ['people.disable', { id: random.pick(ids.people) }, { id: crypto.randomUUID() }, true],
      ['people.resetPassword', { id: random.pick(ids.people) }, { id: crypto.randomUUID() }, true],
    ];
    for (const [question, foreign, missing, change] of pairs) {
      const [one, other] = [
        await send(attacked, attacker, { question, input: foreign, change }),
        await send(attacked, attacker, { question, input: missing, change }),
      ];
      if (one.status === 200 || one.status !== other.status || textOf(one) !== textOf(other)) {
        oracles.push(
          `${attacker}: ${question} ${JSON.stringify(foreign)}: ${one.status} and ${other.status}`,
        );
      }
    }
  }
  return oracles;
}

function textOf({ body }: Answer): string {
  return JSON.stringify(body);
}
