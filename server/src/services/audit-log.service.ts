import {
  AUDIT_A_FILE,
  AUDIT_PAGE,
  type AuditCsv,
  type AuditCsvInput,
  AuditEntry,
  type AuditInput,
  type AuditOutput,
  type AuditVerdict,
} from '@lamina/shared/contract/audit.ts';
import { AUDIT_ACTIONS } from '@lamina/shared/domain/audit-action.ts';
import type { Viewer } from '@lamina/shared/domain/viewer.ts';
import { stringify } from 'csv-stringify/sync';
import type { AuditEntryTable } from '../database/tables/audit.ts';
import { LaminaError } from '../lamina-error.ts';
import { getAuditHead } from '../repositories/audit.repository.ts';
import {
  countAuditEntries,
  eachAuditEntry,
  listAuditActions,
  listAuditEntries,
  listAuditPeople,
} from '../repositories/audit-log.repository.ts';
import { recordAudit } from './audit.service.ts';
import { checkChain } from './audit-chain.service.ts';
import type { ServiceContext } from './service-context.ts';

const HASH_DIGITS_SHOWN = 12;

/** The columns of the log as a file, in order. */
export const AUDIT_FILE_COLUMNS = [
  'sequence',
  'at',
  'person_id',
  'actor',
  'role',
  'action',
  'subject',
  'detail',
  'request_id',
  'address',
  'previous_hash',
  'hash',
] as const satisfies readonly (keyof AuditEntryTable)[];

/** One page of the audit log, the latest first. A page beyond the last one is the last one. */
export async function getAuditLog(
  viewer: Viewer,
  { db }: ServiceContext,
  { filter, page: asked }: AuditInput,
): Promise<AuditOutput> {
  assertAdministrator(viewer);
  const [head, total, people, actions] = await Promise.all([
    getAuditHead(db),
    countAuditEntries(db, filter),
    listAuditPeople(db),
    listAuditActions(db),
  ]);
  const pages = Math.max(1, Math.ceil(total / AUDIT_PAGE));
  const page = Math.min(asked, pages);
  const window = { offset: (page - 1) * AUDIT_PAGE, limit: AUDIT_PAGE };
  const rows = await listAuditEntries(db, filter, window);
  return {
    entries: head.entries,
    total,
    page,
    pages,
    rows: rows.map(entryOf),
    people,
    actions: AUDIT_ACTIONS.filter((action) => actions.includes(action)),
  };
}

/** The entries of a filter as a file, the latest first; itself an entry of the log. */
export async function getAuditCsv(
  viewer: Viewer,
  { db }: ServiceContext,
  { filter }: AuditCsvInput,
): Promise<AuditCsv> {
  assertAdministrator(viewer);
  const entries = await countAuditEntries(db, filter);
  if (entries > AUDIT_A_FILE) {
    throw new LaminaError(
      'bad-input',
      `These are ${entries} entries; a file holds at most ${AUDIT_A_FILE}. Narrow the period, or run \`lamina audit export\` on the server.`,
    );
  }
  const rows = await listAuditEntries(db, filter, { offset: 0, limit: AUDIT_A_FILE });
  await recordAudit({ db }, viewer, {
    action: 'exported',
    subject: 'list:audit',
    detail: { entries: rows.length, filter: JSON.stringify(filter) },
  });
  return {
    fileName: `lamina-audit-${new Date().toISOString().slice(0, 10)}.csv`,
    text: stringify(rows, {
      header: true,
      columns: [...AUDIT_FILE_COLUMNS],
      escape_formulas: true,
      bom: true,
      record_delimiter: 'windows',
    }),
  };
}

/** Whether the log is as it was written, from its first entry to its head. */
export async function verifyAuditLog(viewer: Viewer, { db }: ServiceContext): Promise<AuditVerdict> {
  assertAdministrator(viewer);
  // The head first: entries appended meanwhile would otherwise seem to be too many or too few.
  const head = await getAuditHead(db);
  return checkChain(untilEntry(eachAuditEntry(db), head.entries), head);
}

async function* untilEntry(
  entries: AsyncIterable<AuditEntryTable>,
  last: number,
): AsyncIterable<AuditEntryTable> {
  for await (const entry of entries) {
    if (entry.sequence > last) return;
    yield entry;
  }
}

function assertAdministrator({ role }: Viewer): void {
  if (role === 'administrator') return;
  throw new LaminaError('not-allowed', 'The audit log is for administrators.');
}

function entryOf(entry: AuditEntryTable): AuditEntry {
  return {
    sequence: entry.sequence,
    at: entry.at,
    actor: entry.actor,
    role: entry.role,
    action: entry.action,
    subject: entry.subject,
    detail: detailOf(entry),
    requestId: entry.request_id,
    address: entry.address,
    hash: entry.hash.slice(0, HASH_DIGITS_SHOWN),
  };
}

/** A detail that somebody changed may be no JSON any more; the log is shown all the same. */
function detailOf({ detail }: AuditEntryTable): AuditEntry['detail'] {
  try {
    return AuditEntry.shape.detail.parse(JSON.parse(detail));
  } catch {
    return { unreadable: detail };
  }
}
