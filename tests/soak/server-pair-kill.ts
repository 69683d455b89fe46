import { setTimeout } from 'node:timers/promises';
import type { KnownHead } from '@lamina/server/services/audit-chain.service.ts';
import { emptyDirectory } from '../support/empty-directory.ts';
import { createPostgresDatabase } from '../support/postgres-database.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { SeededRandom } from './seeded-random.ts';
import { checkAfterKill } from './server-kill-check.ts';
import { killClient } from './server-kill-client.ts';
import { deliverAgain, nothingAcknowledged, workBeside, workUntilKilled } from './server-kill-load.ts';
import { prepareRecord } from './server-kill-record.ts';
import type { SoakResult } from './soak-result.ts';

/** Acknowledged changes before a kill, and milliseconds after the last of them. */
const MOST_CHANGES = 60;
const LONGEST_MILLISECONDS = 50;

/**
 * Two `lamina serve` on one PostgreSQL database, people at work at both and a file imported beside them: one is killed with SIGKILL at a random
 * moment, round after round. Misses: an acknowledged write of either that is gone, one done in part, a broken audit chain, facts that differ from
 * the record, a survivor that stops answering, a session that is not valid at the survivor.
 */
export async function killOneOfTwo(serverUrl: string, rounds: number, seed: number): Promise<SoakResult> {
  const random = new SeededRandom(seed);
  using directory = emptyDirectory();
  const database = await createPostgresDatabase(serverUrl);
  const record = await prepareRecord(directory.path, database.url);
  const start = () =>
    startServer(record.dataDirectory, ['--no-demo'], {
      DATABASE_URL: database.url,
      LAMINA_LOG: 'warn',
      LAMINA_TRUSTED_PROXIES: 'loopback',
    });
  const acknowledged = nothingAcknowledged();
  const cookies = new Map<string, string>();
  const heads: KnownHead[] = [];
  const misses: string[] = [];
  const outcomes = { gone: 0, refused: 0, fault: 0 };
  const survivor = await start();
  for (let round = 1; round <= rounds; round += 1) {
    await using victim = await start();
    let over = false;
    let killed = false;
    let changes = 1 + random.below(MOST_CHANGES);
    const enough = Promise.withResolvers<void>();
    const clientOf = (server: RunningServer) =>
      killClient(
        server.address,
        (outcome, words) => {
          outcomes[outcome] += 1;
          const ofVictim = server === victim;
          if (outcome === 'gone' && ofVictim) over = true;
          if (outcome === 'fault' || (outcome === 'gone' && !(ofVictim && killed))) {
            misses.push(`round ${round}, ${ofVictim ? 'victim' : 'survivor'}: ${words}`);
          }
        },
        () => {
          changes -= 1;
          if (changes === 0) enough.resolve();
        },
      );
    const shared = { record, acknowledged, random, round, cookies, over: () => over };
    const load = { ...shared, client: clientOf(victim) };
    const work = workUntilKilled(load);
    const beside = workBeside({ ...shared, client: clientOf(survivor) });
    const delivery = deliverAgain(load);
    await Promise.race([enough.promise, work]);
    await setTimeout(random.share() * LONGEST_MILLISECONDS);
    killed = true;
    victim.signal('SIGKILL');
    over = true;
    if (random.share() < 0.5) delivery.end();
    await Promise.all([victim.ended, work, beside, delivery.finished]);
    misses.push(...(await sessionsRefused(survivor, cookies)).map((each) => `round ${round}: ${each}`));
    const wrong = await checkAfterKill(database.url, acknowledged, heads);
    misses.push(...wrong.map((each) => `round ${round}: ${each}`));
  }
  await survivor[Symbol.asyncDispose]();
  await database.drop();
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
      'audit entries': heads.at(-1)?.entries ?? 0,
      'unanswered at a kill': outcomes.gone,
      refused: outcomes.refused,
    },
    misses,
  };
}

/** Whoever signed in at the server that was killed is signed in at the other. */
async function sessionsRefused(
  { address }: RunningServer,
  cookies: ReadonlyMap<string, string>,
): Promise<string[]> {
  const refused: string[] = [];
  for (const [email, cookie] of cookies) {
    const response = await fetch(`${address}/trpc/overview.options`, { headers: { cookie } });
    if (response.status === 401) refused.push(`the survivor does not know the session of ${email}`);
  }
  return refused;
}
