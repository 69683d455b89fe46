import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';

const root = join(import.meta.dirname, '..');

// The API server restarts when a server or shared source changes; Vite reloads the screens and passes
// /trpc, /auth and /health on to it; the API server must know the address that people type, which is Vite's. Arguments go to the API server: `pnpm dev --data /tmp/somewhere`.
const apiServer = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', 'server/src/main.ts', 'serve', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { LAMINA_ORIGIN: 'http://127.0.0.1:5173', ...process.env } },
);
const screens = await createServer({ configFile: join(import.meta.dirname, 'vite.config.ts') });

let stopping = false;
async function stop(exitCode: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  apiServer.kill('SIGTERM');
  await screens.close();
  process.exitCode = exitCode;
}

apiServer.on('exit', (code) => void stop(code ?? 0));
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

await screens.listen();
screens.printUrls();
