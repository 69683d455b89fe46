import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../database/open-database.ts';
import { loadSnapshotWithin } from './load-snapshot.ts';
import { arraysOf } from './snapshot.ts';

/** What the worker thread is started with. */
export interface SnapshotOrder {
  readonly databaseFile: string;
  readonly allowedBytes: number;
}

const { databaseFile, allowedBytes } = workerData as SnapshotOrder;
const db = openDatabase(databaseFile);
const loaded = await loadSnapshotWithin(allowedBytes, db);
await db.destroy();
const handedOver = 'columns' in loaded ? arraysOf(loaded).map(({ buffer }) => buffer) : [];
parentPort?.postMessage(loaded, handedOver);
