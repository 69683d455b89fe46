import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface EmptyDirectory extends Disposable {
  readonly path: string;
}

/** A new directory that goes, with all in it, when it is disposed of (`using`). */
export function emptyDirectory(): EmptyDirectory {
  const path = mkdtempSync(join(tmpdir(), 'lamina-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
