import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Contest, Review } from '@lamina/shared/contract/reviews.ts';
import { DISCLOSURE_PROFILES } from '@lamina/shared/domain/disclosure.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { KillClient } from './server-kill-client.ts';
import {
  ADMINISTRATOR,
  LEADS,
  type PreparedRecord,
  type QuestionedCase,
  SURGEON,
} from './server-kill-record.ts';

const COMMAND = join(import.meta.dirname, '../../server/src/main.ts');

/** What the server, or an import, said that it had done. Texts are told apart by random numbers in them. */
export interface Acknowledged {
  readonly opened: Set<string>;
  readonly commented: Set<string>;
  readonly decided: Map<number, 'accepted' | 'rejected'>;
  /** By session token; false once the server said that it had ended. */
  readonly sessions: Map<string, boolean>;
  readonly imported: Set<string>;
  /** What may be stored after the last acknowledged change: that one, or what was sent after it. */
  setting: readonly string[];
  signIns: number;
}

export function nothingAcknowledged(): Acknowledged {
  return {
    opened: new Set(),
    commented: new Set(),
    decided: new Map(),
    sessions: new Map(),
    imported: new Set(),
    setting: [],
    signIns: 0,
  };
}

export interface KillLoad {
  readonly client: KillClient;
  readonly record: PreparedRecord;
  readonly acknowledged: Acknowledged;
  readonly random: SeededRandom;
  readonly round: number;
  /** Cookies of those who stay signed in from round to round. */
  readonly cookies: Map<string, string>;
  /** Nothing is asked any more once it says so. */
  readonly over: () => boolean;
}

/** Everybody works until the server is gone; resolves when nobody does any more. */
export async function workUntilKilled(load: KillLoad): Promise<void> {
  const open: number[] = [];
  await Promise.all([
    openReviews(load, open),
    decideReviews(load, open),
    comeAndGo(load),
    changeSettings(load),
  ]);
}

/** The same at another server on the same database, but for what only the last of several changes of would tell. */
export async function workBeside(load: KillLoad): Promise<void> {
  const open: number[] = [];
  await Promise.all([openReviews(load, open), decideReviews(load, open), comeAndGo(load)]);
}

async function openReviews(load: KillLoad, open: number[]) {
  const { client, record, acknowledged, random, over } = load;
  const cookie = await staySignedIn(load, LEADS[0]);
  while (cookie !== undefined && !over()) {
    const asked = random.pick(record.cases);
    const note = `opened ${randomText(random)}`;
    const input = { caseId: asked.id, indicatorId: 'infection-90-days', note };
    const question = { ...input, stance: 'contest', contest: contestOf(asked, random) };
    const answer = await client.change('reviews.open', question, cookie, () => acknowledged.opened.add(note));
    if (answer?.status !== 200) continue;
    const reviewId = (answer.data as Review).id;
    if (random.share() < 0.5) {
      const text = `commented ${randomText(random)}`;
      await client.change('reviews.comment', { reviewId, text }, cookie, () =>
        acknowledged.commented.add(text),
      );
    }
    open.push(reviewId);
  }
}

function randomText(random: SeededRandom): string {
  return [random.share(), random.share()].join(' ');
}

function contestOf({ infection }: QuestionedCase, random: SeededRandom): Contest {
  if (infection !== null && random.share() < 0.7) return { kind: 'event-did-not-happen', event: infection };
  if (random.share() < 0.3) return { kind: 'revision', value: random.share() < 0.5 };
  return { kind: 'asa-class', value: 1 + random.below(5) };
}

async function decideReviews(load: KillLoad, open: number[]) {
  const { client, record, acknowledged, random, over } = load;
  const cookie = await staySignedIn(load, LEADS[1]);
  while (cookie !== undefined && !over()) {
    const reviewId = open.shift();
    if (reviewId === undefined) {
      await client.ask('cases.one', { caseId: random.pick(record.cases).id }, cookie);
      continue;
    }
    const decision = random.share() < 0.7 ? 'accept' : 'reject';
    await client.change('reviews.decide', { reviewId, decision, why: 'Looked up.' }, cookie, () =>
      acknowledged.decided.set(reviewId, decision === 'accept' ? 'accepted' : 'rejected'),
    );
  }
}

async function comeAndGo(load: KillLoad) {
  const { client, acknowledged, random, over } = load;
  while (!over()) {
    const cookie = await signIn(load, SURGEON);
    if (cookie === undefined || random.share() < 0.5) continue;
    const token = tokenOf(cookie);
    // Until it is answered nobody can say whether the session is there.
    acknowledged.sessions.delete(token);
    await client.signOut(cookie, () => acknowledged.sessions.set(token, false));
  }
}

async function changeSettings(load: KillLoad) {
  const { client, acknowledged, random, over } = load;
  const cookie = await staySignedIn(load, ADMINISTRATOR);
  while (cookie !== undefined && !over()) {
    const profile = random.pick(DISCLOSURE_PROFILES);
    acknowledged.setting = [...acknowledged.setting, profile];
    await client.change('settings.change', { role: 'viewer', profile }, cookie, () => {
      acknowledged.setting = [profile];
    });
  }
}

/** An acknowledged session outlives the server that made it. */
async function staySignedIn(load: KillLoad, email: string): Promise<string | undefined> {
  const cookie = load.cookies.get(email) ?? (await signIn(load, email));
  if (cookie !== undefined) load.cookies.set(email, cookie);
  return cookie;
}

async function signIn({ client, acknowledged }: KillLoad, email: string): Promise<string | undefined> {
  return client.signIn(email, (cookie) => {
    acknowledged.sessions.set(tokenOf(cookie), true);
    acknowledged.signIns += 1;
  });
}

/** The part of the cookie before its signature. */
function tokenOf(cookie: string): string {
  return decodeURIComponent(/lamina\.session_token=([^;]+)/.exec(cookie)?.[1] ?? '').split('.', 1)[0] ?? '';
}

/** Delivers every case again, in a process of its own; `end` kills it. */
export function deliverAgain({ record, acknowledged, round }: KillLoad): {
  end: () => void;
  finished: Promise<void>;
} {
  const file = join(record.dataDirectory, '..', `delivery-${round}.csv`);
  cpSync(record.deliveries[round % 2 === 0 ? 0 : 1], file);
  const words = ['import', file, '--cut-off', '2024-12-31', '--data', record.dataDirectory];
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [COMMAND, ...words], {
    env:
      record.databaseUrl === undefined ? environment : { ...environment, DATABASE_URL: record.databaseUrl },
    stdio: 'ignore',
  });
  const finished = new Promise<void>((resolve) =>
    child.on('exit', (code) => {
      if (code === 0) acknowledged.imported.add(basename(file));
      resolve();
    }),
  );
  return { end: () => void child.kill('SIGKILL'), finished };
}
