import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildClient } from '../../client/build.ts';
import { freePort } from './test-accounts.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface RunningServer extends AsyncDisposable {
  readonly address: string;
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
  /** Resolves when one of the streams has printed it. */
  printed(text: string): Promise<void>;
  /** The cookie of somebody of the demo network. */
  signIn(email: string): Promise<string>;
  /** A tRPC question. */
  ask(question: string, input: object, cookie: string): Promise<Response>;
}

/** `lamina serve` in a process of its own; resolves when it listens, and rejects with what it said when it ended before. */
export async function startServer(
  dataDirectory: string,
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  if (!existsSync(join(ROOT, 'client/dist/index.html'))) await buildClient();
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const words = ['serve', '--port', String(port), '--data', dataDirectory, ...args];
  const child = spawn(process.execPath, [join(ROOT, 'server/src/main.ts'), ...words], {
    env: { PATH: process.env.PATH, LAMINA_LOG: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const look of waiting) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const look of waiting) look();
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const printed = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!stdout.includes(text) && !stderr.includes(text)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`ended without "${text}": ${stderr}`)));
    });
  await printed(`Lamina is at ${address}\n`);
  return {
    address,
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    printed,
    signal: (name) => void child.kill(name),
    signIn: (email) => signInAt(address, email),
    ask: (question, input, cookie) =>
      fetch(`${address}/trpc/${question}?input=${encodeURIComponent(JSON.stringify(input))}`, {
        headers: { cookie },
      }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The cookie of somebody of the demo network that is served at this address. */
export async function signInAt(address: string, email: string): Promise<string> {
  const response = await fetch(`${address}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email, password: await demoPassword(address, email) }),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

async function demoPassword(address: string, email: string): Promise<string> {
  const response = await fetch(`${address}/trpc/account.session`);
  const { result } = (await response.json()) as {
    result: { data: { demoAccounts: { email: string; password: string }[] } };
  };
  return result.data.demoAccounts.find((account) => account.email === email)?.password ?? '';
}
