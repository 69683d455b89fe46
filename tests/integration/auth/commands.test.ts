import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../support/test-accounts.ts';

const MAIN = join(import.meta.dirname, '../../../server/src/main.ts');
const PASSWORD = 'a long enough password';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lamina-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function start(args: readonly string[], environment: Record<string, string> = {}) {
  return spawn(process.execPath, [MAIN, ...args, '--data', directory], {
    env: { ...process.env, LAMINA_ORIGIN: '', LAMINA_SECRET: '', LAMINA_HOST: '127.0.0.1', ...environment },
  });
}

function lamina(args: readonly string[], environment?: Record<string, string>): Promise<Ended> {
  const process = start(args, environment);
  let stdout = '';
  let stderr = '';
  process.stdout.on('data', (text) => {
    stdout += text;
  });
  process.stderr.on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve) => process.on('close', (code) => resolve({ code, stdout, stderr })));
}

/** Serves until `work` is done; gives it the address and all that was printed until the server listened. */
async function serving<Result>(
  args: readonly string[],
  work: (address: string, printed: string) => Promise<Result>,
): Promise<Result> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = start(['serve', '--port', String(port), ...args]);
  const ended = new Promise((resolve) => server.on('close', resolve));
  let printed = '';
  try {
    await new Promise<void>((resolve, reject) => {
      server.stderr.on('data', (text) => reject(new Error(String(text))));
      server.on('close', () => reject(new Error(printed)));
      server.stdout.on('data', async (text) => {
        printed += text;
        if (printed.includes(`Lamina is at ${address}\n`)) resolve();
      });
    });
    await fetch(`${address}/health`);
    return await work(address, printed);
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

function post(address: string, path: string, body: object): Promise<Response> {
  return fetch(`${address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify(body),
  });
}

describe('the first start without the demo network', () => {
  it('prints one address, once, at which the administrator chooses a password', async () => {
    await serving(['--no-demo'], async (address, printed) => {
      const token = /choose-password\?token=(\S+)/.exec(printed)?.[1];
      expect(printed).toContain('administrator@lamina.local');
      const chosen = await post(address, '/auth/reset-password', { token, newPassword: PASSWORD });
      expect(chosen.status).toBe(200);
      const again = await post(address, '/auth/reset-password', { token, newPassword: `${PASSWORD} 2` });
      expect(again.status).toBe(400);
    });
    expect(statSync(join(directory, 'secret.key')).mode & 0o777).toBe(0o600);
    await serving(['--no-demo'], async (address, printed) => {
      expect(printed).not.toContain('choose-password');
      const signedIn = await post(address, '/auth/sign-in/email', {
        email: 'administrator@lamina.local',
        password: PASSWORD,
      });
      expect(signedIn.status).toBe(200);
      const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const people = await fetch(`${address}/trpc/people.list`, { headers: { cookie } });
      expect(await people.json()).toMatchObject({
        result: { data: [{ email: 'administrator@lamina.local', role: 'administrator' }] },
      });
    });
  });
});

describe('lamina serve', () => {
  it.each([
    [['--host', '0.0.0.0'], {}, 'Anybody may sign in to the demo network'],
    [[], { LAMINA_ORIGIN: 'https://lamina.example.org' }, 'Anybody may sign in to the demo network'],
    [['--host', '0.0.0.0', '--no-demo'], {}, 'LAMINA_ORIGIN must say the https address'],
    [
      ['--host', '0.0.0.0', '--no-demo'],
      { LAMINA_ORIGIN: 'http://lamina.example.org' },
      'begins with https://',
    ],
    [['--no-demo'], { LAMINA_SECRET: 'too short' }, 'too short (LAMINA_SECRET)'],
    [['--no-demo'], { LAMINA_OIDC_ISSUER: 'https://id.example.org' }, 'Single sign-on needs all three'],
  ])('refuses %j with %j in one sentence', async (args, environment, sentence) => {
    const { code, stdout, stderr } = await lamina(['serve', ...args], environment);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('\n    at ');
  });

  it('refuses a secret that was cut short, and makes no new one in its place', async () => {
    const file = join(directory, 'secret.key');
    writeFileSync(file, 'short\n');
    const { code, stderr } = await lamina(['serve', '--no-demo']);
    expect(code).toBe(1);
    expect(stderr).toContain(`too short (${file})`);
    expect(readFileSync(file, 'utf8')).toBe('short\n');
  });

  it('refuses a secret that it may not read', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'run as root, who may read every file');
    const file = join(directory, 'secret.key');
    writeFileSync(file, 'x'.repeat(64));
    chmodSync(file, 0);
    const { code, stderr } = await lamina(['serve', '--no-demo']);
    expect(code).toBe(1);
    expect(stderr).toContain(`cannot be read (${file})`);
  });
});

describe('lamina user', () => {
  it('adds, lists, disables, enables and resets people', async () => {
    const added = await lamina([
      'user',
      'add',
      'Lead@Example.org',
      '--role',
      'quality-lead',
      '--name',
      'A Lead',
    ]);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(added.stdout).toMatch(
      /^Lead@Example\.org was added as quality-lead\.\nPass this address on to Lead@Example\.org\. It works once, until .* UTC:\nhttp:\/\/127\.0\.0\.1:4000\/choose-password\?token=\S+\n$/,
    );
    await lamina(['user', 'add', 'admin@example.org', '--role', 'administrator']);
    expect((await lamina(['user', 'list'])).stdout).toBe(
      'lead@example.org | A Lead | quality-lead | all hospitals | never signed in\n' +
        'admin@example.org | admin@example.org | administrator | all hospitals | never signed in\n',
    );
    expect((await lamina(['user', 'disable', 'lead@example.org'])).stdout).toBe(
      'lead@example.org is disabled.\n',
    );
    expect((await lamina(['user', 'list'])).stdout).toContain('| disabled |');
    expect((await lamina(['user', 'reset', 'lead@example.org'])).stderr).toBe(
      'This account is disabled. Enable it first.\n',
    );
    expect((await lamina(['user', 'enable', 'lead@example.org'])).stdout).toBe(
      'lead@example.org is enabled.\n',
    );
    expect((await lamina(['user', 'reset', 'lead@example.org', '--two-factor'])).stdout).toContain(
      '/choose-password?',
    );
    expect(await lamina(['user', 'disable', 'admin@example.org'])).toMatchObject({
      code: 1,
      stderr: 'This is the last administrator. Make somebody else an administrator first.\n',
    });
    expect(existsSync(join(directory, 'secret.key'))).toBe(true);
  });

  it.each([
    [['disable', 'nobody@example.org'], 'Nobody has an account with nobody@example.org.'],
    [['add', 'not an address', '--role', 'viewer'], 'email'],
    [['add', 'a@example.org', '--role', 'boss'], 'administrator, quality-lead, surgeon, viewer'],
    [['add', 'a@example.org', '--role', 'viewer', '--surgeon', '1'], 'only the account of a surgeon'],
    [['add', 'a@example.org', '--role', 'surgeon', '--surgeon', '1'], 'There is no surgeon 1 in the record.'],
  ])('says of %j what is wrong', async (args, sentence) => {
    const { code, stdout, stderr } = await lamina(['user', ...args]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});
