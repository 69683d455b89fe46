import type { Database } from '@lamina/server/database/database.ts';
import { EVENT_KINDS } from '@lamina/shared/domain/event.ts';
import type { SurgicalCase } from '@lamina/shared/domain/surgical-case.ts';
import { sql } from 'kysely';

/** One case as the record's own tables have it, with what a naive recount groups by. */
export interface RawCase {
  readonly id: number;
  readonly hospitalId: number;
  readonly surgeonId: number | null;
  readonly assistingSurgeonId: number | null;
  readonly responsibleSurgeonId: number | null;
  readonly cutOff: string | null;
  readonly reported: SurgicalCase;
}

type Row = Record<string, string | number | null>;

/** Reads the whole record with plain SELECTs and puts the rows together in memory, without the outcome facts. */
export async function readRawRecord(db: Database): Promise<RawCase[]> {
  const rows = async (table: string) => (await sql<Row>`select * from ${sql.table(table)}`.execute(db)).rows;
  const cutOffs = new Map((await rows('import')).map((row) => [row.id, row.cut_off]));
  const hospitals = new Map((await rows('hospital')).map((row) => [row.id, String(row.code)]));
  const surgeons = new Map((await rows('surgeon')).map((row) => [row.id, String(row.code)]));
  const events = byCase(await rows('event'));
  const recoveries = byCase(await rows('recovery'));
  const proms = byCase(await rows('prom_score'));
  const cases = (await rows('surgical_case')).toSorted((one, other) => Number(one.id) - Number(other.id));
  return cases.map((row) => {
    const id = Number(row.id);
    const [recovery] = recoveries.get(id) ?? [];
    return {
      id,
      hospitalId: Number(row.hospital_id),
      surgeonId: idOf(row.operating_surgeon_id),
      assistingSurgeonId: idOf(row.assisting_surgeon_id),
      responsibleSurgeonId: idOf(row.responsible_surgeon_id),
      cutOff: (cutOffs.get(row.import_id ?? null) ?? null) as string | null,
      reported: toCase(row, {
        hospital: hospitals.get(row.hospital_id ?? null) ?? '?',
        surgeon: surgeons.get(row.operating_surgeon_id ?? null) ?? null,
        events: events.get(id) ?? [],
        recovery,
        proms: proms.get(id) ?? [],
      }),
    };
  });
}

function idOf(value: string | number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function byCase(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(Number(row.case_id));
    if (group === undefined) groups.set(Number(row.case_id), [row]);
    else group.push(row);
  }
  return groups;
}

interface Parts {
  readonly hospital: string;
  readonly surgeon: string | null;
  readonly events: readonly Row[];
  readonly recovery: Row | undefined;
  readonly proms: readonly Row[];
}

const FLAGS = [
  'fusion',
  'laminectomy',
  'discectomy',
  'minimally_invasive',
  'instrumented',
  'revision',
  'diabetes',
  'smoker',
  'transfusion',
  'traction',
  'physiotherapy',
  'injections',
  'medication',
  'length_of_stay_is_at_least',
];

function toCase(row: Row, parts: Parts): SurgicalCase {
  const flags = new Set(FLAGS);
  const fields = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      camelCase(name),
      flags.has(name) && value !== null ? value === 1 : value,
    ]),
  );
  const observed = Object.fromEntries(
    [...EVENT_KINDS, 'proms']
      .map((kind) => [kind, row[`${kind.replaceAll('-', '_')}_observed_days`]])
      .filter(([, days]) => days !== null),
  );
  return {
    ...fields,
    hospital: { code: parts.hospital, name: null },
    operatingSurgeon: parts.surgeon,
    observed,
    events: parts.events.map((event) => ({
      kind: event.kind,
      depth: event.depth,
      onsetDate: event.onset_date,
      onsetPrecision: event.onset_precision,
      source: event.source,
      presentAtSurgery: event.present_at_surgery === null ? null : event.present_at_surgery === 1,
    })),
    firstWalkedDay: parts.recovery?.first_walked_day ?? null,
    strenuousActivityWeek: parts.recovery?.strenuous_activity_week ?? null,
    proms: parts.proms.map((prom) => ({ ...prom, answeredOn: prom.answered_on })),
  } as unknown as SurgicalCase;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
