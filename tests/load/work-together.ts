import { setTimeout as pause } from 'node:timers/promises';
import { SeededRandom } from '../soak/seeded-random.ts';
import { HOSTILE_KINDS, type HostileKind, sendHostile } from './hostile-requests.ts';
import type { Worker } from './load-network.ts';
import { nextQuestion } from './work-script.ts';
import type { WorkerBrowser } from './worker-browser.ts';

/** While people arrive, before the clock starts. */
const ARRIVAL_SECONDS = 20;
const LEAST_THINKING = 500;
const MOST_THINKING = 2000;

export interface SignedIn {
  readonly worker: Worker;
  readonly browser: WorkerBrowser;
}

export interface Work {
  readonly seconds: number;
  /** Milliseconds by question. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  readonly errors: readonly string[];
  /** Hostile requests by kind: what became of each. */
  readonly hostile: ReadonlyMap<HostileKind, readonly (number | null)[]>;
}

export interface WorkOptions {
  readonly address: string;
  readonly seconds: number;
  readonly seed: number;
  /** Of all requests. */
  readonly hostileShare: number;
  /** Whoever sends what nobody should. */
  readonly hostile: WorkerBrowser;
}

/** Everybody arrives, asks, thinks for a while and asks the next thing, until the time is over and the last answer has come. */
export async function workTogether(people: readonly SignedIn[], options: WorkOptions): Promise<Work> {
  const times = new Map<string, number[]>();
  const errors: string[] = [];
  const hostile = new Map<HostileKind, (number | null)[]>();
  const attacks: Promise<void>[] = [];
  const attacker = new SeededRandom(options.seed);
  const started = performance.now() + ARRIVAL_SECONDS * 1000;
  const left = () => options.seconds * 1000 - (performance.now() - started);

  function attackNow() {
    const kind = attacker.pick(HOSTILE_KINDS);
    attacks.push(
      sendHostile(kind, options.address, options.hostile, attacker).then(
        (status) => void hostile.set(kind, [...(hostile.get(kind) ?? []), status]),
      ),
    );
  }

  async function work({ worker, browser }: SignedIn, index: number) {
    const random = new SeededRandom(options.seed * 1000 + index);
    let ownCases: number[] = [];
    await pause(random.share() * ARRIVAL_SECONDS * 1000);
    for (let step = random.below(10); left() > 0; step += 1) {
      const asked = performance.now();
      const { name, input } = nextQuestion(worker, step, random, ownCases);
      const answer = await browser.ask(name, input).catch((error: unknown) => String(error));
      if (typeof answer === 'string') errors.push(`${worker.role}: ${name}: ${answer}`);
      else if (answer.status !== 200) errors.push(`${worker.role}: ${name}: ${answer.body}`);
      else {
        if (name === 'cases.list') ownCases = idsOf(answer.body);
        if (asked >= started) times.set(name, [...(times.get(name) ?? []), answer.milliseconds]);
      }
      if (attacker.share() < options.hostileShare) attackNow();
      await pause(LEAST_THINKING + random.share() * (MOST_THINKING - LEAST_THINKING));
    }
  }

  await Promise.all(people.map(work));
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(attacks);
  return { seconds, times, errors, hostile };
}

function idsOf(body: string): number[] {
  const { result } = JSON.parse(body) as { result: { data: { rows: { id: number }[] } } };
  return result.data.rows.map(({ id }) => id);
}
