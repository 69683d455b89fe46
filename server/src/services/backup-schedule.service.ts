import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Database } from '../database/database.ts';
import { LaminaError } from '../lamina-error.ts';
import { type AuditActor, recordAudit } from './audit.service.ts';
import type { Backup } from './backup.service.ts';
import {
  backupFileOf,
  deleteOldBackups,
  deleteUnfinishedBackups,
  listBackups,
} from './backup-files.service.ts';
import type { BackupOrder, BackupResult } from './backup-worker.ts';

/** A server that acts by itself. */
const SERVER: AuditActor = { personId: null, name: 'Server', role: null };

/** After a backup that failed. */
const RETRY_MILLISECONDS = 15 * 60 * 1000;

/** The longest wait that a timer can be set to. */
const LONGEST_TIMER_MILLISECONDS = 2 ** 31 - 1;

export interface BackupSchedule {
  readonly databaseFile: string;
  readonly directory: string;
  readonly everyMilliseconds: number;
  /** How many scheduled backups are left when one more was made. */
  readonly keep: number;
  /** Takes a sentence for the operator. */
  readonly report: (sentence: string) => void;
}

/** Makes a backup whenever the latest one is old enough, at once if it is already, without holding up the server. */
export function keepBackups(db: Database, schedule: BackupSchedule): { close(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let closed = false;
  const stopping = new AbortController();

  function wait(milliseconds: number): void {
    if (closed) return;
    const asked = Math.max(0, milliseconds);
    const next = asked > LONGEST_TIMER_MILLISECONDS ? () => wait(asked - LONGEST_TIMER_MILLISECONDS) : begin;
    timer = setTimeout(next, Math.min(asked, LONGEST_TIMER_MILLISECONDS)).unref();
  }

  function begin(): void {
    running = makeScheduledBackup(db, schedule, stopping.signal)
      .then(() => wait(schedule.everyMilliseconds))
      .catch((error: unknown) => {
        if (closed) return;
        schedule.report(`No backup was made. ${error instanceof Error ? error.message : String(error)}`);
        wait(Math.min(RETRY_MILLISECONDS, schedule.everyMilliseconds));
      });
  }

  deleteUnfinishedBackups(schedule.directory);
  const latest = listBackups(schedule.directory).at(-1);
  wait(latest === undefined ? 0 : latest.time.getTime() + schedule.everyMilliseconds - Date.now());
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      stopping.abort();
      await running;
    },
  };
}

/** Makes one backup in a thread of its own, notes it, and deletes the ones that are too many. Throws when it was not made. */
export async function makeScheduledBackup(
  db: Database,
  { databaseFile, directory, keep, report }: BackupSchedule,
  signal?: AbortSignal,
): Promise<Backup> {
  const file = backupFileOf(directory, new Date());
  const backup = await backUpInThread({ databaseFile, file }, signal);
  await recordAudit({ db }, SERVER, {
    action: 'backup-made',
    subject: `file:${basename(file)}`,
    detail: { bytes: backup.bytes },
  });
  const deleted = deleteOldBackups(directory, keep);
  const { audit } = backup;
  report(
    audit.state === 'unbroken'
      ? `Backup ${file}, ${backup.bytes} bytes, checked; audit log ${audit.entries}:${audit.hash}; ${deleted.length} old ones deleted.`
      : `Backup ${file} was made, but the audit log in it is broken at entry ${audit.entry}: ${audit.reason}.`,
  );
  return backup;
}

async function backUpInThread(workerData: BackupOrder, signal: AbortSignal | undefined): Promise<Backup> {
  const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), { workerData });
  signal?.addEventListener('abort', () => void worker.terminate());
  const result = await new Promise<BackupResult>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('it was stopped')));
  });
  if (result.state === 'made') return result.backup;
  throw new LaminaError('unavailable', result.sentence);
}
