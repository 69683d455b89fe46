import { parentPort, workerData } from 'node:worker_threads';
import { LaminaError } from '../lamina-error.ts';
import { type Backup, makeBackup } from './backup.service.ts';

export interface BackupOrder {
  readonly databaseFile: string;
  readonly file: string;
}

export type BackupResult =
  | { readonly state: 'made'; readonly backup: Backup }
  | { readonly state: 'failed'; readonly sentence: string };

const { databaseFile, file } = workerData as BackupOrder;
parentPort?.postMessage(await result());

async function result(): Promise<BackupResult> {
  try {
    return { state: 'made', backup: await makeBackup(databaseFile, file) };
  } catch (error) {
    return { state: 'failed', sentence: error instanceof LaminaError ? error.message : String(error) };
  }
}
