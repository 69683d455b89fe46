import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import autocannon from 'autocannon';
import { signInAt } from '../support/running-server.ts';

const CONNECTIONS = 50;
const WARM_UP_SECONDS = 1;
const ROUNDS = 3;
const DEMO_QUALITY_LEAD = 'quality@lamina.demo';
const OVERVIEW = `overview.get?input=${encodeURIComponent(JSON.stringify({ filter: {} }))}`;

export interface HttpRates {
  /** Requests a second: of the overview and of a procedure that does nothing, to somebody signed in and to anybody. */
  readonly overview: number;
  readonly signedIn: number;
  readonly anybody: number;
  /** Of the answer to the overview as it travels. */
  readonly overviewBytes: number;
}

/** Asks a real server as browsers do, from 50 connections at once; the three kinds in turns, so that all meet the same disturbances. */
export async function measureHttp(databaseFile: string, seconds: number): Promise<HttpRates> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'http-server.ts'), databaseFile], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const address = String((await lines.next()).value);
  const headers = {
    cookie: await signInAt(address, DEMO_QUALITY_LEAD),
    'accept-encoding': 'gzip, deflate, br, zstd',
  };
  const questions = { overview: OVERVIEW, signedIn: 'idle/signedIn', anybody: 'idle/anybody' };
  const rates = { overview: [] as number[], signedIn: [] as number[], anybody: [] as number[] };
  let overviewBytes = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of ['overview', 'signedIn', 'anybody'] as const) {
      const url = `${address}/trpc/${questions[name]}`;
      const duration = round === 0 ? WARM_UP_SECONDS : seconds / ROUNDS;
      const result = await autocannon({ url, connections: CONNECTIONS, duration, headers });
      if (result.non2xx > 0 || result.errors > 0)
        throw new Error(`${url} failed ${result.non2xx + result.errors} times.`);
      if (round === 0) continue;
      rates[name].push(result['2xx'] / result.duration);
      if (name === 'overview') overviewBytes = result.throughput.total / result['2xx'];
    }
  }
  server.stdin.end();
  return {
    overview: median(rates.overview),
    signedIn: median(rates.signedIn),
    anybody: median(rates.anybody),
    overviewBytes,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[values.length >> 1] ?? Number.NaN;
}
