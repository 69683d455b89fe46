import type { RecordedCase } from '@lamina/shared/contract/case.ts';
import { EVENT_KINDS } from '@lamina/shared/domain/event.ts';
import type { Selectable } from 'kysely';
import type { Scope } from '../auth/scope.ts';
import type { Database } from '../database/database.ts';
import { unknownFirst } from '../database/dialect.ts';
import type { EventTable, PromScoreTable, RecoveryTable } from '../database/tables/outcome.ts';
import type { SurgicalCaseTable } from '../database/tables/surgical-case.ts';
import { selected } from '../tally/filter-to-sql.ts';

type CaseRow = Selectable<SurgicalCaseTable>;

export interface StoredCaseRecord {
  readonly key: string;
  readonly hospital: { readonly id: number; readonly code: string; readonly name: string | null };
  readonly surgeons: readonly {
    readonly id: number;
    readonly code: string;
    readonly role: 'operating' | 'assisting' | 'responsible';
  }[];
  readonly source: string;
  /** Of the import that last wrote the case. */
  readonly cutOff: string | null;
  readonly record: RecordedCase;
}

/** Everything the record holds of one case; undefined when there is none in the scope. */
export async function findCaseRecord(
  db: Database,
  scope: Scope,
  caseId: number,
): Promise<StoredCaseRecord | undefined> {
  const inScope = await db
    .selectFrom('case_outcome')
    .where((eb) => selected(eb, scope, {}))
    .where('case_id', '=', caseId)
    .select('case_id')
    .executeTakeFirst();
  if (inScope === undefined) return undefined;
  const [row, events, recovery, proms] = await Promise.all([
    db.selectFrom('surgical_case').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow(),
    db
      .selectFrom('event')
      .selectAll()
      .where('case_id', '=', caseId)
      .orderBy('onset_date', unknownFirst)
      .orderBy('id')
      .execute(),
    db.selectFrom('recovery').selectAll().where('case_id', '=', caseId).executeTakeFirst(),
    db
      .selectFrom('prom_score')
      .selectAll()
      .where('case_id', '=', caseId)
      .orderBy('instrument')
      .orderBy('timepoint')
      .execute(),
  ]);
  const [hospital, imported, surgeons] = await Promise.all([
    db
      .selectFrom('hospital')
      .select(['id', 'code', 'name'])
      .where('id', '=', row.hospital_id)
      .executeTakeFirstOrThrow(),
    db.selectFrom('import').select('cut_off').where('id', '=', row.import_id).executeTakeFirstOrThrow(),
    listSurgeonsOf(db, row),
  ]);
  return {
    key: row.source_case_key,
    hospital,
    surgeons,
    source: row.source_system,
    cutOff: imported.cut_off,
    record: recordedCase(row, events, recovery, proms),
  };
}

/** A case as it would be with these rows; recovery and scores are those of the record. */
export async function recordWith(
  db: Database,
  { row, events }: { readonly row: CaseRow; readonly events: readonly Selectable<EventTable>[] },
): Promise<RecordedCase> {
  const [recovery, proms] = await Promise.all([
    db.selectFrom('recovery').selectAll().where('case_id', '=', row.id).executeTakeFirst(),
    db
      .selectFrom('prom_score')
      .selectAll()
      .where('case_id', '=', row.id)
      .orderBy('instrument')
      .orderBy('timepoint')
      .execute(),
  ]);
  return recordedCase(row, events, recovery, proms);
}

async function listSurgeonsOf(db: Database, row: CaseRow): Promise<StoredCaseRecord['surgeons']> {
  const roles = [
    { role: 'operating', id: row.operating_surgeon_id },
    { role: 'assisting', id: row.assisting_surgeon_id },
    { role: 'responsible', id: row.responsible_surgeon_id },
  ] as const;
  const ids = roles.flatMap(({ id }) => id ?? []);
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('surgeon').select(['id', 'code']).where('id', 'in', ids).execute();
  const codes = new Map(rows.map(({ id, code }) => [id, code]));
  return roles.flatMap(({ role, id }) => {
    const code = id === null ? undefined : codes.get(id);
    return id === null || code === undefined ? [] : [{ role, id, code }];
  });
}

/** The tables' checks hold what the domain's enumerations say, so that the texts need no second look here. */
function recordedCase(
  row: CaseRow,
  events: readonly Selectable<EventTable>[],
  recovery: Selectable<RecoveryTable> | undefined,
  proms: readonly Selectable<PromScoreTable>[],
): RecordedCase {
  const texts = {
    procedure: row.procedure,
    region: row.region,
    approach: row.approach,
    urgency: row.urgency,
    ageBand: row.age_band,
    sex: row.sex,
    indication: row.indication,
    woundClass: row.wound_class,
    events: events.map((event) => ({
      kind: event.kind,
      depth: event.depth,
      onsetDate: event.onset_date,
      onsetPrecision: event.onset_precision,
      source: event.source,
      presentAtSurgery: flag(event.present_at_surgery),
    })),
    proms: proms.map(({ instrument, timepoint, score, answered_on }) => ({
      instrument,
      timepoint,
      score,
      answeredOn: answered_on,
    })),
  } as Pick<
    RecordedCase,
    | 'procedure'
    | 'region'
    | 'approach'
    | 'urgency'
    | 'ageBand'
    | 'sex'
    | 'indication'
    | 'woundClass'
    | 'events'
    | 'proms'
  >;
  return {
    ...texts,
    fusion: row.fusion === 1,
    laminectomy: row.laminectomy === 1,
    discectomy: row.discectomy === 1,
    levels: row.levels,
    minimallyInvasive: flag(row.minimally_invasive),
    instrumented: flag(row.instrumented),
    revision: flag(row.revision),
    admissionDate: row.admission_date,
    operationDate: row.operation_date,
    operationYear: row.operation_year,
    dischargeDate: row.discharge_date,
    lengthOfStayNights: row.length_of_stay_nights,
    lengthOfStayIsAtLeast: row.length_of_stay_is_at_least === 1,
    age: row.age,
    bodyMassIndex: row.body_mass_index,
    asaClass: row.asa_class,
    diabetes: flag(row.diabetes),
    smoker: flag(row.smoker),
    conservativeCareMonths: row.conservative_care_months,
    traction: flag(row.traction),
    physiotherapy: flag(row.physiotherapy),
    injections: flag(row.injections),
    medication: flag(row.medication),
    walkingDistanceMetres: row.walking_distance_metres,
    durationMinutes: row.duration_minutes,
    bloodLossMillilitres: row.blood_loss_millilitres,
    transfusion: flag(row.transfusion),
    firstWalkedDay: recovery?.first_walked_day ?? null,
    strenuousActivityWeek: recovery?.strenuous_activity_week ?? null,
    observed: observedDays(row),
  };
}

function observedDays(row: CaseRow): RecordedCase['observed'] {
  return Object.fromEntries(
    [...EVENT_KINDS, 'proms' as const].flatMap((kind) => {
      const days = row[`${kind.replaceAll('-', '_')}_observed_days` as keyof CaseRow];
      return days === null ? [] : [[kind, Number(days)]];
    }),
  );
}

function flag(value: 0 | 1 | null): boolean | null {
  return value === null ? null : value === 1;
}
