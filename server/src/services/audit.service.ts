import type { AuditAction, AuditDetail, AuditSubject } from '@lamina/shared/domain/audit-action.ts';
import type { Role, Viewer } from '@lamina/shared/domain/viewer.ts';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import { isBusy } from '../database/is-busy.ts';
import type { AuditEntryTable } from '../database/tables/audit.ts';
import { writePromptly } from '../database/write-promptly.ts';
import { LaminaError } from '../lamina-error.ts';
import { appendAuditEntry, lockAuditHead } from '../repositories/audit.repository.ts';
import { findRequestOrigin } from '../request-origin.ts';
import { hashOfEntry } from './audit-chain.service.ts';

/** How long another process that writes (an import) is waited for before what was asked for is refused instead. */
const PATIENCE_MILLISECONDS = 3000;

export interface AuditedAction {
  readonly action: AuditAction;
  readonly subject?: AuditSubject | null;
  readonly detail?: AuditDetail;
}

/** Whoever acts. A viewer is one; the command line has no role. */
export type AuditActor = Pick<Viewer, 'personId' | 'name'> & { readonly role: Role | null };

/** Whoever can run commands on the server. */
export const COMMAND_LINE: AuditActor = { personId: null, name: 'Command line', role: null };

const NOT_SIGNED_IN: AuditActor = { personId: null, name: 'Not signed in', role: null };

/**
 * Appends to the audit log: in the caller's transaction where `db` is one (then both happen or neither), otherwise in its own.
 * Return only after it what somebody is not to see unrecorded. Throws a LaminaError ('unavailable') when the log cannot
 * be written, so that nothing is shown or done without an entry.
 */
export async function recordAudit(
  { db }: { readonly db: Database | DatabaseTransaction },
  actor: AuditActor | null,
  { action, subject = null, detail = {} }: AuditedAction,
): Promise<void> {
  const { personId, name, role } = actor ?? NOT_SIGNED_IN;
  const origin = findRequestOrigin();
  try {
    await writePromptly(db, PATIENCE_MILLISECONDS, async (transaction) => {
      const head = await lockAuditHead(transaction);
      const entry: Omit<AuditEntryTable, 'hash'> = {
        sequence: head.entries + 1,
        at: new Date().toISOString(),
        person_id: personId,
        actor: name,
        role,
        action,
        subject,
        detail: JSON.stringify(detail),
        request_id: origin?.requestId ?? null,
        address: origin?.address ?? null,
        previous_hash: head.hash,
      };
      await appendAuditEntry(transaction, { ...entry, hash: hashOfEntry(entry) });
    });
  } catch (error) {
    if (!isBusy(error)) throw error;
    throw new LaminaError(
      'unavailable',
      'This must be noted in the audit log, which another program keeps busy (an import, perhaps). Try again when it has finished.',
      { cause: error },
    );
  }
}
