import { Worker } from 'node:worker_threads';
import type { Database } from '../../database/database.ts';
import { sqlTally } from '../sql-tally.ts';
import type { Tally, TallyCell, TallyQuestion } from '../tally.ts';
import { columnarTally } from './columnar-tally.ts';
import type { TooLarge } from './load-snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import type { SnapshotOrder } from './snapshot-worker.ts';

/** How often the tally looks whether the record changed. */
const MILLISECONDS_BETWEEN_LOOKS = 500;

/** After loading failed, which a database that was away for a moment makes it do: then it is tried again. */
const RETRY_MILLISECONDS = 30_000;

const BYTES_A_MEBIBYTE = 2 ** 20;

export interface LiveTallyOptions {
  readonly database: string;
  /** What the snapshot in use may take. While a newer one is loaded there are two, and what loading takes. */
  readonly memoryMebibytes: number;
  /** Takes a sentence for the operator. */
  readonly report: (sentence: string) => void;
}

/**
 * The tally of a server: it counts in memory where the facts fit, and by SQL until they are loaded and where they do not fit.
 * When the record changes, a worker thread loads a new snapshot while the old one answers.
 */
export class LiveTally implements Tally {
  readonly #sql: Tally;
  readonly #options: LiveTallyOptions;
  #inUse: Tally;
  /** The version that was loaded, or that was found not to fit. */
  #version: string | undefined;
  #retryAt = Number.POSITIVE_INFINITY;
  #refreshing: Promise<void> | undefined;
  #worker: Worker | undefined;
  #workerEnded: Promise<unknown> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(db: Database, options: LiveTallyOptions) {
    this.#sql = sqlTally(db);
    this.#inUse = this.#sql;
    this.#options = options;
  }

  count(question: TallyQuestion): Promise<readonly TallyCell[]> {
    return this.#inUse.count(question);
  }

  version(): Promise<string> {
    return this.#inUse.version();
  }

  state(): 'loading' | 'memory' | 'sql' {
    if (this.#version === undefined) return 'loading';
    return this.#inUse === this.#sql ? 'sql' : 'memory';
  }

  /** Begins to load, and from now on follows the record. */
  follow(): void {
    const look = () => {
      this.refresh().catch((error) =>
        this.#options.report(`The record could not be looked at: ${String(error)}`),
      );
    };
    look();
    this.#timer = setInterval(look, MILLISECONDS_BETWEEN_LOOKS).unref();
  }

  /** Resolves when answers come from the record as it is now. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#catchUp().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async catchUp(): Promise<void> {
    // What is being loaded already may be the record as it was before.
    await this.#refreshing;
    await this.refresh();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    // A worker that has handed over what it loaded is keeping it for the next start.
    if (this.#refreshing !== undefined) await this.#worker?.terminate();
    await this.#workerEnded;
    await this.#refreshing;
  }

  async #catchUp(): Promise<void> {
    if (this.#closed) return;
    const version = await this.#sql.version();
    const current = version === this.#version && performance.now() < this.#retryAt;
    if (current || this.#closed) return;
    try {
      this.#use(await this.#load());
      this.#retryAt = Number.POSITIVE_INFINITY;
    } catch (error) {
      if (this.#closed) return;
      this.#inUse = this.#sql;
      this.#version = version;
      this.#retryAt = performance.now() + RETRY_MILLISECONDS;
      this.#options.report(`The cases could not be loaded, so answers come from SQL: ${String(error)}`);
    }
  }

  #use(loaded: Snapshot | TooLarge): void {
    this.#version = loaded.version;
    if ('columns' in loaded) {
      this.#inUse = columnarTally(loaded);
      return;
    }
    this.#inUse = this.#sql;
    const needed = Math.ceil(loaded.neededBytes / BYTES_A_MEBIBYTE);
    this.#options.report(
      `The cases need ${needed} MiB of memory and may take ${this.#options.memoryMebibytes}, so answers come from SQL.`,
    );
  }

  #load(): Promise<Snapshot | TooLarge> {
    const workerData: SnapshotOrder = {
      database: this.#options.database,
      allowedBytes: this.#options.memoryMebibytes * BYTES_A_MEBIBYTE,
    };
    const worker = new Worker(new URL('./snapshot-worker.ts', import.meta.url), { workerData });
    this.#worker = worker;
    this.#workerEnded = new Promise((resolve) => worker.once('exit', resolve));
    return new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('loading was stopped')));
    });
  }
}
