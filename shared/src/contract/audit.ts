import { z } from 'zod';
import { AuditAction } from '../domain/audit-action.ts';
import { IsoDate } from '../domain/period.ts';

/** Entries on one page of the audit log. */
export const AUDIT_PAGE = 50;

/** A file of more entries than this is refused: the command line writes any number. */
export const AUDIT_A_FILE = 50_000;

export const AuditFilter = z.object({
  action: AuditAction.optional(),
  /** As AuditOutput.people has it. */
  person: z.string().max(300).optional(),
  /** First day, and the day after the last, in UTC. */
  from: IsoDate.optional(),
  to: IsoDate.optional(),
  /** 'case:1042'; 'case' means any case. */
  subject: z.string().max(300).optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const AuditInput = z.object({
  filter: AuditFilter.default({}),
  page: z.int().min(1).max(1_000_000).default(1),
});
export type AuditInput = z.infer<typeof AuditInput>;

const AuditValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const AuditEntry = z.object({
  sequence: z.int(),
  at: z.iso.datetime(),
  actor: z.string(),
  /** Null for the command line and for somebody who has not signed in. */
  role: z.string().nullable(),
  /** An AuditAction, unless somebody changed the log. */
  action: z.string(),
  subject: z.string().nullable(),
  detail: z.record(z.string(), z.union([AuditValue, z.array(AuditValue)])),
  requestId: z.string().nullable(),
  address: z.string().nullable(),
  /** The first digits of the hash that binds this entry to all before it. */
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditOutput = z.object({
  /** Of the whole log, whatever the filter. */
  entries: z.int(),
  total: z.int(),
  page: z.int(),
  pages: z.int(),
  /** The latest first. */
  rows: z.array(AuditEntry),
  /** Everybody in the log, by name. */
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The actions that occur in the log. */
  actions: z.array(AuditAction),
});
export type AuditOutput = z.infer<typeof AuditOutput>;

export const AuditCsvInput = z.object({ filter: AuditFilter.default({}) });
export type AuditCsvInput = z.infer<typeof AuditCsvInput>;

export const AuditCsv = z.object({ fileName: z.string(), text: z.string() });
export type AuditCsv = z.infer<typeof AuditCsv>;

export const AuditVerdict = z.union([
  z.object({ state: z.literal('unbroken'), entries: z.int(), hash: z.string() }),
  z.object({ state: z.literal('broken'), entry: z.int(), reason: z.string() }),
]);
export type AuditVerdict = z.infer<typeof AuditVerdict>;
