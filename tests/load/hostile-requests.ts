import { connect } from 'node:net';
import type { SeededRandom } from '../soak/seeded-random.ts';
import type { WorkerBrowser } from './worker-browser.ts';

const MEGABYTE = 1 << 20;
const FLOOD_HEADERS = 4000;
/** Of a body that never comes to its end. */
const PROMISED_BYTES = 100_000;

export const HOSTILE_KINDS = [
  'body of a megabyte',
  'broken JSON',
  'wrong types',
  'slow body',
  'flood of headers',
] as const;
export type HostileKind = (typeof HOSTILE_KINDS)[number];

/** Resolves with the status of the answer; null where the connection was cut without one. */
export async function sendHostile(
  kind: HostileKind,
  address: string,
  browser: WorkerBrowser,
  random: SeededRandom,
): Promise<number | null> {
  switch (kind) {
    case 'body of a megabyte': {
      const body = Buffer.alloc(MEGABYTE, '{');
      // The server need not read it to its end, and then writing it fails.
      return browser.post('/trpc/reviews.comment', body).then(
        ({ status }) => status,
        () => null,
      );
    }
    case 'broken JSON':
      return (await browser.post('/trpc/reviews.comment', '{"reviewId": 1, "text": ')).status;
    case 'wrong types': {
      const value = random.pick([null, [], { $gt: '' }, '1', -1, 1e300, 'x'.repeat(10_000)]);
      return (await browser.ask('cases.one', { caseId: value })).status;
    }
    case 'slow body':
      return dribble(address);
    case 'flood of headers':
      return flood(address);
  }
}

/** Sends a byte whenever the one before has been sent a second ago, until the server has had enough. */
function dribble(address: string): Promise<number | null> {
  const head =
    `POST /trpc/reviews.comment HTTP/1.1\r\nhost: ${new URL(address).host}\r\norigin: ${address}\r\n` +
    `content-type: application/json\r\ncontent-length: ${PROMISED_BYTES}\r\n\r\n{`;
  return rawStatus(address, head, ' ');
}

function flood(address: string): Promise<number | null> {
  const headers = Array.from({ length: FLOOD_HEADERS }, (_, index) => `x-${index}: ${'y'.repeat(100)}`);
  return rawStatus(address, `GET /trpc/account.session HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
}

function rawStatus(address: string, text: string, thenEachSecond?: string): Promise<number | null> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    const more = setInterval(() => thenEachSecond !== undefined && socket.write(thenEachSecond), 1000);
    let status: number | null = null;
    socket.on('data', (part) => {
      status ??= Number(/^HTTP\/1\.1 (\d+)/.exec(part.toString())?.[1] ?? 0);
      socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(more);
      resolve(status);
    });
  });
}
