import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { KnownHead } from '@lamina/server/services/audit-chain.service.ts';
import { emptyDirectory } from '../support/empty-directory.ts';
import { startServer } from '../support/running-server.ts';
import { SeededRandom } from './seeded-random.ts';
import { checkAfterKill } from './server-kill-check.ts';
import { killClient } from './server-kill-client.ts';
import { deliverAgain, nothingAcknowledged, workUntilKilled } from './server-kill-load.ts';
import { prepareRecord } from './server-kill-record.ts';
import type { SoakResult } from './soak-result.ts';

/** Acknowledged changes before a kill, and milliseconds after the last of them. */
const MOST_CHANGES = 60;
const LONGEST_MILLISECONDS = 50;

/**
 * Kills `lamina serve` with SIGKILL at random moments while people work and files are imported, and starts it again on what is left, round
 * after round on the same record. Misses: an acknowledged write that is gone, one done in part, a broken file or audit chain, facts
 * that differ from the record, a server that does not start or answers with a fault.
 */
export async function killServer(rounds: number, seed: number): Promise<SoakResult> {
  const random = new SeededRandom(seed);
  using directory = emptyDirectory();
  const record = await prepareRecord(directory.path);
  const file = join(record.dataDirectory, 'lamina.sqlite');
  const acknowledged = nothingAcknowledged();
  const cookies = new Map<string, string>();
  const heads: KnownHead[] = [];
  const misses: string[] = [];
  const outcomes = { gone: 0, refused: 0, fault: 0 };
  let interrupted = 0;
  for (let round = 1; round <= rounds; round += 1) {
    await using server = await startServer(record.dataDirectory, ['--no-demo'], {
      LAMINA_LOG: 'warn',
      LAMINA_TRUSTED_PROXIES: 'loopback',
    });
    let over = false;
    let killed = false;
    let changes = 1 + random.below(MOST_CHANGES);
    const enough = Promise.withResolvers<void>();
    const client = killClient(
      server.address,
      (outcome, words) => {
        outcomes[outcome] += 1;
        if (outcome === 'gone') over = true;
        if (outcome === 'fault' || (outcome === 'gone' && !killed)) misses.push(`round ${round}: ${words}`);
      },
      () => {
        changes -= 1;
        if (changes === 0) enough.resolve();
      },
    );
    const load = { client, record, acknowledged, random, round, cookies, over: () => over };
    const work = workUntilKilled(load);
    const delivery = deliverAgain(load);
    await Promise.race([enough.promise, work]);
    await setTimeout(random.share() * LONGEST_MILLISECONDS);
    killed = true;
    server.signal('SIGKILL');
    over = true;
    if (random.share() < 0.5) delivery.end();
    const before = acknowledged.imported.size;
    await Promise.all([server.ended, work, delivery.finished]);
    if (acknowledged.imported.size === before) interrupted += 1;
    const wrong = await checkAfterKill(file, acknowledged, heads);
    misses.push(...wrong.map((each) => `round ${round}: ${each}`));
  }
  await using server = await startServer(record.dataDirectory, ['--no-demo']);
  const ready = await fetch(`${server.address}/health`);
  if (!ready.ok) misses.push(`after the last kill the server answers ${ready.status}`);
  const { opened, commented, decided, sessions, imported, signIns } = acknowledged;
  if (decided.size === 0) misses.push('nothing was decided, so that nothing was tested');
  return {
    figures: {
      rounds,
      opened: opened.size,
      commented: commented.size,
      decided: decided.size,
      'signed in': signIns,
      'signed out': [...sessions.values()].filter((there) => !there).length,
      imported: imported.size,
      'imports cut short or refused': interrupted,
      'audit entries': heads.at(-1)?.entries ?? 0,
      'unanswered at a kill': outcomes.gone,
      refused: outcomes.refused,
    },
    misses,
  };
}
