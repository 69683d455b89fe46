import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Computed } from '@lamina/shared/statistics/computed.ts';
import type { LimitQuestion, SimulatedLimit } from './decision-limit-simulation.service.ts';

type Answer = Computed<SimulatedLimit>;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const KEPT = 200;

const asked = new Map<string, Promise<Answer>>();
const waiting = new Map<number, Waiting>();
let worker: Worker | undefined;
let questions = 0;

/**
 * The decision limit of one chart with what it promises, simulated in a thread of its own; the same question is answered
 * from memory, also while it is still being simulated. Rejects when the thread fails; the next question starts a new one.
 */
export function decisionLimitOf(question: LimitQuestion): Promise<Answer> {
  const key = keyOf(question);
  const known = asked.get(key);
  if (known !== undefined) return known;
  const answer = simulate(question);
  const [oldest] = asked.keys();
  if (asked.size >= KEPT && oldest !== undefined) asked.delete(oldest);
  asked.set(key, answer);
  answer.catch(() => asked.delete(key));
  return answer;
}

function simulate(question: LimitQuestion): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker ??= startWorker();
    questions += 1;
    waiting.set(questions, { resolve, reject });
    worker.ref();
    worker.postMessage({ id: questions, question });
  });
}

/** It keeps the process alive only while somebody waits for it. */
function startWorker(): Worker {
  const started = new Worker(new URL('./decision-limit-worker.ts', import.meta.url));
  started.on('message', ({ id, answer }: { readonly id: number; readonly answer: Answer }) => {
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
    if (waiting.size === 0) started.unref();
  });
  started.once('error', (error) => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  return started;
}

function keyOf({ risks, oddsRatio, targetRunLength, casesPerYear }: LimitQuestion): string {
  return createHash('sha256')
    .update(new Uint8Array(Float64Array.from([oddsRatio, targetRunLength, casesPerYear, ...risks]).buffer))
    .digest('hex');
}
