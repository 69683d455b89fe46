import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { provideBrowser } from './support/browser.ts';
import { findPostgresPrograms } from './support/postgres-server.ts';
import { RunReporter } from './support/run-reporter.ts';

// `pnpm test` runs everything; `pnpm test unit wilson` only the unit tests whose path holds "wilson".
const packages = ['shared', 'server', 'client', 'tests'];
const projects = ['unit', 'reference', 'integration', 'postgres', 'architecture', 'screens', 'journeys'];
const projectsWithBrowser = ['unit', 'screens', 'journeys'];

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2);
const chosen = projects.filter((project) => words.includes(project));
const filters = words.filter((word) => word !== 'types' && !projects.includes(word));
const everything = words.length === 0;

const counts = { passed: 0, failed: 0, skipped: 0 };
if (everything || words.includes('types')) await checkTypes();
if (everything || chosen.length > 0 || filters.length > 0) await runTests();
if (counts.passed + counts.failed === 0) {
  process.stdout.write(`\nNo test ran: nothing matches ${words.join(' ')}.\n`);
}
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);

/** Counts as one test, whatever the number of packages or errors. */
async function checkTypes(): Promise<void> {
  process.stdout.write('Types\n');
  const waiting = [...packages];
  const reports: string[] = [];
  async function checkNext(): Promise<void> {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const { exitCode, output } = await typeCheck(name);
      process.stdout.write(`  ${exitCode === 0 ? 'ok      ' : 'FAILED  '}${name}\n`);
      if (exitCode !== 0) reports.push(output.trimEnd());
    }
  }
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, checkNext));
  if (reports.length > 0) process.stdout.write(`\n${reports.join('\n')}\n`);
  counts[reports.length === 0 ? 'passed' : 'failed'] += 1;
}

function typeCheck(name: string): Promise<{ exitCode: number | null; output: string }> {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const child = spawn(process.execPath, [compiler, '-p', name, '--pretty', 'false'], { cwd: root });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
}

async function runTests(): Promise<void> {
  const chosenProjects = chosen.length === 0 ? projects.filter(canRun) : chosen;
  if (filters.length === 0 && chosenProjects.some((project) => projectsWithBrowser.includes(project))) {
    await provideBrowserOnce();
  }
  process.stdout.write('\nTests\n');
  const reporter = new RunReporter();
  const vitest = await startVitest(filters, {
    root,
    run: true,
    watch: false,
    project: chosenProjects,
    reporters: [reporter],
    includeTaskLocation: true,
    allowOnly: false,
    passWithNoTests: true,
  });
  await vitest.close();
  counts.passed += reporter.passed;
  counts.failed += reporter.failed;
  counts.skipped += reporter.skipped;
}

/** Whether a run that names no projects has this one. Where everything is checked, a missing server is a failure. */
function canRun(project: string): boolean {
  if (project !== 'postgres') return true;
  if ((process.env.LAMINA_TEST_POSTGRES_URL ?? '') !== '') return false;
  if (findPostgresPrograms() !== undefined || process.env.CI === 'true') return true;
  process.stdout.write('\nNo PostgreSQL server is installed: the integration tests run on SQLite only.\n');
  return false;
}

/** Before the tests, so that files running side by side do not all install the same browser. */
async function provideBrowserOnce(): Promise<void> {
  try {
    process.env.LAMINA_BROWSER = await provideBrowser();
  } catch (error) {
    // The tests that need one fail with this very sentence, by name.
    process.stdout.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.env.LAMINA_BROWSER = 'none';
  }
}
