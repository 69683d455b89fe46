import type { FactValue } from '@lamina/shared/contract/reviews.ts';
import { EVENT_KINDS, type EventKind } from '@lamina/shared/domain/event.ts';
import { daysBetween } from '@lamina/shared/domain/period.ts';
import type { CaseEvent } from '@lamina/shared/domain/surgical-case.ts';
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Database, DatabaseTransaction } from '../database/database.ts';
import type { EventTable } from '../database/tables/outcome.ts';
import type { SurgicalCaseTable } from '../database/tables/surgical-case.ts';

type CaseRow = Selectable<SurgicalCaseTable>;
type CaseColumns = Updateable<SurgicalCaseTable>;
type NewEvent = Omit<Insertable<EventTable>, 'id' | 'case_id'>;

/** The rows that facts are read from and written to. */
export interface CaseParts {
  readonly row: CaseRow;
  readonly events: readonly Selectable<EventTable>[];
}

/** A fact as it is kept beside a decision: the follow-up that hangs on an operation date goes along, so that the date can be put back exactly. */
export type StoredFact = FactValue & { readonly observed?: Readonly<Record<string, number | null>> };

type ObservedColumn = Extract<keyof CaseRow, `${string}_observed_days`>;

const OBSERVED_COLUMNS = [...EVENT_KINDS, 'proms'].map(
  (kind) => `${kind.replaceAll('-', '_')}_observed_days` as ObservedColumn,
);

export async function getCaseParts(db: Database | DatabaseTransaction, caseId: number): Promise<CaseParts> {
  const row = await db
    .selectFrom('surgical_case')
    .selectAll()
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const events = await db
    .selectFrom('event')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute();
  return { row, events };
}

/** Which fact a value is of: 'events:infection', 'surgeon:operating', 'stay'. */
export function factNameOf(value: FactValue): string {
  if (value.kind === 'events') return `events:${value.event}`;
  return value.kind === 'surgeon' ? `surgeon:${value.role}` : value.kind;
}

/** What the rows say of the fact that `like` is a value of. The tables' checks hold what the domain's enumerations say. */
export function readFact({ row, events }: CaseParts, like: FactValue): StoredFact {
  switch (like.kind) {
    case 'events':
      return {
        kind: 'events',
        event: like.event,
        events: sortedEvents(events.filter(({ kind }) => kind === like.event).map(caseEventOf)),
      };
    case 'surgeon':
      return { kind: 'surgeon', role: like.role, surgeon: row[`${like.role}_surgeon_id`], label: null };
    case 'operation-date':
      return {
        kind: 'operation-date',
        operationDate: row.operation_date,
        operationYear: row.operation_year,
        observed: Object.fromEntries(OBSERVED_COLUMNS.map((column) => [column, row[column]])),
      };
    case 'stay':
      return {
        kind: 'stay',
        admissionDate: row.admission_date,
        dischargeDate: row.discharge_date,
        nights: row.length_of_stay_nights,
        isAtLeast: row.length_of_stay_is_at_least === 1,
      };
    case 'procedure':
      return {
        kind: 'procedure',
        fusion: row.fusion === 1,
        laminectomy: row.laminectomy === 1,
        discectomy: row.discectomy === 1,
      };
    case 'urgency':
      return { kind: 'urgency', value: row.urgency } as FactValue;
    case 'indication':
      return { kind: 'indication', value: row.indication } as FactValue;
    case 'asa-class':
      return { kind: 'asa-class', value: row.asa_class };
    case 'revision':
      return { kind: 'revision', value: row.revision === null ? null : row.revision === 1 };
  }
}

export function sameFact(one: StoredFact, other: StoredFact): boolean {
  return comparable(one) === comparable(other);
}

