import type { AuditEntryTable } from '@lamina/server/database/tables/audit.ts';
import { CHAIN_START, checkChain, hashOfEntry } from '@lamina/server/services/audit-chain.service.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

type Field = Exclude<keyof AuditEntryTable, 'sequence'>;

const FIELDS: readonly Field[] = [
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
];

function chainOf(length: number): AuditEntryTable[] {
  const entries: AuditEntryTable[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    entries.push(
      hashed({
        sequence,
        at: '2026-11-22T08:00:00.000Z',
        person_id: sequence % 3 === 0 ? null : String(sequence % 3),
        actor: `person ${sequence % 3}`,
        role: 'quality-lead',
        action: 'case-opened',
        subject: `case:${sequence}`,
        detail: '{}',
        request_id: `request ${sequence}`,
        address: null,
        previous_hash: entries.at(-1)?.hash ?? CHAIN_START,
      }),
    );
  }
  return entries;
}

function hashed(entry: Omit<AuditEntryTable, 'hash'>): AuditEntryTable {
  return { ...entry, hash: hashOfEntry(entry) };
}

function headOf(entries: readonly AuditEntryTable[]) {
  return { entries: entries.length, hash: entries.at(-1)?.hash ?? CHAIN_START };
}

/** A chain, and a place in it. */
const chainAndPlace = fc
  .integer({ min: 2, max: 30 })
  .chain((length) => fc.record({ length: fc.constant(length), place: fc.integer({ min: 1, max: length }) }));

describe('the chain of the audit log', () => {
  it('is unbroken as written, also when empty', async () => {
    for (const length of [0, 1, 25]) {
      const entries = chainOf(length);
      expect(await checkChain(entries, headOf(entries), [headOf(entries.slice(0, 1))])).toEqual({
        state: 'unbroken',
        ...headOf(entries),
      });
    }
  });

  it('hashes the fields as a JSON array, as anybody can compute', () => {
    const [entry] = chainOf(1);
    expect(entry?.hash).toBe('600f9b03515e48a45a2678a948ff016593a7fd10b581cc11da710695f72bd381');
  });

  it('names the entry of which any field was changed', async () => {
    const change = fc.tuple(chainAndPlace, fc.constantFrom(...FIELDS), fc.string({ minLength: 1 }));
    await fc.assert(
      fc.asyncProperty(change, async ([{ length, place }, field, text]) => {
        const entries = chainOf(length);
        const changed = entries.map((entry) =>
          entry.sequence === place ? { ...entry, [field]: `${entry[field]}${text}` } : entry,
        );
        const verdict = await checkChain(changed, headOf(entries));
        expect(verdict).toMatchObject({ state: 'broken', entry: place });
      }),
      { seed: 1 },
    );
  });

  it('names the entry that was taken out, wherever it stood', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndPlace, async ({ length, place }) => {
        const entries = chainOf(length);
        const left = entries.filter(({ sequence }) => sequence !== place);
        const closedUp = left.map((entry, index) => ({ ...entry, sequence: index + 1 }));
        expect(await checkChain(left, headOf(entries))).toMatchObject({ state: 'broken', entry: place });
        expect(await checkChain(closedUp, headOf(entries))).toMatchObject({ state: 'broken', entry: place });
      }),
      { seed: 2 },
    );
  });

  it('finds an entry that was put in, even one hashed with care', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndPlace, async ({ length, place }) => {
        const entries = chainOf(length);
        const original = entries[place - 1] as AuditEntryTable;
        const forged = hashed({ ...original, subject: 'case:999999' });
        const later = entries.slice(place - 1).map((entry) => ({ ...entry, sequence: entry.sequence + 1 }));
        const longer = [...entries.slice(0, place - 1), forged, ...later];
        const verdict = await checkChain(longer, { ...headOf(entries), entries: length + 1 });
        expect(verdict).toMatchObject({ state: 'broken', entry: place + 1 });
      }),
      { seed: 3 },
    );
  });

  it('names the first of two entries that changed places', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndPlace, async ({ length, place }) => {
        const other = place === length ? 1 : length;
        const entries = chainOf(length);
        const numberOf = (sequence: number) =>
          sequence === place ? other : sequence === other ? place : sequence;
        const swapped = entries
          .map((entry) => ({ ...entry, sequence: numberOf(entry.sequence) }))
          .sort((one, two) => one.sequence - two.sequence);
        const verdict = await checkChain(swapped, headOf(entries));
        expect(verdict).toMatchObject({ state: 'broken', entry: Math.min(place, other) });
      }),
      { seed: 4 },
    );
  });

  it('finds an entry replaced together with its hash, by what follows it', async () => {
    await fc.assert(
      fc.asyncProperty(chainAndPlace, async ({ length, place }) => {
        const entries = chainOf(length);
        const forged = entries.map((entry) =>
          entry.sequence === place ? hashed({ ...entry, actor: 'somebody else' }) : entry,
        );
        const verdict = await checkChain(forged, headOf(entries));
        expect(verdict).toMatchObject({ state: 'broken', entry: Math.min(place + 1, length) });
      }),
      { seed: 5 },
    );
  });

  it('finds entries cut off at the end by the head of the database', async () => {
    const entries = chainOf(12);
    expect(await checkChain(entries.slice(0, 9), headOf(entries))).toEqual({
      state: 'broken',
      entry: 10,
      reason: 'the chain ends after 9 entries and once had 12: its end was cut off',
    });
  });

  it('finds a cut together with its head, or a chain made anew, only by a head kept elsewhere', async () => {
    const entries = chainOf(12);
    const cut = entries.slice(0, 9);
    expect(await checkChain(cut, headOf(cut))).toMatchObject({ state: 'unbroken' });
    expect(await checkChain(cut, headOf(cut), [headOf(entries)])).toMatchObject({
      state: 'broken',
      entry: 10,
    });

    const anew: AuditEntryTable[] = [];
    for (const entry of entries) {
      const actor = entry.sequence >= 5 ? 'somebody else' : entry.actor;
      anew.push(hashed({ ...entry, actor, previous_hash: anew.at(-1)?.hash ?? CHAIN_START }));
    }
    expect(await checkChain(anew, headOf(anew))).toMatchObject({ state: 'unbroken' });
    const known = [headOf(entries.slice(0, 3)), headOf(entries.slice(0, 7))];
    expect(await checkChain(anew, headOf(anew), known)).toMatchObject({ state: 'broken', entry: 7 });
  });
});
