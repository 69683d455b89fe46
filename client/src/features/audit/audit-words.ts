import type { AuditEntry } from '@lamina/shared/contract/audit.ts';
import type { AuditAction } from '@lamina/shared/domain/audit-action.ts';
import { formatCount } from '../../lib/format.ts';

/** What an action is called in a list of actions. */
export const ACTION_NAMES: Readonly<Record<AuditAction, string>> = {
  'signed-in': 'Signed in',
  'sign-in-failed': 'Sign-in failed',
  'signed-out': 'Signed out',
  'session-ended': 'Session ended',
  'access-refused': 'Access refused',
  'case-opened': 'Case opened',
  'case-list-read': 'List of cases read',
  exported: 'Taken away as a file',
  imported: 'Data imported',
  'demo-built': 'Demonstration network built',
  'record-emptied': 'Record emptied',
  'reference-changed': 'Reference changed',
  'target-changed': 'Target changed',
  'setting-changed': 'Setting changed',
  'person-added': 'Person added',
  'person-changed': 'Person changed',
  'person-disabled': 'Person disabled',
  'person-enabled': 'Person enabled',
  'role-changed': 'Role changed',
  'password-changed': 'Password changed',
  'password-reset': 'Password reset',
  'two-factor-enabled': 'Two-factor sign-in switched on',
  'two-factor-disabled': 'Two-factor sign-in switched off',
  'review-opened': 'Review opened',
  'review-changed': 'Review changed',
  'review-decided': 'Review decided',
  'backup-made': 'Backup made',
  restored: 'Backup restored',
};

/** What lists are called that were read or taken away. */
const LISTS: Readonly<Record<string, string>> = {
  cases: 'the list of cases',
  audit: 'the audit log',
  record: 'the whole record',
};

const DETAIL_NAMES: Readonly<Record<string, string>> = {
  of: 'of',
  question: 'asked',
  way: 'with',
  import: 'import',
  replacedEntries: 'entries replaced',
};

/** What the sentence says already, and hashes, which nobody reads. */
const UNTOLD: ReadonlySet<string> = new Set(['replacedHash', 'known']);

/** Numbers that name something and count nothing. */
const NUMBERS: ReadonlySet<string> = new Set(['case', 'import']);

/** Name of a person by their id; undefined for one who never did anything. */
export type NameOf = (personId: string) => string | undefined;

/** 'Opened case 1042', 'Read 50 of 612 cases of the list', 'Imported cases.csv'. */
export function entryInWords({ action, subject, detail }: AuditEntry, nameOf: NameOf): string {
  const [kind, id] = partsOf(subject);
  const cases = typeof detail.cases === 'number' ? formatCount(detail.cases) : undefined;
  switch (action) {
    case 'case-opened':
      return `Opened case ${id}`;
    case 'case-list-read':
      return cases === undefined || typeof detail.of !== 'number'
        ? 'Read the list of cases'
        : `Read ${cases} of ${formatCount(detail.of)} cases of the list`;
    case 'exported': {
      const list = LISTS[id] ?? id;
      return cases === undefined ? `Took away ${list} as a file` : `Took away ${cases} cases as a file`;
    }
    case 'imported':
      return `Imported ${id}`;
    case 'backup-made':
      return `Made the backup ${id}`;
    case 'restored':
      return `Restored the backup ${id}`;
    case 'access-refused':
      return kind === 'case' ? `Asked for case ${id} and was refused` : 'Was refused an answer';
    default: {
      const name = ACTION_NAMES[action as AuditAction] ?? action;
      if (kind === 'person') return withPerson(name, nameOf(id));
      return subject === null ? name : `${name}: ${kind} ${id}`;
    }
  }
}

/** What else is known of an entry, in a few words; empty when nothing is. */
export function detailInWords({ action, detail }: AuditEntry): string {
  const told = action === 'case-list-read' ? ['cases', 'of'] : action === 'exported' ? ['cases'] : [];
  return Object.entries(detail)
    .filter(([name, value]) => !UNTOLD.has(name) && !told.includes(name) && value !== null && value !== '')
    .flatMap(([name, value]) => {
      if (name === 'filter') return filterInShort(String(value));
      if (name === 'reason' || name === 'unreadable') return [String(value)];
      if (NUMBERS.has(name)) return [`${DETAIL_NAMES[name] ?? name} ${String(value)}`];
      if (name === 'bytes') return [`${valueInWords(value)} bytes`];
      return [`${DETAIL_NAMES[name] ?? spaced(name)} ${valueInWords(value)}`];
    })
    .join(' · ');
}

/** '{"procedures":["fusion"]}' becomes 'procedures fusion'. */
function filterInShort(json: string): string[] {
  try {
    const filter: unknown = JSON.parse(json);
    if (typeof filter !== 'object' || filter === null) return [];
    return Object.entries(filter).map(([name, value]) => `${spaced(name)} ${valueInWords(value)}`);
  } catch {
    return [json];
  }
}

function valueInWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return formatCount(value);
  return Array.isArray(value) ? value.map(String).join(', ') : String(value);
}

/** 'minimallyInvasive' becomes 'minimally invasive'. */
function spaced(name: string): string {
  return name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
}

function withPerson(name: string, person: string | undefined): string {
  return person === undefined ? name : `${name}: ${person}`;
}

function partsOf(subject: string | null): [kind: string, id: string] {
  const colon = subject?.indexOf(':') ?? -1;
  if (subject === null || colon < 0) return ['', subject ?? ''];
  return [subject.slice(0, colon), subject.slice(colon + 1)];
}
