import { hash } from 'node:crypto';
import type { IsoDate } from '@lamina/shared/domain/period.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { isBusy } from '../database/is-busy.ts';
import { LaminaError } from '../lamina-error.ts';
import { recordComparator } from '../repositories/comparator-writer.repository.ts';
import { completeImport, insertImport } from '../repositories/import.repository.ts';
import { rebuildOutcomeFacts } from '../repositories/outcome-facts.repository.ts';
import { advanceRecord, lockRecord } from '../repositories/record-writer.repository.ts';
import { CaseBatch } from './case-batch.ts';
import type { Delivery, Rejection } from './delivery.ts';
import { fingerprintOf, type PseudonymKey, pseudonymOf } from './pseudonym.ts';
import type { PublishedComparator } from './published-comparator.ts';
import { assertRecordAccepts } from './record-contents.ts';
import { SeenKeys } from './seen-keys.ts';
import { reportedCase } from './stored-case.ts';

/** The log keeps this many rejections of an import; the report of the command has them all. */
const REJECTIONS_LOGGED = 1000;

export interface ImportDescription {
  readonly format: string;
  /** Under which name source case ids are unique. Every case of the import carries the same. */
  readonly sourceSystem: string;
  readonly fileName: string;
  readonly fileSha256: string;
  /** The last day on which the source could have reported anything; null when it gives no dates. */
  readonly cutOff: IsoDate | null;
  readonly key: PseudonymKey;
  /** What the record holds afterwards; a record holds either reported data or the demo network. Default 'reported'. */
  readonly contents?: 'reported' | 'demo';
}

export interface ImportOutcome {
  readonly importId: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Lines that were not accepted. */
  readonly rejected: number;
  /** Lines that do not concern Lamina (other kinds of operation). */
  readonly skipped: number;
  /** Accepted corrections of a case of which the source now reports something new: they stay in force until somebody decides. */
  readonly conflicts: number;
  /** Whether the record differs from before, so that the outcome facts were derived anew. */
  readonly changed: boolean;
}

export interface CommitOptions {
  /** Do everything, then roll back. */
  readonly dryRun?: boolean | undefined;
  readonly onRejection?: ((rejection: Rejection) => void) | undefined;
  /** Checked last, inside the transaction: throwing undoes everything. */
  readonly beforeCommit?: (outcome: ImportOutcome, transaction: DatabaseTransaction) => void | Promise<void>;
}

/**
 * Writes cases to the record in one transaction (the caller's, if it is in one), derives the outcome facts anew when anything changed, and logs the
 * import. Cases are matched by source system and source case id; the same content again changes nothing.
 * Throws when a case is not acceptable (a file's rejections go through commitDeliveries), leaving the database as it was.
 */
export async function commitCases(
  db: Database | DatabaseTransaction,
  description: ImportDescription,
  cases: AsyncIterable<SurgicalCase> | Iterable<SurgicalCase>,
): Promise<ImportOutcome> {
  const refuse = ({ line, reason }: Rejection) => {
    throw new Error(`case ${line}: ${reason}`);
  };
  return commitDeliveries(db, description, deliveriesOf(cases), { onRejection: refuse });
}

async function* deliveriesOf(
  cases: AsyncIterable<SurgicalCase> | Iterable<SurgicalCase>,
): AsyncIterable<Delivery[]> {
  let line = 0;
  for await (const surgicalCase of cases) {
    line += 1;
    yield [{ kind: 'case', line, surgicalCase, latestDate: null }];
  }
}

