import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const stamp = join(import.meta.dirname, 'dist/.built-from');

/** Builds the screens into client/dist unless they were built from just these sources. Returns whether it built. */
export async function buildClient(): Promise<boolean> {
  const sources = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return false;
  // Loaded only when needed: Vite alone takes longer to load than a warm start may take.
  const { build } = await import('vite');
  // A test runner says NODE_ENV=test, and React would then be built for development.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' });
  } finally {
    process.env.NODE_ENV = NODE_ENV;
  }
  writeFileSync(stamp, sources);
  return true;
}

function hashOfSources(): string {
  const files = globSync(
    [
      'client/src/**/*',
      'client/public/**/*',
      'client/index.html',
      'client/vite.config.ts',
      'shared/src/**/*.ts',
      'pnpm-lock.yaml',
    ],
    { cwd: root, withFileTypes: true },
  )
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

if (import.meta.main) {
  const started = performance.now();
  if (await buildClient()) {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`Screens built in ${seconds} s.`);
  }
}
