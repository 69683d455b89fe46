import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';

/** Writes the database as it is at one moment to a new file, whoever writes to it meanwhile, and waits until the disk has it. */
export function copyDatabase(file: string, target: string): void {
  const connection = new SQLite(file, { fileMustExist: true });
  try {
    connection.pragma('temp_store = MEMORY');
    connection.prepare('vacuum into ?').run(target);
  } finally {
    connection.close();
  }
  reachDisk(target);
}

/** Waits until the disk has a file and its name. */
export function reachDisk(file: string): void {
  for (const path of [file, dirname(file)]) {
    const descriptor = openSync(path, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}