/** The follow-up grows from one delivery to the next, which does not make the operation date another one. */
function comparable({ observed, ...value }: StoredFact): string {
  if (value.kind === 'events') return JSON.stringify([value.event, sortedEvents(value.events)]);
  if (value.kind === 'surgeon') return JSON.stringify([value.role, value.surgeon]);
  return JSON.stringify(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/**
 * The columns of the case in which a value is written; `delivered` is the fact as the source has it. With the operation date, the
 * follow-up moves the other way: the last day through which something was looked for stays the same day.
 */
export function columnsOf(value: StoredFact, delivered: StoredFact): CaseColumns {
  switch (value.kind) {
    case 'events':
      return {};
    case 'surgeon':
      return { [`${value.role}_surgeon_id`]: value.surgeon };
    case 'operation-date': {
      const { operationDate: corrected, operationYear } = value;
      const before = delivered.kind === 'operation-date' ? delivered.operationDate : null;
      const earlier = before === null || corrected === null ? 0 : daysBetween(corrected, before);
      const observed = Object.entries(delivered.observed ?? {}).map(([column, days]) => [
        column,
        days === null ? null : Math.max(0, days + earlier),
      ]);
      return {
        operation_date: corrected,
        operation_year: operationYear,
        ...(Object.fromEntries(observed) as CaseColumns),
      };
    }
    case 'stay':
      return {
        admission_date: value.admissionDate,
        discharge_date: value.dischargeDate,
        length_of_stay_nights: value.nights,
        length_of_stay_is_at_least: value.isAtLeast ? 1 : 0,
      };
    case 'procedure':
      return {
        fusion: value.fusion ? 1 : 0,
        laminectomy: value.laminectomy ? 1 : 0,
        discectomy: value.discectomy ? 1 : 0,
      };
    case 'urgency':
      return { urgency: value.value };
    case 'indication':
      return { indication: value.value };
    case 'asa-class':
      return { asa_class: value.value };
    case 'revision':
      return { revision: value.value === null ? null : value.value ? 1 : 0 };
  }
}

export interface FactChange {
  readonly value: StoredFact;
  readonly delivered: StoredFact;
}

/** The parts with the changes made. `procedure`, which the database derives, is that of the changed parts. */
export function withFacts(parts: CaseParts, changes: readonly FactChange[]): CaseParts {
  const columns = Object.assign({}, ...changes.map(({ value, delivered }) => columnsOf(value, delivered)));
  const row: CaseRow = { ...parts.row, ...columns };
  const procedure = row.fusion === 1 ? 'fusion' : row.laminectomy === 1 ? 'laminectomy' : 'discectomy';
  const kinds = new Set(changes.flatMap(({ value }) => (value.kind === 'events' ? [value.event] : [])));
  const kept = parts.events.filter(({ kind }) => !kinds.has(kind as EventKind));
  const written = changes.flatMap(({ value }) =>
    value.kind === 'events'
      ? value.events.map((event) => ({ id: 0, case_id: row.id, ...newEvent(event) }))
      : [],
  );
  return { row: { ...row, procedure }, events: [...kept, ...written] };
}

/** Whether admission, operation and discharge follow one another, as the tables demand. */
export function datesFollow({ row }: CaseParts): boolean {
  const { admission_date: admitted, operation_date: operated, discharge_date: discharged } = row;
  const inOrder = (earlier: string | null, later: string | null) =>
    earlier === null || later === null || earlier <= later;
  return inOrder(admitted, operated) && inOrder(operated, discharged) && inOrder(admitted, discharged);
}

/** Writes the changes to the case's rows. The outcome facts are stale afterwards. */
export async function writeFacts(
  transaction: DatabaseTransaction,
  caseId: number,
  changes: readonly FactChange[],
): Promise<void> {
  const columns: CaseColumns = Object.assign(
    {},
    ...changes.map(({ value, delivered }) => columnsOf(value, delivered)),
  );
  if (Object.keys(columns).length > 0) {
    await transaction.updateTable('surgical_case').set(columns).where('id', '=', caseId).execute();
  }
  for (const { value } of changes) {
    if (value.kind !== 'events') continue;
    await transaction
      .deleteFrom('event')
      .where('case_id', '=', caseId)
      .where('kind', '=', value.event)
      .execute();
    if (value.events.length === 0) continue;
    await transaction
      .insertInto('event')
      .values(value.events.map((event) => ({ case_id: caseId, ...newEvent(event) })))
      .execute();
  }
}

function newEvent(event: CaseEvent) {
  return {
    kind: event.kind,
    depth: event.depth,
    onset_date: event.onsetDate,
    onset_precision: event.onsetPrecision,
    source: event.source,
    present_at_surgery: event.presentAtSurgery === null ? null : event.presentAtSurgery ? 1 : 0,
  } as const satisfies NewEvent;
}

function caseEventOf(event: Selectable<EventTable>): CaseEvent {
  return {
    kind: event.kind,
    depth: event.depth,
    onsetDate: event.onset_date,
    onsetPrecision: event.onset_precision,
    source: event.source,
    presentAtSurgery: event.present_at_surgery === null ? null : event.present_at_surgery === 1,
  } as CaseEvent;
}

/** Sources list events in no order. */
function sortedEvents(events: readonly CaseEvent[]): CaseEvent[] {
  const keyed = events.map((event) => ({ event, key: eventKey(event) }));
  return keyed.toSorted((one, other) => (one.key < other.key ? -1 : 1)).map(({ event }) => canonical(event));
}

/** Two events with the same content are the same to a reader. */
export function eventKey(event: CaseEvent): string {
  return JSON.stringify(Object.values(canonical(event)));
}

function canonical({
  kind,
  depth,
  onsetDate,
  onsetPrecision,
  source,
  presentAtSurgery,
}: CaseEvent): CaseEvent {
  return { kind, depth, onsetDate, onsetPrecision, source, presentAtSurgery };
}