/** The same for what a format makes of a file: cases, published figures, rejections and skipped lines. */
export async function commitDeliveries(
  db: Database | DatabaseTransaction,
  description: ImportDescription,
  deliveries: AsyncIterable<readonly Delivery[]>,
  options: CommitOptions = {},
): Promise<ImportOutcome> {
  if (db.isTransaction) return new Commit(db as DatabaseTransaction, description, options).run(deliveries);
  try {
    return await db.transaction().execute(async (transaction) => {
      const outcome = await new Commit(transaction, description, options).run(deliveries);
      await options.beforeCommit?.(outcome, transaction);
      if (options.dryRun === true) throw new RolledBack(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.outcome;
    if (isBusy(error)) {
      const advice = 'try again when it has finished';
      throw new LaminaError('unavailable', `Another program is writing to the database; ${advice}.`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** Carries the outcome of a dry run out of the transaction that it undoes. */
class RolledBack extends Error {
  readonly outcome: ImportOutcome;

  constructor(outcome: ImportOutcome) {
    super('dry run');
    this.outcome = outcome;
  }
}

class Commit {
  readonly #transaction: DatabaseTransaction;
  readonly #description: ImportDescription;
  readonly #options: CommitOptions;
  readonly #seenCases = new SeenKeys();
  readonly #seenComparators = new SeenKeys();
  readonly #rejections: Rejection[] = [];
  #added = 0;
  #updated = 0;
  #unchanged = 0;
  #rejected = 0;
  #skipped = 0;

  constructor(transaction: DatabaseTransaction, description: ImportDescription, options: CommitOptions) {
    this.#transaction = transaction;
    this.#description = description;
    this.#options = options;
  }

  async run(deliveries: AsyncIterable<readonly Delivery[]>): Promise<ImportOutcome> {
    const { format, sourceSystem, fileName, fileSha256, cutOff, key } = this.#description;
    const contents = this.#description.contents ?? 'reported';
    const state = await lockRecord(this.#transaction);
    assertRecordAccepts(state, contents, key);
    const importId = await insertImport(this.#transaction, {
      format,
      source_system: sourceSystem,
      file_name: fileName,
      file_sha256: fileSha256,
      imported_at: new Date().toISOString(),
      cut_off: cutOff,
    });
    const batch = new CaseBatch(this.#transaction, sourceSystem, importId, cutOff);
    for await (const some of deliveries) {
      for (const delivery of some) {
        if (delivery.kind === 'comparator') {
          await this.#takeComparator(delivery.line, delivery.comparator, importId);
        } else {
          this.#take(delivery, batch);
        }
        if (batch.full) await batch.write();
      }
    }
    await batch.write();

    const counts = {
      added: batch.added + this.#added,
      updated: batch.updated + this.#updated,
      unchanged: batch.unchanged + this.#unchanged,
      rejected: this.#rejected,
    };
    await completeImport(this.#transaction, importId, counts, this.#rejections);
    const changed = batch.changed || this.#added + this.#updated > 0;
    if (changed) {
      await advanceRecord(this.#transaction, contents, fingerprintOf(key));
      await rebuildOutcomeFacts(this.#transaction);
    }
    return { importId, ...counts, skipped: this.#skipped, conflicts: batch.conflicts, changed };
  }

  #take(delivery: Exclude<Delivery, { kind: 'comparator' }>, batch: CaseBatch): void {
    switch (delivery.kind) {
      case 'case':
        this.#takeCase(delivery.line, delivery.surgicalCase, batch);
        return;
      case 'rejected':
        this.#reject(delivery.rejections);
        return;
      case 'skipped':
        this.#skipped += 1;
        return;
    }
  }

  #takeCase(line: number, surgicalCase: SurgicalCase, batch: CaseBatch): void {
    const { key, sourceSystem, cutOff } = this.#description;
    const { sourceCaseId, patientId, operationDate } = surgicalCase;
    if (cutOff !== null && operationDate !== null && operationDate > cutOff) {
      const reason = `expected an operation on or before the data cut-off ${cutOff}`;
      this.#reject([{ line, column: null, value: operationDate, reason }]);
      return;
    }
    const sourceCaseKey = pseudonymOf(key, 'case', sourceSystem, sourceCaseId);
    const patientKey = patientId === null ? null : pseudonymOf(key, 'patient', sourceSystem, patientId);
    const earlier = this.#seenCases.firstLineOf(sourceCaseKey, line);
    if (earlier === undefined) {
      batch.add(reportedCase(surgicalCase, { sourceCaseKey, patientKey }));
      return;
    }
    const reason = `expected each case once; line ${earlier} has this one already`;
    this.#reject([{ line, column: null, value: null, reason }]);
  }

  async #takeComparator(line: number, comparator: PublishedComparator, importId: number): Promise<void> {
    const { publisher, indicatorId, procedure, year, facilityCode, ...figures } = comparator;
    const identity = { publisher, indicator_id: indicatorId, procedure, year, facility_code: facilityCode };
    const earlier = this.#seenComparators.firstLineOf(
      hash('sha256', JSON.stringify(Object.values(identity))),
      line,
    );
    if (earlier !== undefined) {
      const reason = `expected one line for a facility, procedure and year; line ${earlier} is for the same`;
      this.#reject([{ line, column: null, value: null, reason }]);
      return;
    }
    const result = await recordComparator(this.#transaction, {
      ...identity,
      facility_name: figures.facilityName,
      pooled: figures.pooled ? 1 : 0,
      operations: figures.operations,
      observed: figures.observed,
      predicted: figures.predicted,
      ratio: figures.ratio,
      ratio_lower: figures.ratioLower,
      ratio_upper: figures.ratioUpper,
      published_verdict: figures.verdict,
      content_hash: hash('sha256', JSON.stringify(figures)),
      import_id: importId,
    });
    if (result === 'added') this.#added += 1;
    else if (result === 'updated') this.#updated += 1;
    else this.#unchanged += 1;
  }

  #reject(rejections: readonly Rejection[]): void {
    this.#rejected += 1;
    for (const rejection of rejections) {
      if (this.#rejections.length < REJECTIONS_LOGGED) this.#rejections.push(rejection);
      this.#options.onRejection?.(rejection);
    }
  }
}
