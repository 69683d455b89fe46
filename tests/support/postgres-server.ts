import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface PostgresServer {
  /** Of a database in which the user may create others. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Debian keeps its versions beside one another and off the path. */
const DEBIAN_VERSIONS = '/usr/lib/postgresql';

const INSTALL =
  'No PostgreSQL server was found: install one (apt-get install postgresql), or let LAMINA_TEST_POSTGRES_URL name a server whose user may create databases.';

/** What a test loses when the machine fails is made anew. */
const QUICK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=128MB'];
const REACHED = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];

/** The directory of initdb and postgres; undefined where none is installed. */
export function findPostgresPrograms(): string | undefined {
  const debian = existsSync(DEBIAN_VERSIONS)
    ? readdirSync(DEBIAN_VERSIONS)
        .toSorted((one, other) => Number(other) - Number(one))
        .map((version) => join(DEBIAN_VERSIONS, version, 'bin'))
    : [];
  return [...debian, ...(process.env.PATH ?? '').split(delimiter)].find(
    (directory) => existsSync(join(directory, 'initdb')) && existsSync(join(directory, 'postgres')),
  );
}

/** Starts a server of its own, with its data in a directory of its own: both go when it stops. Throws the sentence that says what to install. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = findPostgresPrograms();
  if (programs === undefined) throw new Error(INSTALL);
  const directory = mkdtempSync(join(tmpdir(), 'lamina-postgres-'));
  const owner = ownerOfData();
  if (owner !== undefined) chownSync(directory, owner.uid, owner.gid);
  const data = join(directory, 'data');
  const initialise = ['-D', data, '-U', 'lamina', '--auth=trust', '--encoding=UTF8', '--locale=C'];
  const place = { cwd: directory, ...owner };
  execFileSync(join(programs, 'initdb'), [...initialise, '--no-sync'], { ...place, stdio: 'pipe' });
  const port = await freePort();
  const settings = [...QUICK, ...REACHED, `port=${port}`, 'lc_messages=C'].flatMap((entry) => ['-c', entry]);
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings], {
    ...place,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const killWithUs = () => void server.kill('SIGQUIT');
  process.once('exit', killWithUs);
  await ready(server);
  return {
    url: `postgres://lamina@127.0.0.1:${port}/postgres`,
    async stop() {
      process.off('exit', killWithUs);
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to work for root; its package makes a user for it. */
function ownerOfData(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function ready({ stderr }: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    stderr?.on('data', (chunk) => {
      log += chunk;
      if (log.includes('ready to accept connections')) resolve();
    });
    stderr?.once('close', () => reject(new Error(`PostgreSQL did not start:\n${log}`)));
  });
}
