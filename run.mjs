// The way in on a bare machine: `node run.mjs start` and `node run.mjs test`, with nothing installed.
// Plain JavaScript without dependencies, because whatever Node (20 or later) is there must be able to run it.
// It installs what is missing, then hands over to the Node 24 that came with the packages.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const onWindows = process.platform === 'win32';
const nodeFromPackages = join(root, 'node_modules/node/bin', onWindows ? 'node.exe' : 'node');
const installedMark = join(root, 'node_modules/.installed-by-run');

const programs = {
  start: [['client/build.ts'], ['server/src/main.ts', 'serve']],
  test: [['tests/run.ts']],
};

const [name, ...rest] = process.argv.slice(2);
const steps = programs[name];
if (steps === undefined) {
  process.stderr.write(`Usage: node run.mjs ${Object.keys(programs).join('|')} [arguments]\n`);
  process.exit(2);
}
if (fingerprintOfInstallation() !== markLeftByLastInstallation()) install();

const finalStep = steps.at(-1);
for (const step of steps) {
  const code = await run(step === finalStep ? [...step, ...rest] : step);
  if (code !== 0 || step === finalStep) process.exit(code);
}

/** Everything an installation depends on, and the record pnpm leaves of it; undefined where there is none. */
function fingerprintOfInstallation() {
  const pnpmRecord = join(root, 'node_modules/.modules.yaml');
  if (!existsSync(pnpmRecord) || !existsSync(nodeFromPackages)) return undefined;
  const hash = createHash('sha256');
  hash.update(`${process.platform} ${process.arch} ${statSync(pnpmRecord).mtimeMs}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) hash.update(contentOf(file));
  for (const workspace of ['client', 'server', 'shared', 'tests']) {
    if (!existsSync(join(root, workspace, 'node_modules'))) return undefined;
    hash.update(contentOf(join(workspace, 'package.json')));
  }
  return hash.digest('hex');
}

function contentOf(file) {
  return readFileSync(join(root, file));
}

function markLeftByLastInstallation() {
  return existsSync(installedMark) ? readFileSync(installedMark, 'utf8') : 'none';
}

function install() {
  process.stdout.write('Installing what Lamina needs (about a minute the first time) …\n');
  // The lockfile holds the hash of every package and is reviewed like code; judging it anew against the
  // registry would double the wait of a first start. A plain `pnpm install`, and CI, do judge it.
  const pnpm = ['pnpm@12', 'install', '--frozen-lockfile', '--trust-lockfile'];
  const { status, error } = spawnSync('npx', ['--yes', '--no-update-notifier', ...pnpm], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: onWindows,
  });
  const fingerprint = fingerprintOfInstallation();
  if (status !== 0 || fingerprint === undefined) {
    const cause = error === undefined ? 'see the message above' : error.message;
    process.stderr.write(
      `The installation did not succeed (${cause}).\nIt needs npm and the npm registry.\n`,
    );
    process.exit(1);
  }
  writeFileSync(installedMark, fingerprint);
}

/**
 * Runs one program on Node 24 to its end and returns its exit code. It ends when this process is told to, and
 * when what started this process is gone: npm passes a signal to a shell in between, which passes on nothing.
 */
function run([script, ...programArguments]) {
  return new Promise((resolve) => {
    const child = spawn(nodeFromPackages, [join(root, script), ...programArguments], {
      cwd: root,
      stdio: 'inherit',
    });
    const parent = process.ppid;
    const watch = setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 200);
    // Ctrl-C in a terminal reaches the child without us; a second SIGINT would cut its farewell short.
    process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    process.on('SIGHUP', () => child.kill('SIGHUP'));
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      resolve(signal === null ? code : 130);
    });
  });
}
