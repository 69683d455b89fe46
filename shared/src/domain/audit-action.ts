import { z } from 'zod';

/** What the audit log knows to have happened. Entries are never rewritten: an action may be added here, never renamed or removed. */
export const AUDIT_ACTIONS = [
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'session-ended',
  'access-refused',
  'case-opened',
  'case-list-read',
  'exported',
  'imported',
  'demo-built',
  'record-emptied',
  'reference-changed',
  'target-changed',
  'setting-changed',
  'person-added',
  'person-changed',
  'person-disabled',
  'person-enabled',
  'role-changed',
  'password-changed',
  'password-reset',
  'two-factor-enabled',
  'two-factor-disabled',
  'review-opened',
  'review-changed',
  'review-decided',
  'backup-made',
  'restored',
] as const;
export const AuditAction = z.enum(AUDIT_ACTIONS);
export type AuditAction = z.infer<typeof AuditAction>;

/** What kinds of things an entry can be about. */
export const AUDIT_SUBJECT_KINDS = [
  'case',
  'list',
  'person',
  'session',
  'procedure',
  'indicator',
  'hospital',
  'surgeon',
  'reference',
  'target',
  'setting',
  'review',
  'file',
] as const;
export type AuditSubjectKind = (typeof AUDIT_SUBJECT_KINDS)[number];

/** A kind and our own identifier: `case:1042`, `person:7`, `list:cases`. */
export type AuditSubject = `${AuditSubjectKind}:${string | number}`;

type AuditValue = string | number | boolean | null;

/**
 * What else is worth knowing, by name. Never what a patient could be known by: no name, date of birth or identifier of
 * theirs. Ids of the record are ours and are fine.
 */
export type AuditDetail = Readonly<Record<string, AuditValue | readonly AuditValue[]>>;
