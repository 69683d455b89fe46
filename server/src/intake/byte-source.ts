import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LaminaError } from '../lamina-error.ts';

/** Bytes that can be read more than once: a file, or in tests anything that makes them. */
export interface ByteSource {
  /** What messages and the import log call it. */
  readonly name: string;
  /** Size in bytes, for progress. */
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** Throws a LaminaError when there is no such file or it cannot be read. */
export async function fileSource(path: string): Promise<ByteSource> {
  const name = basename(path);
  const information = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new LaminaError('bad-input', `${name}: ${whyNotReadable(error)}.`);
  });
  if (!information.isFile()) throw new LaminaError('bad-input', `${name}: this is not a file.`);
  return { name, size: information.size, open: () => readFile(path, name) };
}

async function* readFile(path: string, name: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: 1 << 15 });
  } catch (error) {
    throw new LaminaError('bad-input', `${name}: ${whyNotReadable(error as NodeJS.ErrnoException)}.`);
  }
}

function whyNotReadable(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
      return 'this file may not be read by this user';
    default:
      return `this file could not be read (${error.code ?? error.message})`;
  }
}
