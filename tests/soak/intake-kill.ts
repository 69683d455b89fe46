import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { recordDigest } from './record-digest.ts';
import { registryFile } from './registry-file.ts';
import { SeededRandom } from './seeded-random.ts';
import type { SoakResult } from './soak-result.ts';

const COMMAND = join(import.meta.dirname, '../../server/src/main.ts');

/** Cases before the import, and in the imported file. */
const OLD_CASES = 2000;
const NEW_CASES = 6000;

/** Kills `lamina import` with SIGKILL at random moments. Misses: a database that does not open, is not whole, or holds neither the old nor the new state. */
export async function killDuringImport(rounds: number, seed: number): Promise<SoakResult> {
  const random = new SeededRandom(seed);
  const directory = mkdtempSync(join(tmpdir(), 'lamina-kill-'));
  const place = (name: string) => join(directory, name);
  try {
    writeFileSync(place('old.csv'), registryFile(OLD_CASES, false));
    writeFileSync(place('new.csv'), registryFile(NEW_CASES, true));
    await runImport(place('old.csv'), place('old')).finished;
    cpSync(place('old'), place('new'), { recursive: true });
    const started = performance.now();
    await runImport(place('new.csv'), place('new')).finished;
    const duration = performance.now() - started;
    const before = databaseDigest(place('old'));
    const after = databaseDigest(place('new'));

    const misses: string[] = [];
    const found = { old: 0, new: 0 };
    for (let round = 1; round <= rounds; round += 1) {
      rmSync(place('round'), { recursive: true, force: true });
      cpSync(place('old'), place('round'), { recursive: true });
      const { kill, finished } = runImport(place('new.csv'), place('round'));
      const moment = random.share() * duration * 1.1;
      await Promise.race([setTimeout(moment), finished]);
      kill();
      await finished;
      const state = databaseDigest(place('round'));
      if (state.integrity !== 'ok') misses.push(`round ${round}: integrity_check: ${state.integrity}`);
      if (state.digest === before.digest) found.old += 1;
      else if (state.digest === after.digest) found.new += 1;
      else
        misses.push(
          `round ${round}, killed after ${moment.toFixed(0)} ms: neither the old nor the new state`,
        );
    }
    if (before.digest === after.digest) misses.push('the import changed nothing, so that nothing was tested');
    return {
      figures: { rounds, 'old state': found.old, 'new state': found.new, 'import ms': Math.round(duration) },
      misses,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function databaseDigest(dataDirectory: string): ReturnType<typeof recordDigest> {
  return recordDigest(join(dataDirectory, 'lamina.sqlite'));
}

function runImport(file: string, dataDirectory: string): { kill: () => void; finished: Promise<unknown> } {
  const child = spawn(
    process.execPath,
    [COMMAND, 'import', file, '--cut-off', '2024-12-31', '--data', dataDirectory],
    { stdio: 'ignore' },
  );
  return {
    kill: () => child.kill('SIGKILL'),
    finished: new Promise((resolve) => child.on('exit', resolve)),
  };
}
