import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../database/open-database.ts';
import { readAtOnce } from '../../database/read-at-once.ts';
import { findKeptSnapshot, keepSnapshot, written } from './kept-snapshot.ts';
import { loadSnapshotWithin, type TooLarge } from './load-snapshot.ts';
import { arraysOf, type Snapshot } from './snapshot.ts';

/** What the worker thread is started with. */
export interface SnapshotOrder {
  readonly database: string;
  readonly allowedBytes: number;
}

/** Smaller arrays may lie in one buffer with others. */
const BYTES_WORTH_HANDING_OVER = 2 ** 20;

const { database, allowedBytes } = workerData as SnapshotOrder;
const db = openDatabase(database);
const { loaded, keep } = await readAtOnce(db, async (transaction) => {
  const kept = await findKeptSnapshot(transaction, database, allowedBytes);
  if (kept !== undefined) return { loaded: kept };
  const made = await loadSnapshotWithin(allowedBytes, transaction);
  return {
    loaded: made,
    keep: 'columns' in made ? await written(transaction, database, made) : undefined,
  };
});
handOver(loaded);
if (keep !== undefined) await keepSnapshot(db, database, keep);
await db.destroy();

function handOver(snapshot: Snapshot | TooLarge): void {
  const arrays = 'columns' in snapshot ? arraysOf(snapshot) : [];
  const buffers = new Set(arrays.map(({ buffer }) => buffer));
  const large = [...buffers].filter(({ byteLength }) => byteLength >= BYTES_WORTH_HANDING_OVER);
  parentPort?.postMessage(snapshot, large);
}
