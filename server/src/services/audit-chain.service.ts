import { hash } from 'node:crypto';
import type { AuditEntryTable } from '../database/tables/audit.ts';

/** What the first entry has in place of an entry before it. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256, in hexadecimal, over the fields in this order as a JSON array: the form that anybody can compute anew. */
export function hashOfEntry(entry: Omit<AuditEntryTable, 'hash'>): string {
  const { sequence, at, person_id, actor, role, action, subject, detail, request_id, address } = entry;
  return hash(
    'sha256',
    JSON.stringify([
      sequence,
      at,
      person_id,
      actor,
      role,
      action,
      subject,
      detail,
      request_id,
      address,
      entry.previous_hash,
    ]),
  );
}

/** How the chain ended at some time, as kept outside the database: with a backup, in the log of the server. */
export interface KnownHead {
  readonly entries: number;
  readonly hash: string;
}

export type ChainVerdict =
  | { readonly state: 'unbroken'; readonly entries: number; readonly hash: string }
  /** `entry` is the first one that is not as it was appended. */
  | { readonly state: 'broken'; readonly entry: number; readonly reason: string };

/**
 * Reads the chain from its first entry and compares it with the database's own head and with heads known from
 * elsewhere. Finds any entry changed, removed, added or moved. Entries cut off at the end together with the head, and a
 * chain made anew from some entry on, show only against a head known from elsewhere.
 */
export async function checkChain(
  entries: AsyncIterable<AuditEntryTable> | Iterable<AuditEntryTable>,
  head: KnownHead,
  known: readonly KnownHead[] = [],
): Promise<ChainVerdict> {
  let sequence = 0;
  let previous = CHAIN_START;
  for await (const entry of entries) {
    sequence += 1;
    const reason = faultOf(entry, sequence, previous) ?? faultAgainst(entry, known);
    if (reason !== null) return { state: 'broken', entry: Math.min(entry.sequence, sequence), reason };
    previous = entry.hash;
  }
  const longest = [head, ...known].reduce((one, other) => (other.entries > one.entries ? other : one));
  if (longest.entries > sequence) {
    const reason = `the chain ends after ${sequence} entries and once had ${longest.entries}: its end was cut off`;
    return { state: 'broken', entry: sequence + 1, reason };
  }
  if (head.entries !== sequence || head.hash !== previous) {
    return {
      state: 'broken',
      entry: sequence,
      reason: 'it is not the entry that the head of the chain tells of',
    };
  }
  return { state: 'unbroken', entries: sequence, hash: previous };
}

function faultOf(entry: AuditEntryTable, expected: number, previous: string): string | null {
  if (entry.sequence > expected) return `it is missing; entry ${entry.sequence} comes next`;
  if (entry.sequence < expected) return 'its number does not continue the chain';
  if (hashOfEntry(entry) !== entry.hash) return 'what it says is not what was hashed when it was appended';
  if (entry.previous_hash !== previous)
    return 'it does not continue the entry before it: one of the two was replaced';
  return null;
}

function faultAgainst(entry: AuditEntryTable, known: readonly KnownHead[]): string | null {
  const differs = known.some(
    ({ entries, hash: ending }) => entries === entry.sequence && ending !== entry.hash,
  );
  return differs ? 'it is not the entry that the chain once ended with: the chain was made anew' : null;
}
