import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ByteSource } from '@lamina/server/intake/byte-source.ts';
import { bytesAsSource } from './byte-source.ts';

const SAMPLES = join(import.meta.dirname, '../../data/sample');

export function samplePath(name: string): string {
  return join(SAMPLES, name);
}

export function sampleFile(name: string): ByteSource {
  return bytesAsSource(readFileSync(samplePath(name)), name);
}
