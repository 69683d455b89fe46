import { parentPort } from 'node:worker_threads';
import { type LimitQuestion, simulatedLimitOf } from './decision-limit-simulation.service.ts';

/** Simulating takes up to a second: in a thread of its own, answers go on meanwhile. */
parentPort?.on('message', ({ id, question }: { readonly id: number; readonly question: LimitQuestion }) => {
  parentPort?.postMessage({ id, answer: simulatedLimitOf(question) });
});
