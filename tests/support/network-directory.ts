import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Vitest's global set-up: a directory for the demo networks of this run, which demo-database.ts builds there once and copies.
 * Returns what deletes it.
 */
export function setup(): () => void {
  if (process.env.LAMINA_TEST_NETWORKS !== undefined) return () => {};
  const directory = mkdtempSync(join(tmpdir(), 'lamina-networks-'));
  process.env.LAMINA_TEST_NETWORKS = directory;
  return () => {
    delete process.env.LAMINA_TEST_NETWORKS;
    rmSync(directory, { recursive: true, force: true });
  };
}
