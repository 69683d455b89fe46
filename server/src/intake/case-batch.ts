import type { IsoDate } from '@lamina/shared/domain/period.ts';
import type { DatabaseTransaction } from '../database/database.ts';
import { recordHospital, recordSurgeon } from '../repositories/provider-writer.repository.ts';
import {
  deleteOutcomes,
  getNextCaseId,
  insertOutcomes,
  listKnownCases,
  type StoredCase,
  writeCases,
} from '../repositories/record-writer.repository.ts';
import { reapplyAmendments } from '../repositories/review-amendment.repository.ts';
import { type CaseProviders, type ReportedCase, storedCase } from './stored-case.ts';

/** How many cases are written with one statement: as many as SQLite's parameters allow. */
const BATCH_SIZE = 500;

/** Collects cases and writes them batch by batch, deciding for each whether it is new, changed or as before. */
export class CaseBatch {
  added = 0;
  updated = 0;
  unchanged = 0;
  /** Whether anything at all was written, the follow-up of unchanged cases included. */
  changed = false;
  /** Accepted corrections of which the source now reports something new. They stay in force and are marked. */
  conflicts = 0;

  readonly #transaction: DatabaseTransaction;
  readonly #sourceSystem: string;
  readonly #importId: number;
  readonly #cutOff: IsoDate | null;
  readonly #hospitals = new Map<string, { id: number; named: boolean }>();
  readonly #surgeons = new Map<string, number>();
  #waiting: ReportedCase[] = [];
  #nextCaseId: number | undefined;

  constructor(
    transaction: DatabaseTransaction,
    sourceSystem: string,
    importId: number,
    cutOff: IsoDate | null,
  ) {
    this.#transaction = transaction;
    this.#sourceSystem = sourceSystem;
    this.#importId = importId;
    this.#cutOff = cutOff;
  }

  /** Whether enough cases wait to be written. */
  get full(): boolean {
    return this.#waiting.length >= BATCH_SIZE;
  }

  /** Adds a case that this import has not brought before. */
  add(reported: ReportedCase): void {
    this.#waiting.push(reported);
  }

  async write(): Promise<void> {
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    const known = await listKnownCases(
      this.#transaction,
      this.#sourceSystem,
      batch.map(({ keys }) => keys.sourceCaseKey),
    );
    const rewritten: number[] = [];
    const complete: StoredCase[] = [];
    const followedLonger: StoredCase[] = [];
    for (const reported of batch) {
      const before = known.get(reported.keys.sourceCaseKey);
      const providers = await this.#providersOf(reported);
      if (before === undefined) {
        this.added += 1;
        complete.push(this.#stored(reported, await this.#newCaseId(), providers));
      } else if (before.contentHash !== reported.contentHash) {
        this.updated += 1;
        rewritten.push(before.id);
        complete.push(this.#stored(reported, before.id, providers));
      } else {
        this.unchanged += 1;
        if (this.#reachesBeyond(before.cutOff)) {
          followedLonger.push(this.#stored(reported, before.id, providers));
        }
      }
    }
    if (complete.length + followedLonger.length > 0) this.changed = true;
    await deleteOutcomes(this.#transaction, rewritten);
    await writeCases(this.#transaction, [...complete, ...followedLonger]);
    await insertOutcomes(this.#transaction, complete);
    this.conflicts += await reapplyAmendments(this.#transaction, {
      rewritten,
      followed: followedLonger.map(({ identity }) => identity.id),
    });
  }

  #stored(reported: ReportedCase, caseId: number, providers: CaseProviders): StoredCase {
    return storedCase(reported, caseId, this.#importId, providers, this.#cutOff);
  }

  #reachesBeyond(cutOffBefore: string | null): boolean {
    return this.#cutOff !== null && (cutOffBefore === null || this.#cutOff > cutOffBefore);
  }

  async #newCaseId(): Promise<number> {
    this.#nextCaseId ??= await getNextCaseId(this.#transaction);
    this.#nextCaseId += 1;
    return this.#nextCaseId - 1;
  }

  async #providersOf({ surgicalCase }: ReportedCase): Promise<CaseProviders> {
    return {
      hospitalId: await this.#hospitalId(surgicalCase.hospital),
      operatingSurgeonId: await this.#surgeonId(surgicalCase.operatingSurgeon),
      assistingSurgeonId: await this.#surgeonId(surgicalCase.assistingSurgeon),
      responsibleSurgeonId: await this.#surgeonId(surgicalCase.responsibleSurgeon),
    };
  }

  /** The first name that an import gives a hospital holds: two spellings in one file must not overwrite each other for ever. */
  async #hospitalId({ code, name }: { code: string; name: string | null }): Promise<number> {
    const cached = this.#hospitals.get(code);
    if (cached !== undefined && (cached.named || name === null)) return cached.id;
    const { id, written } = await recordHospital(this.#transaction, this.#sourceSystem, code, name);
    this.#hospitals.set(code, { id, named: name !== null });
    if (written) this.changed = true;
    return id;
  }

  async #surgeonId(code: string | null): Promise<number | null> {
    if (code === null) return null;
    const cached = this.#surgeons.get(code);
    if (cached !== undefined) return cached;
    const id = await recordSurgeon(this.#transaction, this.#sourceSystem, code);
    this.#surgeons.set(code, id);
    return id;
  }
}
